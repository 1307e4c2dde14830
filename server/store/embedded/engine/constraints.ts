import { BSONRegExp, ObjectId } from 'bson'
import { type Doc, isDoc, isNumeric, startsWithOperator } from '../bson/values.ts'

/** What a filter says about one path: values it must have one of, or bounds. */
export interface Constraint {
  values?: unknown[]
  lower?: Bound
  upper?: Bound
}

export interface Bound {
  value: unknown
  inclusive: boolean
}

/** By path. */
export type Constraints = Map<string, Constraint>

/** What every document that matches a filter obeys, as far as an index can use it. */
export function constraintsOf(filter: Doc, into: Constraints = new Map()): Constraints {
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
  if (!lower && !upper) return undefined
  return { ...(lower && { lower }), ...(upper && { upper }) }
}

/** Arrays and patterns match in ways that a look-up by key would miss. */
function indexable(value: unknown): boolean {
  return !Array.isArray(value) && !(value instanceof BSONRegExp)
}

function bound(condition: Doc, strict: string, inclusive: string): Bound | undefined {
  const name = Object.hasOwn(condition, strict) ? strict : inclusive
  const value = condition[name]
  const ordered = isNumeric(value) || typeof value === 'string' || value instanceof Date || value instanceof ObjectId
  return ordered ? { value, inclusive: name === inclusive } : undefined
}

export function singleValue(constraints: Constraints, path: string[]): boolean {
  return constraints.get(path.join('.'))?.values?.length === 1
}
