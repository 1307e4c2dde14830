import type { House } from '../../house.ts'
import type { SearchAnswer } from '../../search/index.ts'
import { hitCard, typePlural } from '../present.ts'
import type { Visit } from '../visit.ts'
import { type Asked, requestFor } from './asked.ts'
import { searchAddress } from './filters.ts'

const mostPerType = 4

/** The best results of each type, the type with the best result first. */
export async function byType(house: House, visit: Visit, asked: Asked, { facets }: SearchAnswer) {
  const { input } = asked
  const types = facets.type.filter(
    ({ value, count }) => count > 0 && (input.type.length === 0 || input.type.includes(value)),
  )
  const request = { ...requestFor(asked, visit), page: 1, pageSize: mostPerType }
  const groups = await Promise.all(
    types.map(async ({ value: type }) => {
      const { total, hits } = await house.search.query({ ...request, filters: { ...request.filters, type: [type] } })
      const plural = typePlural(house, visit, type)
      return {
        heading: plural,
        count: total,
        score: hits[0]?.score ?? 0,
        hits: hits.map((hit) => hitCard(house, visit, hit)),
        all:
          total > hits.length
            ? {
                label: visit.t('search.allOfType', { count: total, type: plural.toLowerCase() }),
                url: searchAddress(visit, '/search', { ...input, type: [type], by: undefined, page: 1 }),
              }
            : undefined,
      }
    }),
  )
  return groups.filter(({ count }) => count > 0).sort((one, other) => other.score - one.score)
}
