import type { House } from '../../house.ts'
import { searchPath } from '../links.ts'
import { destinations } from '../search-curation/destinations.ts'
import { hitLinks } from '../search-curation/hit-links.ts'
import type { Visit } from '../visit.ts'

const mostShown = 10

/** What people chose far down in the results, with what whoever may curate search can do about it. */
export async function presentChosenLow(house: House, visit: Visit, from: string) {
  const chosen = await house.searchAnalytics.chosenLow(from)
  const found = await destinations(
    house,
    visit,
    chosen.map(({ id }) => id),
  )
  return chosen
    .flatMap(({ question, id, place, count }) => {
      const result = found.get(id)
      if (!result) return []
      const url = visit.link(searchPath(question))
      return [{ question, url, result, place, count, actions: hitLinks(visit, question, { id }) }]
    })
    .slice(0, mostShown)
}
