import { Binary, BSONRegExp, Code, type Decimal128, type Long, ObjectId, Timestamp } from 'bson'
import { compareNumbers, numberKey } from './numbers.ts'
import { type Doc, isNumeric, type TypeName, typeName } from './values.ts'

/** The order of BSON types among each other (MongoDB manual, "Comparison/Sort Order"). */
const TYPE_ORDER: Record<TypeName, number> = {
  minKey: 0,
  undefined: 1,
  null: 2,
  int: 3,
  long: 3,
  double: 3,
  decimal: 3,
  string: 4,
  symbol: 4,
  object: 5,
  array: 6,
  binData: 7,
  objectId: 8,
  bool: 9,
  date: 10,
  timestamp: 11,
  regex: 12,
  dbPointer: 13,
  javascript: 14,
  javascriptWithScope: 15,
  maxKey: 16,
}

export function typeOrder(value: unknown): number {
  return TYPE_ORDER[typeName(value)]
}

/** Order two BSON values as MongoDB does: first by type, then by value. Returns a negative, zero or positive number. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b)
  if (a instanceof Date && b instanceof Date) return compareNumbers(a.getTime(), b.getTime())
  if (a instanceof ObjectId && b instanceof ObjectId) return Buffer.compare(a.id, b.id)
  const order = typeOrder(a)
  const difference = order - typeOrder(b)
  return difference !== 0 ? difference : compareWithinType(order, a, b)
}

export function equal(a: unknown, b: unknown): boolean {
  return compare(a, b) === 0
}

function compareWithinType(order: number, a: unknown, b: unknown): number {
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b)
  if (order === TYPE_ORDER.object) return compareDocs(a as Doc, b as Doc)
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b)
  if (a instanceof Binary && b instanceof Binary) return compareBinary(a, b)
  if (a instanceof Timestamp && b instanceof Timestamp) return a.toUnsigned().compare(b.toUnsigned())
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return compareStrings(canonicalText(a), canonicalText(b))
}

function canonicalText(value: unknown): string {
  if (value instanceof BSONRegExp) return `${value.pattern}\0${value.options}`
  if (value instanceof Code) return `${value.code}\0${value.scope ? equalityKey(value.scope) : ''}`
  return typeof value === 'object' ? String(value ?? '') : String(value)
}

/** By the bytes of UTF-8, in which surrogate pairs sort after every other character. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (x === y) continue
    const surrogates = Number(isSurrogate(x)) - Number(isSurrogate(y))
    return surrogates !== 0 ? surrogates : x - y
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

/** Field by field: type, then name, then value. Key order matters. */
function compareDocs(a: Doc, b: Doc): number {
  const [names, others] = [Object.keys(a), Object.keys(b)]
  for (const [i, name] of names.entries()) {
    const other = others[i]
    if (other === undefined) return 1
    const types = typeOrder(a[name]) - typeOrder(b[other])
    if (types !== 0) return types
    const result = compareStrings(name, other) || compare(a[name], b[other])
    if (result !== 0) return result
  }
  return names.length - others.length
}

function compareArrays(a: unknown[], b: unknown[]): number {
  for (const [i, value] of a.entries()) {
    if (i >= b.length) return 1
    const result = compare(value, b[i])
    if (result !== 0) return result
  }
  return a.length - b.length
}

function compareBinary(a: Binary, b: Binary): number {
  const lengths = a.position - b.position
  if (lengths !== 0) return lengths
  return a.sub_type - b.sub_type || Buffer.compare(bytesOf(a), bytesOf(b))
}

function bytesOf(value: Binary): Uint8Array {
  return value.buffer.subarray(0, value.position)
}

/** A text that is the same for two values exactly when `compare` calls them equal. */
export function equalityKey(value: unknown): string {
  if (typeof value === 'string') return `s${value.length}:${value}`
  if (value instanceof ObjectId) return `o${value.toHexString()}`
  if (isNumeric(value)) return `n${numberKey(value as number | Long | Decimal128)};`
  if (value === null) return 'z'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return `d${value.getTime()};`
  if (Array.isArray(value)) return `[${value.map(equalityKey).join('')}]`
  if (value instanceof Binary) return `b${value.sub_type}:${Buffer.from(bytesOf(value)).toString('base64')};`
  const type = typeName(value)
  if (type !== 'object') return `${type}(${canonicalText(value).length}:${canonicalText(value)})`
  const fields = Object.entries(value as Doc).map(([name, part]) => `${name.length}:${name}${equalityKey(part)}`)
  return `{${fields.join('')}}`
}
