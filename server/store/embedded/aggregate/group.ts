import { equalityKey } from '../bson/compare.ts'
import { type Doc, isDoc, setField } from '../bson/values.ts'
import { MongoError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { average, extreme, sum } from '../expression/functions/arithmetic.ts'
import { FUNCTIONS } from '../expression/functions.ts'
import type { Expression } from '../expression/types.ts'
import type { Stage } from './stage.ts'

/** What an accumulator makes of the values of its group, in the order the documents came. */
const ACCUMULATORS: Map<string, (values: unknown[]) => unknown> = new Map<string, (values: unknown[]) => unknown>([
  ['$sum', sum],
  ['$avg', average],
  ['$min', (values) => extreme(-1, values)],
  ['$max', (values) => extreme(1, values)],
  ['$first', (values) => values[0] ?? null],
  ['$last', (values) => values.at(-1) ?? null],
  ['$push', (values) => values.filter((value) => value !== undefined)],
  ['$addToSet', (values) => distinct(values.filter((value) => value !== undefined))],
  ['$mergeObjects', (values) => FUNCTIONS.get('$mergeObjects')?.apply([values])],
])

function distinct(values: unknown[]): unknown[] {
  const seen = new Map<string, unknown>()
  for (const value of values) {
    const key = equalityKey(value)
    if (!seen.has(key)) seen.set(key, value)
  }
  return [...seen.values()]
}

interface Accumulator {
  name: string
  expression: Expression
  finish: (values: unknown[]) => unknown
}

interface Group {
  id: unknown
  values: unknown[][]
}

/** Compile `$group`: one document per distinct `_id`, in the order the groups were met. */
export function group(spec: unknown): Stage {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object")
  if (!Object.hasOwn(spec, '_id')) throw new MongoError(15955, 'a group specification must include an _id')
  const id = compileExpression(spec._id)
  const accumulators = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, operand]) => compileAccumulator(name, operand))
  return (documents, { variables }) => {
    const groups = new Map<string, Group>()
    for (const root of documents) {
      const environment = { root, variables }
      const value = id(environment) ?? null
      const key = equalityKey(value)
      const found = groups.get(key) ?? { id: value, values: accumulators.map(() => []) }
      groups.set(key, found)
      for (const [i, { expression }] of accumulators.entries()) found.values[i]?.push(expression(environment))
    }
    return [...groups.values()].map((found) => finished(found, accumulators))
  }
}

function finished(found: Group, accumulators: Accumulator[]): Doc {
  const result: Doc = { _id: found.id }
  for (const [i, { name, finish }] of accumulators.entries()) setField(result, name, finish(found.values[i] ?? []))
  return result
}

function compileAccumulator(name: string, operand: unknown): Accumulator {
  if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`)
  if (name.startsWith('$')) throw new MongoError(40236, `The field name '${name}' cannot be an operator name`)
  const [entry, ...rest] = isDoc(operand) ? Object.entries(operand) : []
  if (!entry?.[0].startsWith('$')) throw new MongoError(40234, `The field '${name}' must be an accumulator object`)
  if (rest.length > 0) throw new MongoError(40238, `The field '${name}' must specify one accumulator`)
  if (entry[0] === '$count') return { name, expression: () => 1, finish: sum }
  const finish = ACCUMULATORS.get(entry[0])
  if (!finish) throw new MongoError(15952, `unknown group operator '${entry[0]}'`)
  if (Array.isArray(entry[1])) throw new MongoError(40237, `The ${entry[0]} accumulator is a unary operator`)
  return { name, expression: compileExpression(entry[1]), finish }
}
