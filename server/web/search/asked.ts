import type { House } from '../../house.ts'
import {
  type Filters,
  facetNames,
  readTypedFilters,
  type SearchQuestion,
  type TypedFilter,
} from '../../search/index.ts'
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

/** Other words for the same question, as a text in which what was left out stays so. */
export const withLeftOut = (words: string, leftOut: TypedFilter[]) =>
  [words, ...leftOut.map(({ typed }) => typed)].filter(Boolean).join(' ')

/** The question for search. */
export function requestFor({ words, input, leftOut }: Asked, visit: Visit): SearchQuestion {
  const without = Object.fromEntries(
    facetNames.map((name) => [name, leftOut.filter(({ facet }) => facet === name).map(({ value }) => value)]),
  ) as Filters
  return {
    text: words,
    filters: filtersOf(input),
    without,
    page: input.page,
    pageSize,
    reader: visit.reader,
    today: visit.today,
  }
}
