import type { House } from '../../house.ts'
import { type Filters, facetNames, type Narrowing, readTypedFilters, type TypedFilter } from '../../search/index.ts'
import type { Visit } from '../visit.ts'
import { filterWords } from './filter-words.ts'
import { filtersOf, type SearchInput } from './filters.ts'

export const pageSize = 10

/** What somebody asked: what they typed and what they picked, taken together. */
export interface Asked {
  /** The words of the text, without filters. */
  words: string
  /** As `SearchInput`, with the typed filters picked as facets and only words and what is left out in the text. */
  input: SearchInput
  /** Typed filters for what must not be. */
  leftOut: TypedFilter[]
  /** Pieces of the text that look like a filter but are not one. */
  unread: string[]
}

/** Takes the filters out of the text, so that one that was typed works as one that was picked. */
export function readAsked(house: House, input: SearchInput): Asked {
  const { words, filters, unread } = readTypedFilters(input.q, filterWords(house))
  const leftOut = filters.filter(({ negated }) => negated)
  const picked = { ...input, q: withLeftOut(words, leftOut) }
  for (const { facet, value } of filters.filter(({ negated }) => !negated)) {
    picked[facet] = [...new Set([...picked[facet], value])]
  }
  return { words, input: picked, leftOut, unread }
}

/** What was typed or picked, for search. */
export function narrowedTo({ input, leftOut }: Asked, { today }: Visit): Narrowing & { without: Filters } {
  const without = Object.fromEntries(
    facetNames.map((name) => [name, leftOut.filter(({ facet }) => facet === name).map(({ value }) => value)]),
  ) as Filters
  return { filters: filtersOf(input), without, today }
}

/** Whether something was typed or picked that leaves a part of the library out. */
export const isNarrowed = ({ input, leftOut }: Asked) =>
  leftOut.length > 0 || Object.values(filtersOf(input)).some((values) => values.length > 0)

/** Other words for the same question, as a text in which what was left out stays so. */
export const withLeftOut = (words: string, leftOut: TypedFilter[]) =>
  [words, ...leftOut.map(({ typed }) => typed)].filter(Boolean).join(' ')

/** The question for search. @param size results on a page */
export function requestFor(asked: Asked, visit: Visit, size = pageSize) {
  const { words, input } = asked
  return { text: words, ...narrowedTo(asked, visit), page: input.page, pageSize: size, reader: visit.reader }
}

/** The same, of these types alone. Whoever asks for another type finds nothing, and sees which filter is in the way. */
export function requestWithin(types: string[], asked: Asked, visit: Visit, size: number) {
  const request = requestFor(asked, visit, size)
  const { filters, without } = request
  const unasked = types.filter((type) => filters.type.length > 0 && !filters.type.includes(type))
  return {
    ...request,
    filters: { ...filters, type: types },
    without: { ...without, type: [...without.type, ...unasked] },
  }
}
