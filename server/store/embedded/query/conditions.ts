import { BSONRegExp } from 'bson'
import { compare, equal, equalityKey, typeOrder } from '../bson/compare.ts'
import { approximate, wholeNumber } from '../bson/numbers.ts'
import { reach } from '../bson/paths.ts'
import { type Doc, isDoc, isNumeric, startsWithOperator, truthy, typeFromAlias, typeName } from '../bson/values.ts'
import { badValue, failedToParse } from '../errors.ts'
import { compileBits } from './bits.ts'
import { compileFilter, type Predicate } from './filter.ts'
import { compileRegex, regexOf } from './regex.ts'

/** A test of one value: undefined stands for a missing field. */
type ValueTest = (value: unknown) => boolean

/** A condition on a path: `{ $gt: 3, $lt: 9 }`, a regular expression or a value to be equal to. */
export function compileCondition(path: string[], condition: unknown): Predicate {
  if (!startsWithOperator(condition)) return anyValue(path, equalTo(condition))
  const predicates = Object.entries(condition)
    .map(([operator, operand]) => compileOperator(path, operator, operand, condition))
    .filter((predicate) => predicate !== undefined)
  if (predicates.length === 1) return predicates[0] as Predicate
  return (document) => predicates.every((predicate) => predicate(document))
}

/** The test holds for a value at the path, or for an element when that value is an array. */
function anyValue(path: string[], test: ValueTest): Predicate {
  return (document) =>
    reach(document, path).some(({ value }) => test(value) || (Array.isArray(value) && value.some(test)))
}

function wholeValue(path: string[], test: ValueTest): Predicate {
  return (document) => reach(document, path).some(({ value }) => test(value))
}

function not(predicate: Predicate): Predicate {
  return (document) => !predicate(document)
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
      return compileType(path, operand)
    case '$regex':
      return anyValue(path, compileRegex(regexOf(operand, siblings.$options)))
    case '$options':
      if (!Object.hasOwn(siblings, '$regex')) throw badValue('$options needs a $regex')
      return undefined
    case '$mod':
      return anyValue(path, modulo(operand))
    case '$size':
      return compileSize(path, operand)
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

const isPresent: ValueTest = (value) => value !== undefined

function isRegexValue(value: unknown): value is BSONRegExp {
  return value instanceof BSONRegExp
}

function equalTo(operand: unknown): ValueTest {
  if (isRegexValue(operand)) return compileRegex(operand)
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand
  return (value) => value !== undefined && equal(value, operand)
}

/** Comparisons only hold between values of one type; NaN is only equal to itself. */
function ordered(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: unknown): ValueTest {
  if (isRegexValue(operand)) throw badValue(`Can't have RegEx as arg to predicate over field '${operator}'.`)
  const bound = operand === undefined ? null : operand
  const order = typeOrder(bound)
  const name = typeName(bound)
  const unbounded = name === 'minKey' || name === 'maxKey'
  const inclusive = operator === '$gte' || operator === '$lte'
  const upward = operator === '$gt' || operator === '$gte'
  return (value) => {
    const candidate = value === undefined ? null : value
    if (!unbounded && typeOrder(candidate) !== order) return false
    const result = compare(candidate, bound)
    if (result === 0) return inclusive
    if (isNan(candidate) || isNan(bound)) return false
    return upward ? result > 0 : result < 0
  }
}

function isNan(value: unknown): boolean {
  return isNumeric(value) && Number.isNaN(approximate(value))
}

function oneOf(operator: string, operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`)
  if (operand.some(startsWithOperator)) throw badValue(`cannot nest $ under ${operator}`)
  const patterns = operand.filter(isRegexValue).map(compileRegex)
  const keys = new Set(operand.map((value) => equalityKey(value ?? null)))
  return (value) => keys.has(equalityKey(value ?? null)) || patterns.some((pattern) => pattern(value))
}

function compileNot(path: string[], operand: unknown): Predicate {
  if (isRegexValue(operand)) return not(anyValue(path, compileRegex(operand)))
  if (!isDoc(operand)) throw badValue('$not needs a regex or a document')
  if (Object.keys(operand).length === 0) throw badValue('$not cannot be empty')
  if (!startsWithOperator(operand)) throw badValue(`unknown operator: ${Object.keys(operand)[0]}`)
  return not(compileCondition(path, operand))
}

function compileType(path: string[], operand: unknown): Predicate {
  const aliases = Array.isArray(operand) ? operand : [operand]
  if (aliases.length === 0) throw failedToParse(`${path.join('.')} must match at least one type`)
  const types = aliases.map((alias) => {
    const type = typeFromAlias(alias)
    if (type) return type
    throw badValue(
      typeof alias === 'string' ? `Unknown type name alias: ${alias}` : `Invalid numerical type code: ${alias}`,
    )
  })
  const matches: ValueTest = (value) =>
    value !== undefined && types.some((type) => (type === 'number' ? isNumeric(value) : typeName(value) === type))
  return anyValue(path, matches)
}

function modulo(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array')
  if (operand.length < 2) throw badValue('malformed mod, not enough elements')
  if (operand.length > 2) throw badValue('malformed mod, too many elements')
  if (!isNumeric(operand[0])) throw badValue('malformed mod, divisor not a number')
  if (!isNumeric(operand[1])) throw badValue('malformed mod, remainder not a number')
  const [divisor, remainder] = operand.map((part) => Math.trunc(approximate(part))) as [number, number]
  if (divisor === 0) throw badValue('divisor cannot be 0')
  return (value) => isNumeric(value) && Math.trunc(approximate(value)) % divisor === remainder
}

function compileSize(path: string[], operand: unknown): Predicate {
  const size = wholeNumber(operand)
  if (size === undefined) throw failedToParse(`Failed to parse $size. Expected an integer in: $size: ${operand}`)
  if (size < 0) throw failedToParse(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`)
  return wholeValue(path, (value) => Array.isArray(value) && value.length === size)
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
