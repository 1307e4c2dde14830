import { badValue, MongoError } from '../errors.ts'
import { compare } from './compare.ts'
import { indexKeys } from './index-keys.ts'
import { approximate } from './numbers.ts'
import { fieldPath } from './paths.ts'
import { type Doc, isDoc, isNumeric } from './values.ts'

/** One field of a sort or an index: its path and 1 for upward, -1 for downward. */
export interface SortField {
  path: string[]
  direction: 1 | -1
}

/** Read a sort document such as `{ due: -1, _id: 1 }`. */
export function parseSort(sort: Doc): SortField[] {
  return Object.entries(sort).map(([name, direction]) => {
    if (isDoc(direction)) throw new MongoError(115, `$meta sort on '${name}' is not supported by this server`)
    if (!isNumeric(direction)) throw new MongoError(15974, `Illegal key in $sort specification: ${name}`)
    const whole = Math.trunc(approximate(direction))
    if (whole !== 1 && whole !== -1) {
      throw new MongoError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    }
    return { path: fieldPath(name), direction: whole }
  })
}

/** The key a document is sorted by: of those that an index would file it under, the one that comes first. */
function sortKey(document: Doc, fields: SortField[]): unknown[] {
  const [first = [], ...others] = keysOf(document, fields)
  return others.reduce((best, key) => (compareKeys(key, best, fields) < 0 ? key : best), first)
}

function keysOf(document: Doc, fields: SortField[]): unknown[][] {
  const paths = fields.map(({ path }) => path)
  try {
    return indexKeys(document, paths).keys
  } catch (error) {
    if (error instanceof MongoError && error.code === 171) {
      throw badValue('cannot sort with keys that are parallel arrays')
    }
    throw error
  }
}

/** Which of two keys comes first: negative, zero or positive. Runs millions of times in a sort, hence the plain loop. */
export function compareKeys(a: unknown[], b: unknown[], fields: SortField[]): number {
  for (let i = 0; i < fields.length; i++) {
    const result = compare(a[i], b[i])
    if (result !== 0) return result * (fields[i] as SortField).direction
  }
  return 0
}

interface Keyed {
  key: unknown[]
  place: number
  document: Doc
}

/**
 * The first `limit` documents in sorted order; equal ones keep their order.
 * Holds no more than `limit` documents at a time, so a page of a large collection stays cheap.
 */
export function sortDocuments(documents: Iterable<Doc>, fields: SortField[], limit = Number.POSITIVE_INFINITY): Doc[] {
  const order = (a: Keyed, b: Keyed) => compareKeys(a.key, b.key, fields) || a.place - b.place
  const bounded = Number.isFinite(limit)
  const kept: Keyed[] = []
  let place = 0
  for (const document of documents) {
    const candidate = { key: sortKey(document, fields), place: place++, document }
    if (!bounded || kept.length < limit) kept.push(candidate)
    else if (order(candidate, kept[0] as Keyed) < 0) kept[0] = candidate
    else continue
    if (bounded && kept.length === limit) settle(kept, order, place === limit)
  }
  return kept.sort(order).map((entry) => entry.document)
}

/** Keep the largest of a full heap at the top: build it once, afterwards sink the replaced top. */
function settle(heap: Keyed[], order: (a: Keyed, b: Keyed) => number, build: boolean): void {
  const start = build ? (heap.length >> 1) - 1 : 0
  for (let at = start; at >= 0; at--) sink(heap, at, order)
}

function sink(heap: Keyed[], from: number, order: (a: Keyed, b: Keyed) => number): void {
  let at = from
  for (;;) {
    let largest = at
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && order(heap[child] as Keyed, heap[largest] as Keyed) > 0) largest = child
    }
    if (largest === at) return
    const moved = heap[at] as Keyed
    heap[at] = heap[largest] as Keyed
    heap[largest] = moved
    at = largest
  }
}
