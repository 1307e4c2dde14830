import type { Reader } from '../access/reader.ts'
import { mayReadItem } from '../access/visibility.ts'
import type { ListedItem } from '../content/item.ts'
import { addDays } from '../days.ts'
import type { Notice } from '../notify/notice.ts'
import type { Directory } from '../people/directory.ts'

/** How many days before its review somebody is reminded of an item, the latest first. */
export const reminderDays = [0, 7, 30] as const

/**
 * Who is reminded, each once: first the owner, a week before the deputy too, on the day the nearest team leads as well. Who left
 * is passed over; where the owner left, deputy and team leads hear of it from the first reminder on.
 */
function toRemind(item: Pick<ListedItem, 'owner' | 'deputy' | 'unit'>, days: number, directory: Directory) {
  const owner = directory.colleague(item.owner)
  const deputy = directory.colleague(item.deputy)
  const isLate = days === 0
  return [
    ...(owner ? [owner] : []),
    ...(deputy && (!owner || days <= 7) ? [deputy] : []),
    ...(!owner || isLate ? directory.nearestLeadersOf(item.unit) : []),
  ].map(({ slug }) => slug)
}

/** That somebody should look at an item, so many days before its review; 0 also when it has passed. */
export interface Reminder {
  item: ListedItem
  days: number
}

/** Names a reminder: nobody gets two with the same name. */
export const nameOf = ({ item: { id, review }, days }: Reminder) => `review ${id} ${review} ${days}`

/** What each person is to be reminded of on `today`, in the order of `items`. */
export function remindersFor(items: ListedItem[], today: string, directory: Directory): Map<string, Reminder[]> {
  const byPerson = new Map<string, Reminder[]>()
  const limits = reminderDays.map((days) => ({ days, last: addDays(today, days) }))
  for (const item of items) {
    const days = limits.find(({ last }) => item.review <= last)?.days
    if (days === undefined) continue
    for (const person of toRemind(item, days, directory)) {
      const theirs = byPerson.get(person) ?? []
      theirs.push({ item, days })
      byPerson.set(person, theirs)
    }
  }
  return byPerson
}

/** So many reminders of one kind each get a notice of their own; more than these get one together. */
const mostApart = 3

/** What one person is told: late and near reviews apart. Only what `reader` may read is counted. */
export function noticesOf(reminders: Reminder[], reader: Reader | undefined, today: string, now: Date): Notice[] {
  const late = reminders.filter(({ days }) => days === 0)
  const near = reminders.filter(({ days }) => days > 0)
  return [...apartOrTogether('review-late', late), ...apartOrTogether('review-due', near)]

  function apartOrTogether(kind: 'review-late' | 'review-due', some: Reminder[]): Notice[] {
    if (some.length <= mostApart) return some.map((reminder) => apart(kind, reminder))
    const readable = some.filter(({ item }) => !reader || mayReadItem(item, reader))
    return readable.length > 0 ? [together(kind, readable.length)] : []
  }

  function apart(kind: string, reminder: Reminder): Notice {
    const { id, title, review } = reminder.item
    return { kind, item: id, title, link: `/${id}`, values: { review }, at: now, once: nameOf(reminder) }
  }

  function together(kind: 'review-late' | 'review-due', count: number): Notice {
    const link = kind === 'review-late' ? '/work/overdue' : '/work/soon'
    return { kind: `${kind}-many`, title: 'Werkbord', link, values: { count }, at: now, once: `${kind} ${today}` }
  }
}
