import { fold } from '../analyser/fold.ts'
import { stem } from '../analyser/index.ts'
import { tokenise } from '../analyser/tokenise.ts'
import type { FacetName } from '../types.ts'
import { editDistance } from '../words/spelling.ts'

/** What a facet may be called, and its values with what each may be called. */
export interface FilterWords {
  facet: FacetName
  names: string[]
  values: Array<{ value: string; names: string[] }>
}

/** A filter that was typed in the text, such as `-type:les`; `typed` is that piece of text. */
export interface TypedFilter {
  facet: FacetName
  value: string
  negated: boolean
  typed: string
}

/** A text taken apart: its words, its filters, and pieces that look like a filter but were read as words. */
export interface TypedText {
  words: string
  filters: TypedFilter[]
  unread: string[]
}

const MAX_TEXT = 400
const MAX_FILTERS = 12
const PIECE = /(?<sign>[+-]?)(?<name>\p{L}+):(?: ?"(?<quoted>[^"]*)"?| ?(?<plain>[^\s"]+))|[+-]?"[^"]*"?|[^\s"]+/gu

/** Finds filters in what somebody typed. A name or value that nobody knows is left among the words; never throws. */
export function readTypedFilters(text: string, known: FilterWords[]): TypedText {
  const filters: TypedFilter[] = []
  const unread: string[] = []
  const words: string[] = []
  for (const { 0: typed, groups } of text.slice(0, MAX_TEXT).matchAll(PIECE)) {
    const { sign, name, quoted, plain } = groups ?? {}
    const given = quoted ?? plain
    const filter = name && given && filters.length < MAX_FILTERS ? filterFor(name, given, known) : undefined
    if (filter) filters.push({ ...filter, negated: sign === '-', typed })
    else words.push(typed)
    if (!filter && name && /^\p{L}/u.test(given ?? '')) unread.push(typed)
  }
  return { words: words.join(' '), filters, unread }
}

function filterFor(
  name: string,
  given: string,
  known: FilterWords[],
): Pick<TypedFilter, 'facet' | 'value'> | undefined {
  const facet = known.find(({ names }) => names.includes(fold(name)))
  const value = facet && valueMeant(given, facet.values)
  return value === undefined || !facet ? undefined : { facet: facet.facet, value }
}

/** The value that is called so: as it is written, else in another form of the word, else unfinished, else with one mistake. */
function valueMeant(given: string, values: FilterWords['values']): string | undefined {
  const key = keyOf(given)
  if (key === '') return undefined
  const tests: Array<(name: string) => boolean> = [
    (name) => keyOf(name) === key,
    (name) => stemsOf(name) === stemsOf(given),
    (name) => key.length >= 3 && keyOf(name).startsWith(key),
    (name) => key.length >= 5 && editDistance(key, keyOf(name), 1) <= 1,
  ]
  for (const test of tests) {
    const [only, ...others] = values.filter(({ names }) => names.some(test))
    if (only && others.length === 0) return only.value
  }
  return undefined
}

const wordsOf = (text: string) =>
  tokenise(text)
    .filter(({ joined }) => !joined)
    .map((token) => fold(token.text))
const keyOf = (text: string) => wordsOf(text).join('')
const stemsOf = (text: string) =>
  wordsOf(text)
    .map((word) => stem(word, 'nl'))
    .join(' ')
