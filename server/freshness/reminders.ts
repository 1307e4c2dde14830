import type { ListedItem } from '../content/item.ts'
import { addDays } from '../days.ts'
import type { Directory } from '../people/directory.ts'

/** How many days before its review somebody is reminded of an item, the latest first. */
export const reminderDays = [0, 7, 30] as const

/** The reminder that an item needs on `today`: 0 also when its review is overdue; undefined when it has time. */
export const reminderFor = (review: string, today: string) =>
  reminderDays.find((days) => review <= addDays(today, days))

/**
 * Who is reminded, each once: first the owner, a week before the deputy too, on the day the nearest team leads as well. Who left
 * is passed over; where the owner left, deputy and team leads hear of it from the first reminder on.
 */
export function toRemind(item: Pick<ListedItem, 'owner' | 'deputy' | 'unit'>, days: number, directory: Directory) {
  const owner = directory.colleague(item.owner)
  const deputy = directory.colleague(item.deputy)
  const isLate = days === 0
  return [
    ...(owner ? [owner] : []),
    ...(deputy && (!owner || days <= 7) ? [deputy] : []),
    ...(!owner || isLate ? directory.nearestLeadersOf(item.unit) : []),
  ].map(({ slug }) => slug)
}
