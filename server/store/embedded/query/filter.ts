import { equal } from '../bson/compare.ts'
import { splitPath } from '../bson/paths.ts'
import { type Doc, isDoc, startsWithOperator, truthy } from '../bson/values.ts'
import { badValue, MongoError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import { compileRegex, regexOf } from '../pattern/regex.ts'
import { compileBits } from './bits.ts'
import { anyValue, not, type Predicate, type ValueTest, wholeValue } from './predicate.ts'
import { equalTo, isPresent, isRegexValue, modulo, ofSize, ofType, oneOf, ordered } from './value-tests.ts'

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

/** A condition on a path: `{ $gt: 3, $lt: 9 }`, a regular expression or a value to be equal to. */
export function compileCondition(path: string[], condition: unknown): Predicate {
  if (!startsWithOperator(condition)) return anyValue(path, equalTo(condition))
  const predicates = Object.entries(condition)
    .map(([operator, operand]) => compileOperator(path, operator, operand, condition))
    .filter((predicate) => predicate !== undefined)
  if (predicates.length === 1) return predicates[0] as Predicate
  return (document) => predicates.every((predicate) => predicate(document))
}

function compileOperator(path: string[], operator: string, operand: unknown, siblings: Doc): Predicate | undefined {
  switch (operator) {
    case '$eq':
      return anyValue(path, isRegexValue(operand) ? (value) => equal(value, operand) : equalTo(operand))
    case '$ne':
      if (isRegexValue(operand)) throw badValue("Can't have regex as arg to $ne.")
      return not(anyValue(path, equalTo(operand)))
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return anyValue(path, ordered(operator, operand))
    case '$in':
      return anyValue(path, oneOf(operator, operand))
    case '$nin':
      return not(anyValue(path, oneOf(operator, operand)))
    case '$not':
      return compileNot(path, operand)
    case '$exists':
      return truthy(operand) ? wholeValue(path, isPresent) : not(wholeValue(path, isPresent))
    case '$comment':
      return undefined
    default:
      return compileSpecial(path, operator, operand, siblings)
  }
}

function compileSpecial(path: string[], operator: string, operand: unknown, siblings: Doc): Predicate | undefined {
  switch (operator) {
    case '$type':
      return anyValue(path, ofType(path.join('.'), operand))
    case '$regex':
      return anyValue(path, compileRegex(regexOf(operand, siblings.$options)))
    case '$options':
      if (!Object.hasOwn(siblings, '$regex')) throw badValue('$options needs a $regex')
      return undefined
    case '$mod':
      return anyValue(path, modulo(operand))
    case '$size':
      return wholeValue(path, ofSize(operand))
    case '$all':
      return compileAll(path, operand)
    case '$elemMatch':
      return wholeValue(path, elementMatching(operand))
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return anyValue(path, compileBits(operator, operand))
    default:
      throw badValue(`unknown operator: ${operator}`)
  }
}

function compileNot(path: string[], operand: unknown): Predicate {
  if (isRegexValue(operand)) return not(anyValue(path, compileRegex(operand)))
  if (!isDoc(operand)) throw badValue('$not needs a regex or a document')
  if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty')
  if (!startsWithOperator(operand)) throw badValue(`unknown operator: ${Object.keys(operand)[0]}`)
  return not(compileCondition(path, operand))
}

function compileAll(path: string[], operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw badValue('$all needs an array')
  if (operand.length === 0) return () => false
  const predicates = operand.map((part) => {
    if (!startsWithOperator(part)) return anyValue(path, equalTo(part))
    if (Object.keys(part)[0] !== '$elemMatch') throw badValue('no $ expressions in $all')
    return wholeValue(path, elementMatching(part.$elemMatch))
  })
  return (document) => predicates.every((predicate) => predicate(document))
}

/** Whether an array has an element that meets all conditions at once. */
function elementMatching(operand: unknown): ValueTest {
  const matches = compileElement(operand)
  return (value) => Array.isArray(value) && value.some(matches)
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where', '$text', '$comment'])

/** The operand of `$elemMatch` as a test of one element: conditions on the value, or a filter of its fields. */
export function compileElement(operand: unknown): ValueTest {
  if (!isDoc(operand)) throw badValue('$elemMatch needs an Object')
  if (startsWithOperator(operand) && !LOGICAL.has(Object.keys(operand)[0] as string)) {
    const predicate = compileCondition(['element'], operand)
    return (element) => predicate({ element })
  }
  const predicate = compileFilter(operand)
  return (element) => {
    if (isDoc(element)) return predicate(element)
    return Array.isArray(element) && predicate(Object.fromEntries(element.entries()))
  }
}
