import { dayOf } from '../../days.ts'
import type { House } from '../../house.ts'
import type { ListedDraft } from '../../publishing/draft.ts'
import { unitName } from '../present.ts'
import { draftTitle, stateBadge } from '../publishing/present-draft.ts'
import { longDate } from '../texts.ts'
import type { Visit } from '../visit.ts'
import type { Find, WorkRow } from './work-list.ts'

/** The drafts that somebody writes in, and those of others that wait for their judgement or for their day. */
export function draftsAtWork(house: House, visit: Visit) {
  const { publishing } = house
  const found =
    (find: typeof publishing.waitingFor, path = ''): Find =>
    async (most) => {
      const drafts = await find(visit.reader)
      return { count: drafts.length, rows: drafts.slice(0, most).map((draft) => draftRow(house, visit, draft, path)) }
    }
  return {
    mine: found(publishing.ownOf),
    waiting: found(publishing.waitingFor, '/review'),
    planned: found(publishing.planned, '/review'),
  }
}

function draftRow(house: House, visit: Visit, draft: ListedDraft, path: string): WorkRow {
  const saved = visit.t('work.saved', { date: longDate(draft.publishOn ?? dayOf(draft.savedAt), visit.language) })
  const planned = draft.publishOn && visit.t('work.publishOn', { date: longDate(draft.publishOn, visit.language) })
  return {
    badge: stateBadge(draft, visit),
    title: draftTitle(draft, visit),
    url: visit.link(`/drafts/${draft.id}${path}`),
    meta: [draft.unit && unitName(house, draft.unit), planned ?? saved].filter(Boolean).join(' · '),
  }
}
