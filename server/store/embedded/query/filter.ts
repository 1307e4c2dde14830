import { BSONRegExp } from 'bson'
import { compileExpression } from '../aggregate/expression.ts'
import { splitPath } from '../bson/paths.ts'
import { type Doc, isDoc, startsWithOperator, truthy } from '../bson/values.ts'
import { badValue, MongoError } from '../errors.ts'
import { compileCondition } from './conditions.ts'

export type Predicate = (document: Doc) => boolean

/** Filters that need another engine than this one; the codes are MongoDB's own. */
const REFUSED: Record<string, () => MongoError> = {
  $where: () => badValue('no globalScriptEngine in $where parsing'),
  $text: () => new MongoError(27, 'text index required for $text query'),
  $jsonSchema: () => new MongoError(115, '$jsonSchema is not supported by this server'),
}

/**
 * Make a predicate of a MongoDB filter.
 * @throws MongoError 2 (BadValue) and others, in the server's words, for a filter this engine does not know to be right
 */
export function compileFilter(filter: Doc, variables: Doc = {}): Predicate {
  const predicates = Object.entries(filter)
    .map(([name, condition]) => compileEntry(name, condition, variables))
    .filter((predicate) => predicate !== undefined)
  if (predicates.length === 1) return predicates[0] as Predicate
  return (document) => predicates.every((predicate) => predicate(document))
}

/** One name of a filter with its condition; undefined when it says nothing, as `$comment`. */
export function compileEntry(name: string, condition: unknown, variables: Doc): Predicate | undefined {
  if (!name.startsWith('$')) return compileCondition(splitPath(name), condition)
  switch (name) {
    case '$and':
    case '$or':
    case '$nor':
      return compileLogical(name, condition, variables)
    case '$expr':
      return compileExpr(condition, variables)
    case '$comment':
      return undefined
    case '$alwaysTrue':
      return () => true
    case '$alwaysFalse':
      return () => false
  }
  const refused = REFUSED[name]
  if (Object.hasOwn(REFUSED, name) && refused) throw refused()
  throw badValue(
    `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
  )
}

function compileLogical(name: '$and' | '$or' | '$nor', branches: unknown, variables: Doc): Predicate {
  if (!Array.isArray(branches)) throw badValue(`${name} must be an array`)
  if (branches.length === 0) throw badValue(`$and/$or/$nor must be a nonempty array`)
  const predicates = branches.map((branch) => {
    if (!isDoc(branch)) throw badValue('$or/$and/$nor entries need to be full objects')
    return compileFilter(branch, variables)
  })
  if (name === '$and') return (document) => predicates.every((predicate) => predicate(document))
  const some: Predicate = (document) => predicates.some((predicate) => predicate(document))
  return name === '$or' ? some : (document) => !some(document)
}

function compileExpr(expression: unknown, variables: Doc): Predicate {
  const evaluate = compileExpression(expression)
  return (document) => truthy(evaluate({ root: document, variables }))
}

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
  if (into.has(name)) throw new MongoError(54, `cannot infer query fields to set, path '${name}' is matched twice`)
  into.set(name, value)
}
