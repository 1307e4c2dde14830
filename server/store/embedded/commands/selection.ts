import { parseSort, sortDocuments } from '../bson/sort.ts'
import { type Doc, isDoc } from '../bson/values.ts'
import type { Found, Query } from '../engine/view.ts'
import { failedToParse } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { countOption, docOption } from './context.ts'

/** Which documents a client wants, in which order, and which part of them. */
export interface Selection {
  query: Query
  skip: number
  limit: number
}

/** Read the options `sort`, `skip`, `limit` and `hint` that go with a filter. */
export function selectionOf(filter: Doc, options: Doc, variables: Doc): Selection {
  return {
    query: {
      filter,
      matches: compileFilter(filter, variables),
      sort: parseSort(docOption(options, 'sort')),
      hint: hintOption(options.hint),
    },
    skip: countOption(options, 'skip') ?? 0,
    limit: countOption(options, 'limit') || Number.POSITIVE_INFINITY,
  }
}

/** The name or key pattern of an index; an empty document is no hint, as in MongoDB. */
export function hintOption(hint: unknown): string | Doc | undefined {
  if (hint === undefined || hint === null) return undefined
  if (typeof hint === 'string') return hint
  if (!isDoc(hint)) throw failedToParse('Hint must be either a string or nested object')
  return Object.keys(hint).length === 0 ? undefined : hint
}

/** What a selection leaves of the documents that were found: in order, after skipping and up to the limit. */
export function selected({ documents, sorted }: Found, { query, skip, limit }: Selection): Doc[] {
  const ordered = sorted ? documents : sortDocuments(documents, query.sort, skip + limit)
  const result: Doc[] = []
  let place = 0
  for (const document of ordered) {
    if (place++ < skip) continue
    result.push(document)
    if (result.length >= limit) break
  }
  return result
}
