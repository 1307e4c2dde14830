import { equal, equalityKey } from '../bson/compare.ts'
import type { SortField } from '../bson/sort.ts'
import { type Doc, isDoc } from '../bson/values.ts'
import { badValue } from '../errors.ts'
import { type Constraints, constraintsOf } from './constraints.ts'
import { type Examined, scan } from './index-scan.ts'
import type { IndexTree, StoredRecord } from './index-tree.ts'
import { deliversOrder, directionFor, implies, positional, usable, usefulness } from './index-use.ts'
import type { Table } from './table.ts'

/** What to look for: a filter, an order, and the index a client asks for by name or key pattern. */
export interface Search {
  filter: Doc
  sort: SortField[]
  hint: string | Doc | undefined
}

/** The way to the records, in the names that MongoDB's `explain` has for it. */
export type Access =
  | { stage: 'EOF' }
  | { stage: 'COLLSCAN'; direction: 1 | -1 }
  | { stage: 'IDHACK' }
  | { stage: 'IXSCAN'; index: IndexTree; direction: 1 | -1 }
  | { stage: 'OR'; branches: Access[] }

/** Records that may match; every one that does match is among them. */
export interface Plan {
  records: Iterable<StoredRecord>
  /** Whether they come in the order asked for. */
  sorted: boolean
  access: Access
  /** Counts while `records` is read. */
  examined: Examined
}

/**
 * Choose between the `_id`s, an index and a scan.
 * @throws MongoError 2 when the hint names no index that can serve the filter
 */
export function planFor(table: Table, search: Search): Plan {
  const constraints = constraintsOf(search.filter)
  if (search.hint !== undefined) return hinted(table, search, search.hint, constraints)
  const ids = constraints.get('_id')?.values
  if (ids) return byId(table, ids, search.sort)
  const best = bestIndex(table, search, constraints)
  if (best?.narrows) return throughIndex(best.index, constraints, search.sort)
  const union = throughBranches(table, search)
  if (union) return union
  return best ? throughIndex(best.index, constraints, search.sort) : throughAll(table, search.sort, 1)
}

function bestIndex(table: Table, { filter, sort }: Search, constraints: Constraints) {
  let best: { index: IndexTree; score: number; narrows: boolean } | undefined
  for (const index of table.allIndexes()) {
    if (!usable(index, filter, constraints)) continue
    const score = usefulness(index, constraints)
    const total = score + (deliversOrder(index, constraints, sort) ? 1.5 : 0)
    if (total > 0 && (!best || total > best.score)) best = { index, score: total, narrows: score > 0 }
  }
  return best
}

function hinted(table: Table, search: Search, hint: string | Doc, constraints: Constraints): Plan {
  if (isDoc(hint) && Object.hasOwn(hint, '$natural')) return throughAll(table, search.sort, natural(hint))
  const index = table
    .allIndexes()
    .find(({ spec }) => (isDoc(hint) ? equal(spec.definition.key, hint) : spec.name === hint))
  if (!index) throw badValue('hint provided does not correspond to an existing index')
  const { name, partial } = index.spec
  if (partial && !implies(search.filter, partial.filter)) {
    throw badValue(`the hinted index '${name}' leaves out documents that the query may match`)
  }
  return throughIndex(index, positional(index) ? new Map() : constraints, search.sort)
}

function natural({ $natural: direction }: Doc): 1 | -1 {
  if (equal(direction, 1)) return 1
  if (equal(direction, -1)) return -1
  throw badValue('$natural hint must be either 1 or -1')
}

function throughAll(table: Table, sort: SortField[], direction: 1 | -1): Plan {
  const examined = { keys: 0, docs: 0 }
  const access = { stage: 'COLLSCAN' as const, direction }
  return { records: all(table, direction, examined), sorted: sort.length === 0, access, examined }
}

function* all(table: Table, direction: 1 | -1, examined: Examined): Iterable<StoredRecord> {
  const records = table.records.values()
  for (const record of direction === 1 ? records : [...records].reverse()) {
    examined.docs++
    yield record
  }
}

function byId(table: Table, ids: unknown[], sort: SortField[]): Plan {
  const examined = { keys: 0, docs: 0 }
  const sorted = sort.length === 0 || ids.length === 1
  const access: Access =
    ids.length === 1 ? { stage: 'IDHACK' } : { stage: 'IXSCAN', index: table.idIndex, direction: 1 }
  return { records: lookUp(table, ids, examined), sorted, access, examined }
}

function* lookUp(table: Table, ids: unknown[], examined: Examined): Iterable<StoredRecord> {
  for (const id of new Set(ids.map((value) => equalityKey(value ?? null)))) {
    const record = table.records.get(id)
    if (!record) continue
    examined.keys++
    examined.docs++
    yield record
  }
}

function throughIndex(index: IndexTree, constraints: Constraints, sort: SortField[]): Plan {
  const examined = { keys: 0, docs: 0 }
  const ordered = deliversOrder(index, constraints, sort)
  const direction = ordered ? directionFor(index, constraints, sort) : 1
  return {
    records: scan(index, constraints, direction, examined),
    sorted: ordered || sort.length === 0,
    access: { stage: 'IXSCAN', index, direction },
    examined,
  }
}

/** The records of all branches of an `$or`, each once, when there is an index for every branch. */
function throughBranches(table: Table, { filter, sort }: Search): Plan | undefined {
  const branches = branchesOf(filter) ?? []
  if (branches.length === 0 || !branches.every(isDoc)) return undefined
  const plans = branches.map((branch) => planFor(table, { filter: branch, sort: [], hint: undefined }))
  const stages = plans.map(({ access }) => access)
  if (stages.some(({ stage }) => stage === 'COLLSCAN')) return undefined
  const examined = { keys: 0, docs: 0 }
  const access = { stage: 'OR' as const, branches: stages }
  return { records: union(plans, examined), sorted: sort.length === 0, access, examined }
}

function branchesOf(filter: Doc): unknown[] | undefined {
  if (Array.isArray(filter.$or)) return filter.$or
  const parts = Array.isArray(filter.$and) ? filter.$and.filter(isDoc) : []
  return parts.map(branchesOf).find((branches) => branches !== undefined)
}

function* union(plans: Plan[], examined: Examined): Iterable<StoredRecord> {
  const seen = new Set<number>()
  for (const plan of plans) {
    for (const record of plan.records) {
      if (seen.has(record.number)) continue
      seen.add(record.number)
      yield record
    }
    examined.keys += plan.examined.keys
    examined.docs += plan.examined.docs
  }
}
