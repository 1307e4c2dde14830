import { BSONRegExp } from 'bson'
import { type Doc, startsWithOperator } from '../bson/values.ts'
import { MongoError } from '../errors.ts'

/** The equalities every matching document obeys: what an upsert starts its new document from. */
export function equalities(filter: Doc, into: Map<string, unknown> = new Map()): Map<string, unknown> {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) for (const branch of condition) equalities(branch, into)
    else if (name === '$or' && Array.isArray(condition) && condition.length === 1) equalities(condition[0], into)
    else if (!name.startsWith('$')) addEquality(name, condition, into)
  }
  return into
}

function addEquality(name: string, condition: unknown, into: Map<string, unknown>): void {
  let value = condition
  if (startsWithOperator(condition)) {
    if (Object.hasOwn(condition, '$eq')) value = condition.$eq
    else if (Array.isArray(condition.$in) && condition.$in.length === 1) value = condition.$in[0]
    else if (Array.isArray(condition.$all) && condition.$all.length === 1) value = condition.$all[0]
    else return
  }
  if (value instanceof BSONRegExp) return
  const rival = [...into.keys()].find((other) => overlaps(name, other))
  if (rival)
    throw new MongoError(54, `cannot infer query fields to set, both paths '${rival}' and '${name}' are matched`)
  into.set(name, value)
}

function overlaps(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
}
