import { lookedAfterBy, mayReadItem } from '../../access/visibility.ts'
import type { ListedItem } from '../../content/item.ts'
import { addDays } from '../../days.ts'
import type { House } from '../../house.ts'
import { stillCurrentAction } from '../freshness/still-current.ts'
import { dueWithin, entry, personName, unitName } from '../present.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { type Find, mostCounted, type WorkRow } from './work-list.ts'

/** Of all that somebody looks after: what must be looked at, what has lost its owner or deputy, and what is withdrawn. */
export function itemsAtWork(house: House, visit: Visit) {
  const { items } = house
  const { reader, today } = visit
  const published =
    (by: 'review' | 'title', present: (item: ListedItem) => WorkRow, wanted: () => object | Promise<object>): Find =>
    async (most) => {
      const filter = { $and: [await wanted(), lookedAfterBy(reader)] }
      const found = await items.find(filter, reader, { by, limit: most })
      const count = found.length < most ? found.length : await items.count(filter, reader, mostCounted)
      return { count, rows: found.map(present) }
    }
  const toLookAt = (item: ListedItem) => toCheck(house, visit, item)
  return {
    soon: published('review', toLookAt, () => ({ review: { $gte: today, $lte: addDays(today, dueWithin) } })),
    overdue: published('review', toLookAt, () => ({ review: { $lt: today } })),
    orphaned: published(
      'title',
      (item) => entry(house, visit, item, whoLeft(house, visit, item)),
      () => hasLost(house),
    ),
    archived: (most: number) => archived(house, visit, most),
  }
}

/** Those who look after an item and are no colleagues any more, asked by name so that an index finds their items. */
async function hasLost({ directory, items }: House): Promise<object> {
  const gone = (await items.keepers()).filter((slug) => !directory.colleague(slug))
  return { $or: [{ owner: { $in: gone } }, { deputy: { $in: gone } }] }
}

async function archived(house: House, visit: Visit, most: number) {
  const wanted = { $and: [{ state: 'archived' as const }, lookedAfterBy(visit.reader)] }
  const found = await house.items.select(wanted, { by: 'changedAt', newestFirst: true, limit: mostCounted })
  const rows = found.filter((item) => mayReadItem(item, visit.reader)).map((item) => entry(house, visit, item))
  return { count: rows.length, rows: rows.slice(0, most) }
}

function toCheck(house: House, visit: Visit, item: ListedItem): WorkRow {
  const date = longDate(item.review, visit.language)
  const when = item.review < visit.today ? visit.t('home.reviewWas', { date }) : visit.t('home.reviewBefore', { date })
  return {
    ...entry(house, visit, item, [unitName(house, item.unit), when].join(' · ')),
    action: stillCurrentAction(item, visit),
  }
}

function whoLeft(house: House, { t }: Visit, { owner, deputy }: ListedItem): string {
  const { directory } = house
  return [
    ...(directory.colleague(owner) ? [] : [t('work.ownerLeft', { name: personName(house, owner) })]),
    ...(!deputy || directory.colleague(deputy) ? [] : [t('work.deputyLeft', { name: personName(house, deputy) })]),
  ].join(' · ')
}
