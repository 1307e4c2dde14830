import { BSONRegExp } from 'bson'
import { compare, equal, equalityKey, typeOrder } from '../bson/compare.ts'
import { isArrayIndex } from '../bson/paths.ts'
import type { SortField } from '../bson/sort.ts'
import { type Doc, isDoc, startsWithOperator } from '../bson/values.ts'
import type { IndexTree, StoredRecord } from './index-tree.ts'
import type { Table } from './table.ts'

/** What a filter says about one path: values it must have one of, or bounds. */
interface Constraint {
  values?: unknown[]
  lower?: unknown
  upper?: unknown
}

/** Records that may match; every one that does match is among them. */
export interface Plan {
  records: Iterable<StoredRecord>
  /** Whether they come in the order asked for. */
  sorted: boolean
  /** The name of the index used, for `explain`. */
  index: string | undefined
}

/** Choose between the `_id`s, an index and a scan for a filter and an order. */
export function planFor(table: Table, filter: Doc, sort: SortField[]): Plan {
  const constraints = constraintsOf(filter)
  const ids = constraints.get('_id')?.values
  if (ids) return { records: byId(table, ids), sorted: false, index: '_id_' }
  let best: { index: IndexTree; score: number; sorted: boolean } | undefined
  for (const index of table.indexes) {
    if (!usable(index, filter, constraints)) continue
    const { score, prefix } = usefulness(index, constraints)
    const sorted = deliversOrder(index, prefix, constraints, sort)
    const total = score + (sorted ? 1.5 : 0)
    if (total > 0 && (!best || total > best.score)) best = { index, score: total, sorted }
  }
  if (!best)
    return (
      unionFor(table, filter, sort) ?? { records: table.records.values(), sorted: sort.length === 0, index: undefined }
    )
  const direction = best.sorted ? directionFor(best.index, constraints, sort) : 1
  return {
    records: scan(best.index, constraints, direction),
    sorted: best.sorted || sort.length === 0,
    index: best.index.spec.name,
  }
}

/** The records of all branches of an `$or`, each once, when there is an index for every branch. */
function unionFor(table: Table, filter: Doc, sort: SortField[]): Plan | undefined {
  const branches = branchesOf(filter)
  const plans = branches?.filter(isDoc).map((branch) => planFor(table, branch, [])) ?? []
  const indexes = plans.flatMap(({ index }) => index ?? [])
  if (indexes.length === 0 || indexes.length !== branches?.length) return undefined
  return { records: union(plans), sorted: sort.length === 0, index: indexes.join(', ') }
}

function branchesOf(filter: Doc): unknown[] | undefined {
  if (Array.isArray(filter.$or)) return filter.$or
  const parts = Array.isArray(filter.$and) ? filter.$and.filter(isDoc) : []
  return parts.map(branchesOf).find((branches) => branches !== undefined)
}

function* union(plans: Plan[]): Iterable<StoredRecord> {
  const seen = new Set<number>()
  for (const { records } of plans) {
    for (const record of records) {
      if (seen.has(record.number)) continue
      seen.add(record.number)
      yield record
    }
  }
}

function* byId(table: Table, ids: unknown[]): Iterable<StoredRecord> {
  for (const id of new Set(ids.map(equalityKey))) {
    const record = table.records.get(id)
    if (record) yield record
  }
}

function constraintsOf(filter: Doc, into: Map<string, Constraint> = new Map()): Map<string, Constraint> {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const branch of condition) if (isDoc(branch)) constraintsOf(branch, into)
    } else if (!name.startsWith('$')) {
      const constraint = constraintOf(condition)
      if (constraint && !into.has(name)) into.set(name, constraint)
    }
  }
  return into
}

function constraintOf(condition: unknown): Constraint | undefined {
  if (!startsWithOperator(condition)) return indexable(condition) ? { values: [condition ?? null] } : undefined
  if (Object.hasOwn(condition, '$eq')) return indexable(condition.$eq) ? { values: [condition.$eq ?? null] } : undefined
  if (Array.isArray(condition.$in)) return condition.$in.every(indexable) ? { values: condition.$in } : undefined
  const lower = bound(condition, '$gt', '$gte')
  const upper = bound(condition, '$lt', '$lte')
  if (lower === undefined && upper === undefined) return undefined
  return { ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) }
}

/** Arrays and patterns match in ways that a look-up by key would miss. */
function indexable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp)
}

function bound(condition: Doc, strict: string, inclusive: string): unknown {
  const value = Object.hasOwn(condition, strict) ? condition[strict] : condition[inclusive]
  if (!indexable(value) || value === null) return undefined
  return ['number', 'string'].includes(typeof value) || value instanceof Date ? value : undefined
}

/** A sparse or partial index may only serve a filter that cannot match what the index leaves out. */
function usable(index: IndexTree, filter: Doc, constraints: Map<string, Constraint>): boolean {
  const { spec } = index
  if (spec.fields.some(({ path }) => path.some(isArrayIndex))) return false
  if (spec.partial && !implies(filter, spec.partial.filter)) return false
  if (!spec.sparse) return true
  return spec.fields.some(({ path }) => {
    const constraint = constraints.get(path.join('.'))
    return constraint !== undefined && !constraint.values?.some((value) => value === null)
  })
}

function implies(filter: Doc, partial: Doc): boolean {
  return Object.entries(partial).every(([name, condition]) => {
    return Object.hasOwn(filter, name) && equal(filter[name], condition)
  })
}

/** How far equalities pin down the leading fields, and whether a range narrows the next one. */
function usefulness(index: IndexTree, constraints: Map<string, Constraint>): { score: number; prefix: number } {
  let prefix = 0
  for (const { path } of index.spec.fields) {
    if (!constraints.get(path.join('.'))?.values) break
    prefix++
  }
  const next = index.spec.fields[prefix]
  const range = next && constraints.get(next.path.join('.'))
  return { score: prefix * 2 + (range ? 1 : 0), prefix }
}

function deliversOrder(
  index: IndexTree,
  prefix: number,
  constraints: Map<string, Constraint>,
  sort: SortField[],
): boolean {
  if (sort.length === 0 || index.multikey) return false
  const pinned = (path: string[]) => singleValue(constraints, path) && hasField(index, path)
  if (!index.spec.fields.slice(0, prefix).every(({ path }) => pinned(path))) return false
  const wanted = sort.filter(({ path }) => !pinned(path))
  const fields = index.spec.fields.filter(({ path }) => !pinned(path))
  if (wanted.length > fields.length) return false
  const turn = (wanted[0]?.direction ?? 1) * (fields[0]?.direction ?? 1)
  return wanted.every(({ path, direction }, i) => {
    const field = fields[i]
    return field?.path.join('.') === path.join('.') && field.direction * direction === turn
  })
}

function hasField(index: IndexTree, path: string[]): boolean {
  return index.spec.fields.some((field) => field.path.join('.') === path.join('.'))
}

function singleValue(constraints: Map<string, Constraint>, path: string[]): boolean {
  return constraints.get(path.join('.'))?.values?.length === 1
}

function directionFor(index: IndexTree, constraints: Map<string, Constraint>, sort: SortField[]): 1 | -1 {
  const wanted = sort.find(({ path }) => !singleValue(constraints, path))
  const field = index.spec.fields.find(({ path }) => path.join('.') === wanted?.path.join('.'))
  return wanted && field && wanted.direction !== field.direction ? -1 : 1
}

/** Walk the part of an index that the leading equalities and one range leave; each record once. */
function* scan(index: IndexTree, constraints: Map<string, Constraint>, direction: 1 | -1): Iterable<StoredRecord> {
  const seen = new Set<number>()
  for (const prefix of prefixes(index, constraints)) {
    const next = index.spec.fields[prefix.length]
    const range = next && constraints.get(next.path.join('.'))
    const probe = probeFor(index.spec.fields, prefix, range, index.multikey)
    for (const { record } of index.range(probe, direction)) {
      if (index.multikey && seen.has(record.number)) continue
      if (index.multikey) seen.add(record.number)
      yield record
    }
  }
}

/** Every combination of the values that equalities and `$in` allow for the leading fields. */
function prefixes(index: IndexTree, constraints: Map<string, Constraint>): unknown[][] {
  let result: unknown[][] = [[]]
  for (const { path } of index.spec.fields) {
    const values = constraints.get(path.join('.'))?.values
    if (!values || result.length * values.length > 1000) break
    const distinct = [...new Map(values.map((value) => [equalityKey(value ?? null), value ?? null])).values()]
    result = result.flatMap((prefix) => distinct.map((value) => [...prefix, value]))
  }
  return result
}

/** A multikey index may match the two bounds by different elements, so there only one bound may narrow. */
function probeFor(
  fields: SortField[],
  prefix: unknown[],
  range: Constraint | undefined,
  multikey: boolean,
): (key: unknown[]) => number {
  const next = fields[prefix.length]
  const { lower, upper } = range ?? {}
  return (key) => {
    for (const [i, value] of prefix.entries()) {
      const result = compare(key[i], value) * (fields[i] as SortField).direction
      if (result !== 0) return result
    }
    if (!next) return 0
    const value = key[prefix.length]
    if (lower !== undefined && belowBound(value, lower)) return -next.direction
    if (upper !== undefined && !(multikey && lower !== undefined) && compare(value, upper) > 0) return next.direction
    if (upper !== undefined && lower === undefined && typeOrder(value) < typeOrder(upper)) return -next.direction
    return 0
  }
}

function belowBound(value: unknown, lower: unknown): boolean {
  return compare(value, lower) < 0
}
