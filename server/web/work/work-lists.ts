import type { House } from '../../house.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { visitFor } from '../begin-visit.ts'
import { notFoundPath } from '../search/insights-page.ts'
import { curationPath } from '../search-curation/frame.ts'
import type { Visit } from '../visit.ts'
import { draftsAtWork } from './drafts-at-work.ts'
import { itemsAtWork } from './items-at-work.ts'
import { markedItems } from './marked-items.ts'
import { searchAtWork } from './search-at-work.ts'
import { type Find, mostCounted, type WorkList } from './work-list.ts'

/** A list that may be shown; what is in it is not looked for yet. */
interface Prepared {
  id: string
  find(most: number): Promise<WorkList | undefined>
}

/** What waits for this reader, the most pressing first, so many rows of each list; lists with nothing in them are left out. */
export async function workLists(house: House, visit: Visit, most: number): Promise<WorkList[]> {
  const found = await Promise.all(prepared(house, visit).map(({ find }) => find(most)))
  return found.filter((list) => list !== undefined && list.rows.length > 0) as WorkList[]
}

/** One list with all its rows, also when there are none; undefined when there is no such list. */
export const workList = async (house: House, visit: Visit, id: string): Promise<WorkList | undefined> =>
  prepared(house, visit)
    .find((list) => list.id === id)
    ?.find(mostCounted)

function prepared(house: House, visit: Visit): Prepared[] {
  const drafts = draftsAtWork(house, visit)
  const items = itemsAtWork(house, visit)
  const marked = markedItems(house, visit)
  const search = searchAtWork(house, visit)
  const list = (id: string, icon: string, find: Find, page?: string): Prepared => ({
    id,
    find: async (most) => ({
      ...(await find(most)),
      ...{ id, icon, heading: visit.t(`work.list.${id}.heading`), advice: visit.t(`work.list.${id}.advice`) },
      ...(page && { pageUrl: visit.link(page) }),
    }),
  })
  return [
    list('reviews', 'user-check', drafts.waiting),
    list('overdue', 'alert-triangle', items.overdue),
    list('broken', 'unlink', marked.broken),
    list('drafts', 'file-text', drafts.mine),
    list('soon', 'clock', items.soon),
    list('orphaned', 'user-off', items.orphaned),
    list('planned', 'calendar', drafts.planned),
    ...house.plugins.filter(({ offer }) => offer.workList).map((plugin) => ofPlugin(house, visit, plugin)),
    list('tooLow', 'list-check', search.tooLow, `${curationPath}/questions`),
    list('unanswered', 'mood-search', search.unanswered, notFoundPath),
    list('unused', 'eye-off', marked.unused),
    list('archived', 'archive', items.archived),
  ]
}

/** What a plugin adds; one that fails is passed over and logged. */
const ofPlugin = (house: House, visit: Visit, { id, icon, offer }: InstalledPlugin): Prepared => ({
  id,
  async find(most) {
    try {
      const list = await offer.workList?.(visitFor(house, visit, id))
      return list && { id, icon, ...list, count: list.rows.length, rows: list.rows.slice(0, most) }
    } catch (error) {
      house.log.error(`The plugin "${id}" failed on the workboard`, error)
      return undefined
    }
  },
})
