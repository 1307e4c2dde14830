import { type FacetName, type Facets, type Filters, facetNames, type SearchDocument } from './types.ts'

const DAY = 86_400_000
const QUARTER_DAYS = 92
const SOON_DAYS = 30

/** Where a document stands on `today` (YYYY-MM-DD): checked within a quarter, due within 30 days, overdue. */
export function freshnessOf(document: SearchDocument, today: string): string[] {
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
interface Column {
  names: string[]
  values: number[][]
}

/** The facet values of all documents, as numbers, so that counting thousands of results costs little. */
export class FacetTable {
  readonly #documents: SearchDocument[]
  readonly #columns: Record<FacetName, Column>
  #freshDay = ''

  constructor(documents: SearchDocument[]) {
    this.#documents = documents
    this.#columns = {
      type: columnOf(documents.map(({ type }) => [type])),
      theme: columnOf(documents.map(({ themes }) => themes)),
      unit: columnOf(documents.map(({ units }) => units)),
      audience: columnOf(documents.map(({ audiences }) => audiences)),
      fresh: columnOf([]),
    }
  }

  /** Keeps the matches that pass all filters and counts values; each facet counts as if it had no selection itself. */
  apply<T extends { document: number }>(matches: T[], filters: Filters, today: string): { kept: T[]; facets: Facets } {
    this.#freshOn(today)
    const columns = facetNames.map((name) => this.#columns[name])
    const wanted = facetNames.map((name, i) => filters[name].map((value) => columns[i]?.names.indexOf(value) ?? -1))
    const counts = columns.map(({ names }) => new Uint32Array(names.length))
    const kept: T[] = []
    for (const match of matches) {
      const failed = failures(columns, wanted, match.document)
      if (failed.length === 0) kept.push(match)
      if (failed.length > 1) continue
      for (const [i, { values }] of columns.entries()) {
        if (failed.length === 1 && failed[0] !== i) continue
        const count = counts[i] as Uint32Array
        for (const value of values[match.document] ?? []) count[value] = (count[value] ?? 0) + 1
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
    this.#columns.fresh = columnOf(this.#documents.map((document) => freshnessOf(document, today)))
    this.#freshDay = today
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

function columnOf(values: string[][]): Column {
  const numbers = new Map<string, number>()
  const numbered = values.map((names) =>
    [...new Set(names)].map((name) => {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      return number
    }),
  )
  return { names: [...numbers.keys()], values: numbered }
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
