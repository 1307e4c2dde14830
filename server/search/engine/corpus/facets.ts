import { type FacetName, type Facets, type Filters, facetNames, type SearchDocument } from '../types.ts'

const DAY = 86_400_000
const QUARTER_DAYS = 92
const SOON_DAYS = 30

interface Dates {
  checked?: string | undefined
  review?: string | undefined
}

/** Where a document stands on `today` (YYYY-MM-DD): checked within a quarter, due within 30 days, overdue. */
function freshnessOf(document: Dates, today: string): string[] {
  const values: string[] = []
  if (document.checked && document.checked <= today && daysBetween(document.checked, today) <= QUARTER_DAYS) {
    values.push('checked-this-quarter')
  }
  if (document.review && document.review < today) values.push('overdue')
  else if (document.review && daysBetween(today, document.review) <= SOON_DAYS) values.push('due')
  return values
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY
}

/** The values of one facet: their names, and for each document the numbers of its values. */
class Column {
  readonly names: string[] = []
  readonly values: number[][] = []
  readonly #numbers = new Map<string, number>()

  set(place: number, names: string[]): void {
    this.values[place] = [...new Set(names)].map((name) => this.#numberOf(name))
  }

  #numberOf(name: string): number {
    const number = this.#numbers.get(name) ?? this.names.length
    if (number === this.names.length) this.names.push(name)
    this.#numbers.set(name, number)
    return number
  }
}

/** The facet values of all documents, as numbers, so that counting thousands of results costs little. */
export class FacetTable {
  readonly #dates: Dates[] = []
  readonly #columns: Record<FacetName, Column> = {
    type: new Column(),
    theme: new Column(),
    unit: new Column(),
    audience: new Column(),
    fresh: new Column(),
  }
  #freshDay = ''

  /** Notes the values of the document that stands at this place now. */
  set(place: number, document: SearchDocument): void {
    const { type, theme, unit, audience, fresh } = this.#columns
    type.set(place, [document.type])
    theme.set(place, document.themes)
    unit.set(place, document.units)
    audience.set(place, document.audiences)
    fresh.set(place, freshnessOf(document, this.#freshDay))
    this.#dates[place] = { checked: document.checked, review: document.review }
  }

  /** Keeps the matches that pass all filters and counts values; each facet counts as if it had no selection itself. */
  apply<T extends { document: number }>(matches: T[], filters: Filters, today: string): { kept: T[]; facets: Facets } {
    this.#freshOn(today)
    const columns = facetNames.map((name) => this.#columns[name])
    const wanted = facetNames.map((name, i) => filters[name].map((value) => columns[i]?.names.indexOf(value) ?? -1))
    const counts = columns.map(({ names }) => new Uint32Array(names.length))
    const isFiltered = wanted.some(({ length }) => length > 0)
    const kept: T[] = []
    for (const match of matches) {
      const failed = isFiltered ? failures(columns, wanted, match.document) : NO_FAILURES
      if (failed.length === 0) kept.push(match)
      if (failed.length > 1) continue
      for (let i = 0; i < columns.length; i++) {
        if (failed.length === 1 && failed[0] !== i) continue
        const count = counts[i] as Uint32Array
        for (const value of columns[i]?.values[match.document] ?? []) count[value] = (count[value] ?? 0) + 1
      }
    }
    return { kept, facets: this.#named(counts, filters) }
  }

  /** Freshness values of the document at this place on the day. */
  freshness(document: number, today: string): string[] {
    this.#freshOn(today)
    const { names, values } = this.#columns.fresh
    return (values[document] ?? []).map((value) => names[value] ?? '')
  }

  #freshOn(today: string): void {
    if (this.#freshDay === today) return
    this.#freshDay = today
    for (const [place, dates] of this.#dates.entries()) this.#columns.fresh.set(place, freshnessOf(dates, today))
  }

  /** Values with a count, most frequent first; a selected value stays visible without results. */
  #named(counts: Uint32Array[], filters: Filters): Facets {
    const facets = facetNames.map((name, i) => {
      const { names } = this.#columns[name]
      const counted = names.map((value, number) => ({ value, count: counts[i]?.[number] ?? 0 }))
      const unknown = filters[name].filter((value) => !names.includes(value)).map((value) => ({ value, count: 0 }))
      const shown = [...counted.filter(({ value, count }) => count > 0 || filters[name].includes(value)), ...unknown]
      return [name, shown.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))]
    })
    return Object.fromEntries(facets) as Facets
  }
}

const NO_FAILURES: number[] = []

/** Numbers of the facets whose selection a document does not meet. Most meet all, so that case makes no new array. */
function failures(columns: Column[], wanted: number[][], document: number): number[] {
  let failed = NO_FAILURES
  for (let i = 0; i < columns.length; i++) {
    if (!passes(columns[i]?.values[document], wanted[i])) failed = [...failed, i]
  }
  return failed
}

function passes(values: number[] = [], wanted: number[] = []): boolean {
  return wanted.length === 0 || wanted.some((value) => values.includes(value))
}
