import { type FacetName, type Facets, type Filters, facetNames, type SearchDocument } from '../types.ts'
import { type Dates, freshnessNames, freshnessOf } from './freshness.ts'

const FRESH = facetNames.indexOf('fresh')

/** So many ways there are to be fresh or not. */
const FRESHNESSES = 1 << freshnessNames.length
const freshBits = freshnessNames.map((_, bit) => bit)

/** What was picked of each facet, as a mark for every number of a value; nothing where nothing was picked. */
type Wanted = Array<Uint8Array | undefined>

/**
 * The facet values of all documents, as numbers. Many documents have the same combination of values, so that thousands of results
 * are counted by combination first.
 */
export class FacetTable {
  /** For each number the value and its facet. */
  readonly #names: string[] = [...freshnessNames]
  readonly #facets: number[] = freshnessNames.map(() => FRESH)
  readonly #numbers = facetNames.map(() => new Map<string, number>())
  /** The numbers of values that go together, the type first, without how fresh a document is, which changes by the day. */
  readonly #combinations: number[][] = []
  readonly #byValues = new Map<string, number>()
  /** For each place the number of its combination. */
  readonly #combinationAt: number[] = []
  readonly #dates: Dates[] = []
  readonly #freshness: number[] = []
  #freshDay = ''

  constructor() {
    for (const [number, name] of freshnessNames.entries()) this.#numbers[FRESH]?.set(name, number)
  }

  /** Notes the values of the document that stands at this place now. */
  set(place: number, { type, themes, units, audiences, checked, review }: SearchDocument): void {
    const values = [[type], themes, units, audiences].flatMap((names, facet) =>
      names.map((name) => this.#numberOf(facet, name)),
    )
    this.#combinationAt[place] = this.#combinationOf([...new Set(values)])
    this.#dates[place] = { checked, review }
    this.#freshness[place] = freshnessOf({ checked, review }, this.#freshDay)
  }

  /** Keeps the places that pass all filters and counts values; each facet counts as if it had no selection itself. */
  apply(places: readonly number[], filters: Filters, today: string): { kept: readonly number[]; facets: Facets } {
    const freshness = this.freshnessOn(today)
    const sizes = this.#sizes(places, freshness)
    if (facetNames.every((name) => filters[name].length === 0))
      return { kept: places, facets: this.#count(sizes, filters) }
    const failures = this.#failures(this.#wanted(filters), sizes)
    const kept = places.filter((place) => failures[this.#kind(place, freshness)] === 0)
    return { kept, facets: this.#count(sizes, filters, failures) }
  }

  /** The places that have none of these values. */
  without(places: readonly number[], filters: Filters, today: string): readonly number[] {
    const unwanted = this.#wanted(filters)
    const asked = unwanted.reduce((bits, marks, facet) => (marks ? bits | (1 << facet) : bits), 0)
    if (asked === 0) return places
    const freshness = this.freshnessOn(today)
    const failures = this.#failures(unwanted, this.#sizes(places, freshness))
    return places.filter((place) => failures[this.#kind(place, freshness)] === asked)
  }

  /** The values by number. */
  get names(): readonly string[] {
    return this.#names
  }

  /** The number of the type of the document at this place. */
  typeOf(place: number): number {
    return this.#combinations[this.#combinationAt[place] as number]?.[0] as number
  }

  /** For each place the bits that tell how fresh it is on this day. */
  freshnessOn(today: string): readonly number[] {
    if (this.#freshDay !== today)
      for (const [place, dates] of this.#dates.entries()) this.#freshness[place] = freshnessOf(dates, today)
    this.#freshDay = today
    return this.#freshness
  }

  /** Whether a document at one of these places has this value; not for how fresh it is. */
  has(name: Exclude<FacetName, 'fresh'>, value: string, isWanted: (place: number) => boolean): boolean {
    const number = this.#numbers[facetNames.indexOf(name)]?.get(value)
    if (number === undefined) return false
    const having = this.#combinations.map((values) => values.includes(number))
    return this.#combinationAt.some((combination, place) => having[combination] && isWanted(place))
  }

  #numberOf(facet: number, name: string): number {
    const numbers = this.#numbers[facet] as Map<string, number>
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, this.#names.length)
    this.#facets.push(facet)
    return this.#names.push(name) - 1
  }

  #combinationOf(values: number[]): number {
    const key = values.join()
    const known = this.#byValues.get(key)
    if (known !== undefined) return known
    this.#byValues.set(key, this.#combinations.length)
    return this.#combinations.push(values) - 1
  }

  /** One number for the values of a document and how fresh it is. */
  #kind(place: number, freshness: readonly number[]): number {
    return (this.#combinationAt[place] as number) * FRESHNESSES + (freshness[place] as number)
  }

  /** Of each kind how many of these documents there are. */
  #sizes(places: readonly number[], freshness: readonly number[]): Uint32Array {
    const sizes = new Uint32Array(this.#combinations.length * FRESHNESSES)
    for (const place of places) {
      const kind = this.#kind(place, freshness)
      sizes[kind] = (sizes[kind] as number) + 1
    }
    return sizes
  }

  /** The values of a kind of documents. */
  #valuesOf(kind: number): number[] {
    const fresh = freshBits.filter((bit) => kind & (1 << bit))
    return [...(this.#combinations[Math.floor(kind / FRESHNESSES)] as number[]), ...fresh]
  }

  /** @param failures none without filters; documents with one failure count for the facet that they fail alone */
  #count(sizes: Uint32Array, filters: Filters, failures?: Uint8Array): Facets {
    const counts = new Uint32Array(this.#names.length)
    for (let kind = 0; kind < sizes.length; kind++) {
      const failed = failures?.[kind] ?? 0
      if (sizes[kind] === 0 || (failed & (failed - 1)) !== 0) continue
      for (const value of this.#valuesOf(kind)) {
        if (failed !== 0 && 1 << (this.#facets[value] as number) !== failed) continue
        counts[value] = (counts[value] as number) + (sizes[kind] as number)
      }
    }
    return this.#named(counts, filters)
  }

  #wanted(filters: Filters): Wanted {
    return facetNames.map((name, facet) => {
      if (filters[name].length === 0) return undefined
      const marks = new Uint8Array(this.#names.length)
      for (const value of filters[name]) {
        const number = this.#numbers[facet]?.get(value)
        if (number !== undefined) marks[number] = 1
      }
      return marks
    })
  }

  /** For each kind of which there are documents one bit for each facet whose selection it does not meet. */
  #failures(wanted: Wanted, sizes: Uint32Array): Uint8Array {
    return Uint8Array.from(sizes, (size, kind) => {
      if (size === 0) return 0
      const values = this.#valuesOf(kind)
      return wanted.reduce((failed, marks, facet) => {
        const isMet = !marks || values.some((value) => marks[value])
        return isMet ? failed : failed | (1 << facet)
      }, 0)
    })
  }

  /** Values with a count, most frequent first; a selected value stays visible without results. */
  #named(counts: Uint32Array, filters: Filters): Facets {
    const facets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Facets
    for (const [number, count] of counts.entries()) {
      const name = facetNames[this.#facets[number] as number] as FacetName
      const value = this.#names[number] as string
      if (count > 0 || filters[name].includes(value)) facets[name].push({ value, count })
    }
    for (const [facet, name] of facetNames.entries()) {
      const unknown = filters[name].filter((value) => !this.#numbers[facet]?.has(value))
      facets[name].push(...unknown.map((value) => ({ value, count: 0 })))
      facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    }
    return facets
  }
}
