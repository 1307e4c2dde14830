import { Decimal128, Long, ObjectId } from 'bson'
import { approximate } from '../../bson/numbers.ts'
import { dateAt, isNumeric, truthy, typeName } from '../../bson/values.ts'
import { MongoError } from '../../errors.ts'
import { exactly, type FunctionEntry, isNullish } from './define.ts'

function failure(value: unknown, target: string): MongoError {
  return new MongoError(
    241,
    `Unsupported conversion from ${typeName(value)} to ${target} in $convert with no onError value`,
  )
}

/** A value as text, where MongoDB has a text for it. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (isNumeric(value)) return value.toString()
  if (value instanceof ObjectId) return value.toHexString()
  if (value instanceof Date) return value.toISOString()
  throw failure(value, 'string')
}

function toDouble(value: unknown): number {
  if (typeof value === 'boolean') return Number(value)
  if (isNumeric(value)) return approximate(value)
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) return Number(value)
  if (typeof value === 'string') {
    throw unreadable('number', value)
  }
  throw failure(value, 'double')
}

function toInt(value: unknown): number {
  if (typeof value === 'string' && !/^[+-]?\d+$/.test(value)) {
    throw unreadable('number', value)
  }
  if (value instanceof Date) throw failure(value, 'int')
  const whole = Math.trunc(toDouble(value))
  if (!(Math.abs(whole) < 2 ** 31)) {
    throw overflow()
  }
  return whole
}

function toLong(value: unknown): Long {
  if (value instanceof Long) return value
  if (typeof value === 'string') {
    if (!/^[+-]?\d+$/.test(value)) throw unreadable('number', value)
    return withinLong(BigInt(value.replace('+', '')))
  }
  const whole = Math.trunc(toDouble(value))
  if (!Number.isFinite(whole)) throw overflow()
  return withinLong(BigInt(whole))
}

function withinLong(value: bigint): Long {
  if (BigInt.asIntN(64, value) !== value) throw overflow()
  return Long.fromBigInt(value)
}

function toDecimal(value: unknown): Decimal128 {
  if (value instanceof Decimal128) return value
  if (typeof value === 'boolean') return Decimal128.fromString(value ? '1' : '0')
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()))
  if (isNumeric(value)) return Decimal128.fromString(value.toString())
  if (typeof value !== 'string') throw failure(value, 'decimal')
  try {
    return Decimal128.fromString(value)
  } catch {
    throw unreadable('number', value)
  }
}

function unreadable(what: string, value: string): MongoError {
  return new MongoError(241, `Failed to parse ${what} '${value}' in $convert with no onError value`)
}

function overflow(): MongoError {
  return new MongoError(241, 'Conversion would overflow target type in $convert with no onError value')
}

function toDate(value: unknown): Date {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (isNumeric(value) && !(typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31)) {
    return dateAt(Math.trunc(approximate(value)))
  }
  if (typeof value !== 'string') throw failure(value, 'date')
  const date = new Date(/^\d{4}-\d{2}-\d{2}([T ][\d:.]+)?$/.test(value) && value.length > 10 ? `${value}Z` : value)
  if (!/^\d{4}-\d{2}-\d{2}/.test(value) || Number.isNaN(date.getTime())) {
    throw new MongoError(241, `Error parsing date string '${value}' in $convert with no onError value`)
  }
  return date
}

function toObjectId(value: unknown): ObjectId {
  if (value instanceof ObjectId) return value
  if (typeof value !== 'string') throw failure(value, 'objectId')
  if (/^[0-9a-f]{24}$/i.test(value)) return ObjectId.createFromHexString(value)
  throw unreadable('objectId', value)
}

const orNull = (apply: (value: unknown) => unknown) => (value: unknown) => (isNullish(value) ? null : apply(value))

export const CONVERSIONS: FunctionEntry[] = [
  exactly(1, '$toString', orNull(toText)),
  exactly(1, '$toDouble', orNull(toDouble)),
  exactly(1, '$toInt', orNull(toInt)),
  exactly(1, '$toLong', orNull(toLong)),
  exactly(1, '$toDecimal', orNull(toDecimal)),
  exactly(
    1,
    '$toBool',
    orNull((value) => truthy(value)),
  ),
  exactly(1, '$toDate', orNull(toDate)),
  exactly(1, '$toObjectId', orNull(toObjectId)),
  exactly(1, '$type', (value) => (value === undefined ? 'missing' : typeName(value))),
  exactly(1, '$isNumber', isNumeric),
]
