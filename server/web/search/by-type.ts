import type { House } from '../../house.ts'
import type { SearchAnswer } from '../../search/index.ts'
import { hitCard, typePlural } from '../present.ts'
import { hitLinks } from '../search-curation/hit-links.ts'
import type { Visit } from '../visit.ts'
import { type Asked, requestFor } from './asked.ts'
import { searchAddress } from './filters.ts'

const mostPerType = 4

/** The best results of each type, the type with the best result first. */
export async function bestOfEach(house: House, visit: Visit, asked: Asked, { facets }: SearchAnswer) {
  const { type: picked } = asked.input
  const types = facets.type.filter(({ value, count }) => count > 0 && (picked.length === 0 || picked.includes(value)))
  const request = { ...requestFor(asked, visit), page: 1, pageSize: mostPerType }
  const groups = await Promise.all(
    types.map(async ({ value: type }) => {
      const { total, hits } = await house.search.query({ ...request, filters: { ...request.filters, type: [type] } })
      return { type, total, hits, score: hits[0]?.score ?? 0 }
    }),
  )
  return groups.filter(({ total }) => total > 0).sort((one, other) => other.score - one.score)
}

/** These groups as the page shows them, each with a way to all of its type. */
export async function byType(house: House, visit: Visit, asked: Asked, answer: SearchAnswer) {
  const groups = await bestOfEach(house, visit, asked, answer)
  return groups.map(({ type, total, hits }) => {
    const plural = typePlural(house, visit, type)
    return {
      heading: plural,
      count: total,
      hits: hits.map((hit) => ({ ...hitCard(house, visit, hit), curate: hitLinks(visit, asked.words, hit) })),
      all:
        total > hits.length
          ? {
              label: visit.t('search.allOfType', { count: total, type: plural.toLowerCase() }),
              url: searchAddress(visit, '/search', { ...asked.input, type: [type], by: undefined, page: 1 }),
            }
          : undefined,
    }
  })
}
