import { freshnessOf } from './facets.ts'
import type { SearchDocument } from './types.ts'

/** Mild prior, a factor around 1: kept-up content a little higher, overdue a little lower, asked-for types clearly higher. */
export function prior(document: SearchDocument, favouredTypes: ReadonlySet<string>, today: string): number {
  const fresh = freshnessOf(document, today)
  const age = fresh.includes('overdue') ? 0.93 : fresh.includes('checked-this-quarter') ? 1.04 : 1
  return age * (favouredTypes.has(document.type) ? 1.6 : 1)
}
