import { compare } from '../../bson/compare.ts'
import { truthy } from '../../bson/values.ts'
import { exactly, type FunctionEntry } from './define.ts'

/** Missing sorts below null in expressions, where `undefined` is also what `compare` puts below null. */
export const COMPARISONS: FunctionEntry[] = [
  exactly(2, '$eq', (a, b) => compare(a, b) === 0),
  exactly(2, '$ne', (a, b) => compare(a, b) !== 0),
  exactly(2, '$gt', (a, b) => compare(a, b) > 0),
  exactly(2, '$gte', (a, b) => compare(a, b) >= 0),
  exactly(2, '$lt', (a, b) => compare(a, b) < 0),
  exactly(2, '$lte', (a, b) => compare(a, b) <= 0),
  exactly(2, '$cmp', (a, b) => Math.sign(compare(a, b))),
  exactly(1, '$not', (value) => !truthy(value)),
]
