import {
  Binary,
  BSONRegExp,
  Code,
  DBRef,
  Decimal128,
  type DeserializeOptions,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson'
import { MongoError } from '../errors.ts'

/** A BSON document in memory. Stored documents are never changed in place: a writer copies what it changes. */
export type Doc = Record<string, unknown>

/** Keep every BSON type apart, except that a double with a whole value becomes an int32 when written back, and a symbol a string. */
export const DECODING: DeserializeOptions = { promoteLongs: false, promoteBuffers: false, bsonRegExp: true }

const TYPE_CODES = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
}

export type TypeName = keyof typeof TYPE_CODES

const INT32_MAX = 2 ** 31 - 1
const INT32_MIN = -(2 ** 31)

/** BSON's name for the type of a value, as `$type` knows it. */
export function typeName(value: unknown): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'number':
      return isInt32(value) ? 'int' : 'double'
    case 'boolean':
      return 'bool'
    case 'undefined':
      return 'undefined'
    case 'bigint':
      return 'long'
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  return wrapperType(value) ?? 'object'
}

function wrapperType(value: unknown): TypeName | undefined {
  if (value instanceof ObjectId) return 'objectId'
  if (value instanceof Timestamp) return 'timestamp'
  if (value instanceof Long) return 'long'
  if (value instanceof Binary) return 'binData'
  if (value instanceof Decimal128) return 'decimal'
  if (value instanceof BSONRegExp) return 'regex'
  if (value instanceof Code) return value.scope ? 'javascriptWithScope' : 'javascript'
  if (value instanceof MinKey) return 'minKey'
  if (value instanceof MaxKey) return 'maxKey'
  if (value instanceof DBRef) return 'object'
  return undefined
}

function isInt32(value: number): boolean {
  return Number.isInteger(value) && value <= INT32_MAX && value >= INT32_MIN && !Object.is(value, -0)
}

/** Whether a number of a `$type` or the name of it stands for a type; undefined when MongoDB knows neither. */
export function typeFromAlias(alias: unknown): TypeName | 'number' | undefined {
  if (alias === 'number') return 'number'
  if (typeof alias === 'string') return Object.hasOwn(TYPE_CODES, alias) ? (alias as TypeName) : undefined
  if (!isNumeric(alias)) return undefined
  const found = Object.entries(TYPE_CODES).find(([, code]) => code === Number(alias.toString()))
  return found?.[0] as TypeName | undefined
}

/** An embedded document: not an array, a date or one of BSON's own classes. */
export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export function isNumeric(value: unknown): value is number | Long | Decimal128 {
  if (typeof value === 'number') return true
  return (value instanceof Long && !(value instanceof Timestamp)) || value instanceof Decimal128
}

/** A value of an own field, never one inherited from Object.prototype. */
export function field(document: Doc, name: string): unknown {
  return Object.hasOwn(document, name) ? document[name] : undefined
}

/** Set a field, also one called `__proto__`, on a document the caller owns. */
export function setField(document: Doc, name: string, value: unknown): void {
  if (name !== '__proto__') document[name] = value
  else Object.defineProperty(document, name, { value, enumerable: true, writable: true, configurable: true })
}

/**
 * The moment so many milliseconds after the beginning of 1970.
 * @throws MongoError 115 beyond the year 275,760, where JavaScript has no dates; written, it would become 1970
 */
export function dateAt(milliseconds: number): Date {
  const date = new Date(milliseconds)
  if (!Number.isNaN(date.getTime())) return date
  throw new MongoError(115, 'Dates beyond the year 275760 are not supported by this server')
}

/** MongoDB's idea of truth: everything except false, null, undefined and zero. */
export function truthy(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false
  return isNumeric(value) ? Number(value.toString()) !== 0 : true
}

/** The first `$`-prefixed name decides whether an object is an operator expression, as in MongoDB. */
export function startsWithOperator(value: unknown): value is Doc {
  if (!isDoc(value)) return false
  const first = Object.keys(value)[0]
  return first?.startsWith('$') === true && first !== '$ref' && first !== '$id' && first !== '$db'
}
