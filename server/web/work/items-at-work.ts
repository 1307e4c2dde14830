import { lookedAfterBy, mayReadItem } from '../../access/visibility.ts'
import type { ListedItem } from '../../content/item.ts'
import { addDays } from '../../days.ts'
import type { House } from '../../house.ts'
import { stillCurrentAction } from '../freshness/still-current.ts'
import { dueWithin, entry, unitName } from '../present.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { mostCounted, type WorkRow } from './work-list.ts'

/** Of all that somebody looks after: what must be looked at, what has lost its owner or deputy, and what is withdrawn. */
export async function itemsAtWork(house: House, visit: Visit) {
  const { reader, today } = visit
  const colleagues = house.directory.persons.filter(({ active }) => active).map(({ slug }) => slug)
  const hasLost = [{ owner: { $nin: colleagues } }, { deputy: { $nin: [...colleagues, null] } }]
  const published = (wanted: object, by: 'review' | 'title') =>
    house.items.find({ $and: [wanted, lookedAfterBy(reader)] }, reader, { by, limit: mostCounted })
  const [soon, overdue, orphaned, archived] = await Promise.all([
    published({ review: { $gte: today, $lte: addDays(today, dueWithin) } }, 'review'),
    published({ review: { $lt: today } }, 'review'),
    published({ $or: hasLost }, 'title'),
    house.items.select(
      { $and: [{ state: 'archived' }, lookedAfterBy(reader)] },
      { by: 'changedAt', newestFirst: true, limit: mostCounted },
    ),
  ])
  return {
    soon: soon.map((item) => toCheck(house, visit, item)),
    overdue: overdue.map((item) => toCheck(house, visit, item)),
    orphaned: orphaned.map((item) => entry(house, visit, item, whoLeft(house, visit, item))),
    archived: archived.filter((item) => mayReadItem(item, reader)).map((item) => entry(house, visit, item)),
  }
}

function toCheck(house: House, visit: Visit, item: ListedItem): WorkRow {
  const date = longDate(item.review, visit.language)
  const when = item.review < visit.today ? visit.t('home.reviewWas', { date }) : visit.t('home.reviewBefore', { date })
  return {
    ...entry(house, visit, item, [unitName(house, item.unit), when].join(' · ')),
    action: stillCurrentAction(item, visit),
  }
}

function whoLeft({ directory }: House, { t }: Visit, { owner, deputy }: ListedItem): string {
  const name = (slug: string) => directory.person(slug)?.name ?? slug
  return [
    ...(directory.colleague(owner) ? [] : [t('work.ownerLeft', { name: name(owner) })]),
    ...(!deputy || directory.colleague(deputy) ? [] : [t('work.deputyLeft', { name: name(deputy) })]),
  ].join(' · ')
}
