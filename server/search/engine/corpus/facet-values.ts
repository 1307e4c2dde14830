import { type FacetName, type Facets, type Filters, facetNames } from '../types.ts'
import { freshnessNames } from './freshness.ts'

/** What was picked of each facet, as a mark for every number of a value; nothing where nothing was picked. */
export type Wanted = Array<Uint8Array | undefined>

const FRESH = facetNames.indexOf('fresh')

/** The values of all facets as numbers, those of `fresh` first. */
export class FacetValues {
  readonly #names: string[] = [...freshnessNames]
  readonly #facets: number[] = freshnessNames.map(() => FRESH)
  readonly #numbers = facetNames.map(() => new Map<string, number>())

  constructor() {
    for (const [number, name] of freshnessNames.entries()) this.#numbers[FRESH]?.set(name, number)
  }

  /** The values by number. */
  get names(): readonly string[] {
    return this.#names
  }

  /** The place among the facets of the value with this number. */
  facetOf(number: number): number {
    return this.#facets[number] as number
  }

  /** The number of a value, when a document has or had it. */
  find(facet: FacetName, name: string): number | undefined {
    return this.#numbers[facetNames.indexOf(facet)]?.get(name)
  }

  /** The number of a value, which is new when it was not known. @param facet its place among the facets */
  numberOf(facet: number, name: string): number {
    const numbers = this.#numbers[facet] as Map<string, number>
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, this.#names.length)
    this.#facets.push(facet)
    return this.#names.push(name) - 1
  }

  wanted(filters: Filters): Wanted {
    return facetNames.map((facet) => {
      if (filters[facet].length === 0) return undefined
      const marks = new Uint8Array(this.#names.length)
      for (const value of filters[facet]) {
        const number = this.find(facet, value)
        if (number !== undefined) marks[number] = 1
      }
      return marks
    })
  }

  /** Counts with their names, most frequent first; what was picked stays visible without results. */
  named(counts: Uint32Array, filters: Filters): Facets {
    const facets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Facets
    for (const [number, count] of counts.entries()) {
      const facet = facetNames[this.facetOf(number)] as FacetName
      const value = this.#names[number] as string
      if (count > 0 || filters[facet].includes(value)) facets[facet].push({ value, count })
    }
    for (const facet of facetNames) {
      const unknown = filters[facet].filter((value) => this.find(facet, value) === undefined)
      facets[facet].push(...unknown.map((value) => ({ value, count: 0 })))
      facets[facet].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    }
    return facets
  }
}
