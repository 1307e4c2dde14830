import { BSONRegExp } from 'bson'
import { approximate } from '../bson/numbers.ts'
import { type Doc, isDoc, isNumeric } from '../bson/values.ts'
import { PATTERN_LIMIT, TimeLimit } from '../engine/time-limit.ts'
import { badValue } from '../errors.ts'

const PATTERN_OPERATORS = new Set(['$regex', '$regexMatch', '$regexFind', '$regexFindAll'])
const LARGEST_TIME = 2 ** 31 - 1

/** The time a command may take: what it asks for with `maxTimeMS`, and a bound of our own when it brings a pattern. */
export function timeLimitOf(body: Doc): TimeLimit {
  const { documents: _, ...operands } = body
  return new TimeLimit(maxTime(body.maxTimeMS), bringsPattern(operands) ? PATTERN_LIMIT : undefined)
}

/** @throws MongoError 2 (BadValue) when it is no whole number of milliseconds; 0 stands for no limit */
function maxTime(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (!isNumeric(value)) throw badValue('maxTimeMS must be a number')
  const time = approximate(value)
  if (!(time >= 0 && time <= LARGEST_TIME)) {
    throw badValue(`${time} value for maxTimeMS is out of range [0, ${LARGEST_TIME}]`)
  }
  if (!Number.isInteger(time)) throw badValue('maxTimeMS has non-integral value')
  return time || undefined
}

function bringsPattern(value: unknown): boolean {
  if (value instanceof BSONRegExp) return true
  if (Array.isArray(value)) return value.some(bringsPattern)
  return (
    isDoc(value) && Object.entries(value).some(([name, part]) => PATTERN_OPERATORS.has(name) || bringsPattern(part))
  )
}
