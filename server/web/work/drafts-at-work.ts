import type { House } from '../../house.ts'
import type { ListedDraft } from '../../publishing/draft.ts'
import { unitName } from '../present.ts'
import { draftTitle, stateBadge } from '../publishing/present-draft.ts'
import { longDate } from '../texts.ts'
import { dayOf, type Visit } from '../visit.ts'
import type { WorkRow } from './work-list.ts'

/** The drafts that somebody writes in, and those of others that wait for their judgement or for their day. */
export async function draftsAtWork(house: House, visit: Visit) {
  const { reader } = visit
  const [drafts, waiting] = await Promise.all([
    house.publishing.list(['draft', 'in review', 'planned'], reader),
    house.publishing.waitingFor(reader),
  ])
  const isMine = ({ startedBy, writers, owner, deputy }: ListedDraft) =>
    [startedBy, ...writers, owner, deputy].includes(reader.id)
  const rows = (some: ListedDraft[], path: string) => some.map((draft) => draftRow(house, visit, draft, path))
  const planned = drafts.filter(({ state }) => state === 'planned')
  return {
    mine: rows(
      drafts.filter((draft) => draft.state !== 'planned' && isMine(draft)),
      '',
    ),
    waiting: rows(waiting, '/review'),
    planned: rows(planned, '/review'),
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
