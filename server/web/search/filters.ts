import { z } from 'zod'
import { atMost } from '../../at-most.ts'
import { nameOf } from '../../content/vocabulary.ts'
import type { House } from '../../house.ts'
import { type FacetName, facetNames, type SearchAnswer } from '../../search/index.ts'
import { first } from '../first.ts'
import { typeName, unitName } from '../present.ts'
import type { Visit } from '../visit.ts'

const aFew = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z
    .array(z.string().max(80).catch(''))
    .catch([])
    .transform((values) => [...new Set(values.filter(Boolean))].slice(0, 20)),
)

/** What the address of a search or list page may say; whatever does not fit is left out, so that any address gives a page. */
export const SearchQuery = z.object({
  q: z.preprocess(first, z.string().catch('')).transform(atMost(10_000)),
  /** How results are shown: in one list, or the best of each type. */
  by: z.preprocess(first, z.literal('type').optional().catch(undefined)),
  page: z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)),
  type: aFew,
  theme: aFew,
  unit: aFew,
  audience: aFew,
  fresh: aFew,
})
export type SearchInput = z.infer<typeof SearchQuery>

/** What was picked of each facet. */
export const filtersOf = ({ type, theme, unit, audience, fresh }: SearchInput) => ({
  type,
  theme,
  unit,
  audience,
  fresh,
})

/** The address of a page with this search; leaves out what is empty. */
export function searchAddress(visit: Visit, path: string, input: SearchInput): string {
  const query = new URLSearchParams()
  if (input.q) query.set('q', input.q)
  for (const name of facetNames) for (const value of input[name]) query.append(name, value)
  if (input.by) query.set('by', input.by)
  if (input.page > 1) query.set('page', String(input.page))
  const text = query.toString()
  return visit.link(path) + (text && `?${text}`)
}

const mostValues = 12
/** The rest of a facet is folded, unless it is only one. */
const unfolded = 6

/** The facets with their names in the reader's language, biggest first; a chosen value is always among them. */
export function facetGroups(
  house: House,
  visit: Visit,
  answer: SearchAnswer,
  input: SearchInput,
  path: string,
  without: FacetName[] = [],
) {
  return facetNames
    .filter((name) => !without.includes(name) && answer.facets[name].length > 0)
    .map((name) => {
      const values = answer.facets[name]
        .filter(({ value, count }, place) => input[name].includes(value) || (count > 0 && place < mostValues))
        .map(({ value, count }) => ({
          value,
          count,
          label: valueName(house, visit, name, value),
          checked: input[name].includes(value),
          url: searchAddress(visit, path, toggled(input, name, value)),
        }))
      return { name, label: visit.t(`facet.${name}`), ...folded(values) }
    })
}

/** The biggest and the chosen values stand first in the page; `more` is shown when somebody asks for it. */
function folded<Value extends { checked: boolean }>(all: Value[]) {
  const values = all.filter(({ checked }, place) => checked || place < unfolded || all.length === unfolded + 1)
  return { values, more: all.filter((value) => !values.includes(value)) }
}

/** The filters that are on, each with the address that takes it off. */
export function activeFilters(house: House, visit: Visit, input: SearchInput, path: string) {
  return facetNames.flatMap((name) =>
    input[name].map((value) => ({
      label: valueName(house, visit, name, value),
      removeUrl: searchAddress(visit, path, toggled(input, name, value)),
    })),
  )
}

function toggled(input: SearchInput, name: FacetName, value: string): SearchInput {
  const others = input[name].filter((one) => one !== value)
  return { ...input, page: 1, [name]: others.length < input[name].length ? others : [...others, value] }
}

/** What a value of a facet is called. */
export function valueName(house: House, visit: Visit, facet: FacetName, value: string): string {
  const { themes, audiences } = house.reference.vocabulary
  switch (facet) {
    case 'type':
      return typeName(house, visit, value)
    case 'theme':
      return nameOf(themes, value, visit.language)
    case 'audience':
      return nameOf(audiences, value, visit.language)
    case 'unit':
      return unitName(house, value)
    case 'fresh':
      return visit.t(`facet.fresh.${value}`)
  }
}
