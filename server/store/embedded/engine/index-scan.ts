import { compare, equalityKey, typeOrder } from '../bson/compare.ts'
import type { SortField } from '../bson/sort.ts'
import type { Bound, Constraint, Constraints } from './constraints.ts'
import type { IndexTree, StoredRecord } from './index-tree.ts'

/** How many keys of indexes and how many documents a query has looked at so far. */
export interface Examined {
  keys: number
  docs: number
}

/** Walk the part of an index that the leading equalities and one range leave; each record once. */
export function* scan(
  index: IndexTree,
  constraints: Constraints,
  direction: 1 | -1,
  examined: Examined,
): Iterable<StoredRecord> {
  const seen = new Set<number>()
  for (const prefix of prefixes(index, constraints)) {
    const next = index.spec.fields[prefix.length]
    const range = next && constraints.get(next.path.join('.'))
    const probe = probeFor(index.spec.fields, prefix, range, index.multikey)
    for (const { record } of index.range(probe, direction)) {
      examined.keys++
      if (index.multikey && seen.has(record.number)) continue
      if (index.multikey) seen.add(record.number)
      examined.docs++
      yield record
    }
  }
}

/** Every combination of the values that equalities and `$in` allow for the leading fields. */
function prefixes(index: IndexTree, constraints: Constraints): unknown[][] {
  let result: unknown[][] = [[]]
  for (const { path } of index.spec.fields) {
    const values = constraints.get(path.join('.'))?.values
    if (!values || result.length * values.length > 1000) break
    const distinct = [...new Map(values.map((value) => [equalityKey(value ?? null), value ?? null])).values()]
    result = result.flatMap((prefix) => distinct.map((value) => [...prefix, value]))
  }
  return result
}

/** Where a key lies to the part of an index that is walked: negative before it, zero in it, positive after it. */
function probeFor(
  fields: SortField[],
  prefix: unknown[],
  range: Constraint | undefined,
  multikey: boolean,
): (key: unknown[]) => number {
  const next = fields[prefix.length]
  const bounded = range?.lower || range?.upper ? range : undefined
  return (key) => {
    for (const [i, value] of prefix.entries()) {
      const result = compare(key[i], value) * (fields[i] as SortField).direction
      if (result !== 0) return result
    }
    return next && bounded ? sideOf(key[prefix.length], bounded, multikey) * next.direction : 0
  }
}

/**
 * Where a value lies to a range. Bounds hold for values of their own type only.
 * Different elements of an array may match the two bounds, so in a multikey index only one of them narrows.
 */
function sideOf(value: unknown, { lower, upper }: Constraint, multikey: boolean): number {
  const type = typeOrder((lower ?? upper)?.value)
  const difference = typeOrder(value) - type
  if (difference !== 0) return difference
  if (lower && beyond(lower, compare(lower.value, value))) return -1
  return upper && !(multikey && lower) && beyond(upper, compare(value, upper.value)) ? 1 : 0
}

function beyond({ inclusive }: Bound, result: number): boolean {
  return inclusive ? result > 0 : result >= 0
}
