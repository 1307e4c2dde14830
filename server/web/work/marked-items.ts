import type { ListedItem } from '../../content/item.ts'
import { wordsOf } from '../../forms/words.ts'
import type { BrokenPlace } from '../../freshness/broken-places.ts'
import type { BrokenItem } from '../../freshness/link-check.ts'
import type { House } from '../../house.ts'
import { visitFor } from '../begin-visit.ts'
import { entry, unitName } from '../present.ts'
import type { Visit } from '../visit.ts'
import { type Find, mostCounted, type WorkRow } from './work-list.ts'

/** Of all that somebody looks after: what jobs found, as far as it still holds. */
export function markedItems(house: House, visit: Visit): { broken: Find; unused: Find } {
  const { linkCheck, views, items } = house
  const { reader } = visit

  async function readable(ids: string[]): Promise<Map<string, ListedItem>> {
    const found = ids.length > 0 ? await items.find({ _id: { $in: ids } }, reader) : []
    return new Map(found.map((item) => [item.id, item]))
  }

  return {
    async broken(most) {
      const found = await linkCheck.find(reader, most)
      const known = await readable(found.map(({ id }) => id))
      const rows = found.flatMap((broken) => {
        const item = known.get(broken.id)
        return item?.version === broken.version ? [brokenRow(house, visit, item, broken)] : []
      })
      const count = found.length < most ? rows.length : await linkCheck.count(reader, mostCounted)
      return { count, rows }
    },

    async unused(most) {
      const ids = await views.unused(reader, most)
      const known = await readable(ids)
      const rows = ids.flatMap((id) => {
        const item = known.get(id)
        return item ? [entry(house, visit, item)] : []
      })
      const count = ids.length < most ? rows.length : await views.countUnused(reader, mostCounted)
      return { count, rows }
    },
  }
}

const mostTold = 3

function brokenRow(house: House, visit: Visit, item: ListedItem, { broken }: BrokenItem): WorkRow {
  const told = broken.slice(0, mostTold).map((place) => whatIsBroken(house, visit, item, place))
  const more = broken.length - told.length
  const lines = [...new Set(told), ...(more > 0 ? [visit.t('work.broken.more', { count: more })] : [])]
  return {
    ...entry(house, visit, item, [unitName(house, item.unit), ...lines].join(' · ')),
    action: {
      post: visit.link(`/${item.id}/edit`),
      fields: {},
      label: visit.t('work.edit'),
      description: visit.t('work.editOf', { title: item.title }),
      icon: 'pencil',
      kind: 'secondary',
    },
  }
}

function whatIsBroken(house: House, visit: Visit, { plugin, type }: ListedItem, place: BrokenPlace): string {
  if (place.kind === 'no-name') {
    const label = wordsOf({ type }, visitFor(house, visit, plugin).t).label(place.field.replace(/\.\d+/g, ''))
    return visit.t('work.broken.name', { label, value: place.value })
  }
  const target = 'target' in place ? (place.target ?? '') : ''
  const text = visit.t(`editor.finding.${place.kind}`, { target })
  return 'step' in place ? visit.t('work.broken.step', { step: place.step, text }) : text
}
