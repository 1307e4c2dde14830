import { may } from '../../access/may.ts'
import type { Visit } from '../visit.ts'

const pages = [
  { id: 'insights', path: '/search/insights', label: 'insights.tab', action: 'see unanswered questions' },
  { id: 'synonyms', path: '/search/curation/synonyms', label: 'curation.synonyms', action: 'curate search' },
  { id: 'pinned', path: '/search/curation/pinned', label: 'curation.pinned', action: 'curate search' },
  { id: 'questions', path: '/search/curation/questions', label: 'curation.questions', action: 'curate search' },
] as const

export type UpkeepPage = (typeof pages)[number]['id']

/** The pages on which this reader may look after search; none for most. */
export function searchUpkeep({ reader, t, link }: Visit, here?: UpkeepPage) {
  return pages
    .filter(({ action }) => may(reader, action))
    .map(({ id, path, label }) => ({ label: t(label), url: link(path), current: id === here }))
}
