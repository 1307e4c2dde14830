import { type FacetName, type Facets, type Filters, facetNames, type SearchDocument } from '../types.ts'
import { type Dates, freshnessNames, freshnessOf } from './freshness.ts'

const FRESH = facetNames.indexOf('fresh')

/** What was picked of each facet, as a mark for every number of a value; nothing where nothing was picked. */
type Wanted = Array<Uint8Array | undefined>

/** The facet values of all documents, as numbers, so that counting thousands of results costs little. */
export class FacetTable {
  /** For each number the value and its facet. */
  readonly #names: string[] = [...freshnessNames]
  readonly #facets: number[] = freshnessNames.map(() => FRESH)
  readonly #numbers = facetNames.map(() => new Map<string, number>())
  /** For each place the numbers of its values, its type first, without how fresh it is, which changes by the day. */
  readonly #values: number[][] = []
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
    this.#values[place] = [...new Set(values)]
    this.#dates[place] = { checked, review }
    this.#freshness[place] = freshnessOf({ checked, review }, this.#freshDay)
  }

  /** Keeps the places that pass all filters and counts values; each facet counts as if it had no selection itself. */
  apply(places: readonly number[], filters: Filters, today: string): { kept: readonly number[]; facets: Facets } {
    const counts = new Uint32Array(this.#names.length)
    const freshness = this.freshnessOn(today)
    if (facetNames.every((name) => filters[name].length === 0)) {
      for (const place of places) this.#count(place, freshness, counts)
      return { kept: places, facets: this.#named(counts, filters) }
    }
    const wanted = this.#wanted(filters)
    const kept: number[] = []
    for (const place of places) {
      const failed = this.#failures(place, freshness, wanted)
      if (failed === 0) {
        kept.push(place)
        this.#count(place, freshness, counts)
      } else if ((failed & (failed - 1)) === 0) this.#count(place, freshness, counts, 31 - Math.clz32(failed))
    }
    return { kept, facets: this.#named(counts, filters) }
  }

  /** The places that have none of these values. */
  without(places: readonly number[], filters: Filters, today: string): readonly number[] {
    const unwanted = this.#wanted(filters)
    const asked = unwanted.reduce((bits, marks, facet) => (marks ? bits | (1 << facet) : bits), 0)
    if (asked === 0) return places
    const freshness = this.freshnessOn(today)
    return places.filter((place) => this.#failures(place, freshness, unwanted) === asked)
  }

  /** The values by number. */
  get names(): readonly string[] {
    return this.#names
  }

  /** The number of the type of the document at this place. */
  typeOf(place: number): number {
    return this.#values[place]?.[0] as number
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
    return number !== undefined && this.#values.some((own, place) => own.includes(number) && isWanted(place))
  }

  #numberOf(facet: number, name: string): number {
    const numbers = this.#numbers[facet] as Map<string, number>
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, this.#names.length)
    this.#facets.push(facet)
    return this.#names.push(name) - 1
  }

  /** Counts the values of a document, or only those of one facet. */
  #count(place: number, freshness: readonly number[], counts: Uint32Array, only?: number): void {
    const values = this.#values[place] as number[]
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      if (only === undefined || this.#facets[value] === only) counts[value] = (counts[value] as number) + 1
    }
    if (only !== undefined && only !== FRESH) return
    for (let bits = freshness[place] as number, value = 0; bits > 0; bits >>= 1, value++)
      counts[value] = (counts[value] as number) + (bits & 1)
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

  /** One bit for each facet whose selection a document does not meet. */
  #failures(place: number, freshness: readonly number[], wanted: Wanted): number {
    let failed = 0
    for (let facet = 0; facet < FRESH; facet++) {
      const marks = wanted[facet]
      if (marks && !this.#values[place]?.some((value) => marks[value])) failed |= 1 << facet
    }
    const fresh = wanted[FRESH]
    const bits = freshness[place] as number
    if (fresh && !freshnessNames.some((_, value) => fresh[value] && bits & (1 << value))) failed |= 1 << FRESH
    return failed
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
