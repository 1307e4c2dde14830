import { BSONRegExp } from 'bson'
import { compare, equal, equalityKey, typeOrder } from '../bson/compare.ts'
import { describe } from '../bson/describe.ts'
import { approximate, wholeNumber } from '../bson/numbers.ts'
import { isNumeric, startsWithOperator, typeFromAlias, typeName } from '../bson/values.ts'
import { badValue, failedToParse } from '../errors.ts'
import { compileRegex } from '../pattern/regex.ts'
import type { ValueTest } from './predicate.ts'

export const isPresent: ValueTest = (value) => value !== undefined

export function isRegexValue(value: unknown): value is BSONRegExp {
  return value instanceof BSONRegExp
}

export function equalTo(operand: unknown): ValueTest {
  if (isRegexValue(operand)) return compileRegex(operand)
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand
  return (value) => value !== undefined && equal(value, operand)
}

/** Comparisons only hold between values of one type; NaN is only equal to itself. */
export function ordered(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: unknown): ValueTest {
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

export function oneOf(operator: string, operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue(`${operator} needs an array`)
  if (operand.some(startsWithOperator)) throw badValue(`cannot nest $ under ${operator}`)
  const patterns = operand.filter(isRegexValue).map(compileRegex)
  const keys = new Set(operand.map((value) => equalityKey(value ?? null)))
  return (value) => keys.has(equalityKey(value ?? null)) || patterns.some((pattern) => pattern(value))
}

export function ofType(path: string, operand: unknown): ValueTest {
  const aliases = Array.isArray(operand) ? operand : [operand]
  if (aliases.length === 0) throw failedToParse(`${path} must match at least one type`)
  const types = aliases.map((alias) => {
    const type = typeFromAlias(alias)
    if (type) return type
    throw badValue(
      typeof alias === 'string'
        ? `Unknown type name alias: ${alias}`
        : `Invalid numerical type code: ${describe(alias)}`,
    )
  })
  return (value) =>
    value !== undefined && types.some((type) => (type === 'number' ? isNumeric(value) : typeName(value) === type))
}

export function modulo(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array')
  if (operand.length < 2) throw badValue('malformed mod, not enough elements')
  if (operand.length > 2) throw badValue('malformed mod, too many elements')
  if (!isNumeric(operand[0])) throw badValue('malformed mod, divisor not a number')
  if (!isNumeric(operand[1])) throw badValue('malformed mod, remainder not a number')
  const [divisor, remainder] = operand.map((part) => Math.trunc(approximate(part))) as [number, number]
  if (divisor === 0) throw badValue('divisor cannot be 0')
  return (value) => isNumeric(value) && Math.trunc(approximate(value)) % divisor === remainder
}

export function ofSize(operand: unknown): ValueTest {
  const size = wholeNumber(operand)
  if (size === undefined) throw badValue(`Failed to parse $size. Expected an integer in: $size: ${describe(operand)}`)
  if (size < 0) throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`)
  return (value) => Array.isArray(value) && value.length === size
}
