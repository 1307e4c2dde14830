import { parseSort, sortDocuments } from '../bson/sort.ts'
import type { Doc } from '../bson/values.ts'
import { compileFilter } from '../query/filter.ts'
import type { Context } from './context.ts'

export interface Targeting {
  /** The first in order only. */
  one: boolean
  sort: Doc
  variables: Doc
}

/** The documents a write concerns: all that match, or the first in order. */
export function targets({ view, limit }: Context, namespace: string, filter: Doc, options: Targeting): Doc[] {
  const fields = parseSort(options.sort)
  const matches = compileFilter(filter, options.variables)
  return limit.run(() => {
    const { documents, sorted } = view.find(namespace, filter, matches, fields)
    if (!options.one) return [...documents]
    const ordered = sorted || fields.length === 0 ? documents : sortDocuments(documents, fields, 1)
    for (const document of ordered) return [document]
    return []
  })
}
