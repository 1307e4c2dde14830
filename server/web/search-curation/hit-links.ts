import type { SearchHit } from '../../search/index.ts'
import type { Visit } from '../visit.ts'
import { curationPath, mayCurate } from './frame.ts'

/** What whoever may curate search can do about one result of a question; nothing for others. */
export function hitLinks(visit: Visit, text: string, { id }: Pick<SearchHit, 'id'>) {
  if (!mayCurate(visit) || text === '') return []
  const about = new URLSearchParams({ q: text.slice(0, 400), id })
  const { t, link } = visit
  return [
    { label: t('search.why'), url: link(`/search/why?${about}`) },
    { label: t('search.pinHere'), url: link(`${curationPath}/pinned/new?${about}`) },
    { label: t('search.keepAsTest'), url: link(`${curationPath}/questions/new?${about}`) },
  ]
}
