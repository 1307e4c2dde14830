import {
  type FacetName,
  type Facets,
  type Filters,
  facetNames,
  type Narrowing,
  type SearchDocument,
  unfiltered,
} from '../types.ts'
import { Combinations } from './combinations.ts'
import { FacetValues, type Wanted } from './facet-values.ts'
import { type Dates, freshnessNames, freshnessOf } from './freshness.ts'

/** So many ways there are to be fresh or not. */
const FRESHNESSES = 1 << freshnessNames.length
const freshBits = freshnessNames.map((_, bit) => bit)

const isEmpty = (filters: Filters) => facetNames.every((name) => filters[name].length === 0)

/**
 * The facet values of all documents, as numbers. Many documents have the same combination of values, so that thousands of results
 * are counted by combination first.
 */
export class FacetTable {
  readonly #values = new FacetValues()
  /** The numbers of values that go together, the type first, without how fresh a document is, which changes by the day. */
  readonly #combinations = new Combinations()
  /** For each place the number of its combination. */
  readonly #combinationAt: number[] = []
  readonly #dates: Dates[] = []
  readonly #freshness: number[] = []
  #freshDay = ''

  /** Notes the values of the document that stands at this place now. */
  set(place: number, { type, themes, units, audiences, checked, review }: SearchDocument): void {
    const values = [[type], themes, units, audiences].flatMap((names, facet) =>
      names.map((name) => this.#values.numberOf(facet, name)),
    )
    const former = this.#combinationAt[place]
    if (former !== undefined) this.#combinations.release(former)
    this.#combinationAt[place] = this.#combinations.take([...new Set(values)])
    this.#dates[place] = { checked, review }
    this.#freshness[place] = freshnessOf({ checked, review }, this.#freshDay)
  }

  /** Keeps the places that pass all filters and counts values; each facet counts as if it had no selection itself. */
  apply(places: readonly number[], filters: Filters, today: string): { kept: readonly number[]; facets: Facets } {
    const freshness = this.freshnessOn(today)
    const sizes = this.#sizes(places, freshness)
    if (isEmpty(filters)) return { kept: places, facets: this.#count(sizes, filters) }
    const wanted = this.#values.wanted(filters)
    const failures = Uint8Array.from(sizes, (size, kind) => (size === 0 ? 0 : this.#failures(kind, wanted)))
    const kept = places.filter((place) => failures[this.#kind(place, freshness)] === 0)
    return { kept, facets: this.#count(sizes, filters, failures) }
  }

  /** The places that have none of these values. */
  without(places: readonly number[], without: Filters, today: string): readonly number[] {
    return isEmpty(without) ? places : places.filter(this.passing({ filters: unfiltered, without, today }))
  }

  /** Tells of a place whether its document has what is wanted, and nothing of what is not. */
  passing({ filters, without, today }: Narrowing): (place: number) => boolean {
    const freshness = this.freshnessOn(today)
    const wanted = this.#values.wanted(filters)
    const unwanted = without ? this.#values.wanted(without) : []
    const asked = unwanted.reduce((bits, marks, facet) => (marks ? bits | (1 << facet) : bits), 0)
    const known = new Map<number, boolean>()
    return (place) => {
      const kind = this.#kind(place, freshness)
      const passes = known.get(kind) ?? (this.#failures(kind, wanted) === 0 && this.#failures(kind, unwanted) === asked)
      known.set(kind, passes)
      return passes
    }
  }

  /** The values by number. */
  get names(): readonly string[] {
    return this.#values.names
  }

  /** The number of the type of the document at this place. */
  typeOf(place: number): number {
    return this.#combinations.at(this.#combinationAt[place] as number)[0] as number
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
    const number = this.#values.find(name, value)
    if (number === undefined) return false
    const having = this.#combinations.having(number)
    return this.#combinationAt.some((combination, place) => having[combination] && isWanted(place))
  }

  /** One number for the values of a document and how fresh it is. */
  #kind(place: number, freshness: readonly number[]): number {
    return (this.#combinationAt[place] as number) * FRESHNESSES + (freshness[place] as number)
  }

  /** Of each kind how many of these documents there are. */
  #sizes(places: readonly number[], freshness: readonly number[]): Uint32Array {
    const sizes = new Uint32Array(this.#combinations.size * FRESHNESSES)
    for (const place of places) {
      const kind = this.#kind(place, freshness)
      sizes[kind] = (sizes[kind] as number) + 1
    }
    return sizes
  }

  /** The values of a kind of documents. */
  #valuesOf(kind: number): number[] {
    const fresh = freshBits.filter((bit) => kind & (1 << bit))
    return [...this.#combinations.at(Math.floor(kind / FRESHNESSES)), ...fresh]
  }

  /** For a kind of documents one bit for each facet whose selection it does not meet. */
  #failures(kind: number, wanted: Wanted): number {
    const values = this.#valuesOf(kind)
    return wanted.reduce((failed, marks, facet) => {
      const isMet = !marks || values.some((value) => marks[value])
      return isMet ? failed : failed | (1 << facet)
    }, 0)
  }

  /** @param failures none without filters; documents with one failure count for the facet that they fail alone */
  #count(sizes: Uint32Array, filters: Filters, failures?: Uint8Array): Facets {
    const counts = new Uint32Array(this.names.length)
    for (let kind = 0; kind < sizes.length; kind++) {
      const failed = failures?.[kind] ?? 0
      if (sizes[kind] === 0 || (failed & (failed - 1)) !== 0) continue
      for (const value of this.#valuesOf(kind)) {
        if (failed !== 0 && 1 << this.#values.facetOf(value) !== failed) continue
        counts[value] = (counts[value] as number) + (sizes[kind] as number)
      }
    }
    return this.#values.named(counts, filters)
  }
}
