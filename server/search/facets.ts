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

/** Keeps what passes all filters and counts values; each facet counts as if it had no selection itself. */
export function applyFacets<T>(
  matches: T[],
  documentOf: (match: T) => SearchDocument,
  filters: Filters,
  today: string,
): { kept: T[]; facets: Facets } {
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<
    FacetName,
    Map<string, number>
  >
  for (const name of facetNames) for (const value of filters[name]) counts[name].set(value, 0)
  const kept: T[] = []
  for (const match of matches) {
    const values = valuesOf(documentOf(match), today)
    const failed = facetNames.filter((name) => !passes(values[name], filters[name]))
    if (failed.length === 0) kept.push(match)
    if (failed.length > 1) continue
    for (const name of failed.length === 0 ? facetNames : failed) {
      for (const value of values[name]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1)
    }
  }
  return { kept, facets: Object.fromEntries(facetNames.map((name) => [name, sorted(counts[name])])) as Facets }
}

function valuesOf(document: SearchDocument, today: string): Record<FacetName, string[]> {
  return {
    type: [document.type],
    theme: document.themes,
    unit: document.units,
    audience: document.audiences,
    fresh: freshnessOf(document, today),
  }
}

function passes(values: string[], wanted: string[]): boolean {
  return wanted.length === 0 || wanted.some((value) => values.includes(value))
}

function sorted(counts: Map<string, number>): Array<{ value: string; count: number }> {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
