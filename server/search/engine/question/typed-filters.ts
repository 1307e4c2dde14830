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
/** Names no filter, but asks for words of titles: the words of a question are read so. */
const ofTitles = /^tit(?:el|le)$/i
const MAX_FILTERS = 12
const PIECE = /(?<sign>[+-]?)(?<name>\p{L}+):(?: ?"(?<quoted>[^"]*)"?| ?(?<plain>[^\s"]+))|[+-]?"[^"]*"?|[^\s"]+/gu

/** Finds filters in what somebody typed. A name or value that nobody knows is left among the words; never throws. */
export function readTypedFilters(text: string, known: FilterWords[]): TypedText {
  const filters: TypedFilter[] = []
  const unread: string[] = []
  const words: string[] = []
  const meanings = new Meanings(known)
  for (const { 0: typed, groups } of text.slice(0, MAX_TEXT).matchAll(PIECE)) {
    const { sign, name, quoted, plain } = groups ?? {}
    const given = quoted ?? plain
    const filter = name && given ? meanings.of(name, given) : undefined
    if (filter) filters.push({ ...filter, negated: sign === '-', typed })
    else words.push(typed)
    if (!filter && name && !ofTitles.test(name) && /^\p{L}/u.test(given ?? '')) unread.push(typed)
  }
  return { words: words.join(' '), filters, unread }
}

/** A value of a facet as it is compared with what was typed. */
interface Comparable {
  value: string
  names: Array<{ key: string; stems: string }>
}

/** What typed names and values mean: of the first twelve filters in a text, also where nobody knows the value. */
class Meanings {
  readonly #known: FilterWords[]
  readonly #prepared = new Map<FacetName, Comparable[]>()
  #looked = 0

  constructor(known: FilterWords[]) {
    this.#known = known
  }

  of(name: string, given: string): Pick<TypedFilter, 'facet' | 'value'> | undefined {
    const words = this.#known.find(({ names }) => names.includes(fold(name)))
    if (!words || this.#looked === MAX_FILTERS) return undefined
    this.#looked++
    const value = valueMeant(comparable(given), this.#valuesOf(words))
    return value === undefined ? undefined : { facet: words.facet, value }
  }

  #valuesOf({ facet, values }: FilterWords): Comparable[] {
    const prepared =
      this.#prepared.get(facet) ?? values.map(({ value, names }) => ({ value, names: names.map(comparable) }))
    this.#prepared.set(facet, prepared)
    return prepared
  }
}

/** The value that is called so: as it is written, else in another form of the word, else unfinished, else with one mistake. */
function valueMeant({ key, stems }: Comparable['names'][number], values: Comparable[]): string | undefined {
  if (key === '') return undefined
  const tests: Array<(name: Comparable['names'][number]) => boolean> = [
    (name) => name.key === key,
    (name) => name.stems === stems,
    (name) => key.length >= 3 && name.key.startsWith(key),
    (name) => key.length >= 5 && isNearly(key, name.key),
  ]
  for (const test of tests) {
    const [only, ...others] = values.filter(({ names }) => names.some(test))
    if (only && others.length === 0) return only.value
  }
  return undefined
}

const isNearly = (one: string, other: string) =>
  Math.abs(one.length - other.length) <= 1 && editDistance(one, other, 1) <= 1

function comparable(text: string): Comparable['names'][number] {
  const words = tokenise(text)
    .filter(({ joined }) => !joined)
    .map((token) => fold(token.text))
  return { key: words.join(''), stems: words.map((word) => stem(word, 'nl')).join(' ') }
}
