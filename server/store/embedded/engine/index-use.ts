import { equal } from '../bson/compare.ts'
import { isArrayIndex } from '../bson/paths.ts'
import type { SortField } from '../bson/sort.ts'
import type { Doc } from '../bson/values.ts'
import { type Constraints, singleValue } from './constraints.ts'
import type { IndexTree } from './index-tree.ts'

/** A sparse or partial index may only serve a filter that cannot match what the index leaves out. */
export function usable(index: IndexTree, filter: Doc, constraints: Constraints): boolean {
  const { spec } = index
  if (positional(index)) return false
  if (spec.partial && !implies(filter, spec.partial.filter)) return false
  if (!spec.sparse) return true
  return spec.fields.some(({ path }) => {
    const constraint = constraints.get(path.join('.'))
    return constraint !== undefined && !constraint.values?.some((value) => value === null)
  })
}

/** A number in a path is a name to an index and a place in an array to a filter. */
export function positional({ spec }: IndexTree): boolean {
  return spec.fields.some(({ path }) => path.some(isArrayIndex))
}

/** Whether every document that a filter matches is in a partial index. */
export function implies(filter: Doc, partial: Doc): boolean {
  return Object.entries(partial).every(([name, condition]) => {
    return Object.hasOwn(filter, name) && equal(filter[name], condition)
  })
}

/** How far equalities pin down the leading fields, and whether a range narrows the next one. */
export function usefulness(index: IndexTree, constraints: Constraints): number {
  const prefix = pinnedFields(index, constraints)
  const next = index.spec.fields[prefix]
  const range = next && constraints.get(next.path.join('.'))
  return prefix * 2 + (range ? 1 : 0)
}

function pinnedFields(index: IndexTree, constraints: Constraints): number {
  const { fields } = index.spec
  const loose = fields.findIndex(({ path }) => !constraints.get(path.join('.'))?.values)
  return loose < 0 ? fields.length : loose
}

/** Whether walking the index, either way, gives the documents in the order asked for. */
export function deliversOrder(index: IndexTree, constraints: Constraints, sort: SortField[]): boolean {
  if (sort.length === 0 || positional(index) || index.multikey) return false
  const pinned = (path: string[]) => singleValue(constraints, path) && hasField(index, path)
  const leading = index.spec.fields.slice(0, pinnedFields(index, constraints))
  if (!leading.every(({ path }) => pinned(path))) return false
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

/** Which way to walk an index that delivers the order asked for. */
export function directionFor(index: IndexTree, constraints: Constraints, sort: SortField[]): 1 | -1 {
  const wanted = sort.find(({ path }) => !singleValue(constraints, path))
  const field = index.spec.fields.find(({ path }) => path.join('.') === wanted?.path.join('.'))
  return wanted && field && wanted.direction !== field.direction ? -1 : 1
}
