import { Decimal128, Long, Timestamp } from 'bson'
import { compare } from '../bson/compare.ts'
import { describe } from '../bson/describe.ts'
import { arithmetic } from '../bson/numbers.ts'
import { isDoc, isNumeric, typeName } from '../bson/values.ts'
import { badValue, failedToParse, typeMismatch } from '../errors.ts'
import { ARRAY_MODIFIERS } from './array-modifiers.ts'
import type { Change } from './edit.ts'
import type { Modifier } from './modifier.ts'

export const MODIFIERS: Map<string, Modifier> = new Map<string, Modifier>([
  ['$set', { create: true, compile: (operand) => () => () => operand ?? null }],
  ['$setOnInsert', { create: true, compile: (operand) => () => () => operand ?? null }],
  ['$unset', { create: false, compile: () => () => () => undefined }],
  ['$inc', { create: true, compile: (operand, path) => calculate('$inc', 'add', operand, path) }],
  ['$mul', { create: true, compile: (operand, path) => calculate('$mul', 'multiply', operand, path) }],
  ['$min', { create: true, compile: (operand) => () => (value) => keep(value, operand, -1) }],
  ['$max', { create: true, compile: (operand) => () => (value) => keep(value, operand, 1) }],
  ['$currentDate', { create: true, compile: currentDate }],
  ['$bit', { create: true, compile: bitwise }],
  ...ARRAY_MODIFIERS,
])

function keep(value: unknown, operand: unknown, direction: 1 | -1): unknown {
  return value === undefined || compare(operand, value) * direction > 0 ? operand : value
}

function calculate(
  name: string,
  operation: 'add' | 'multiply',
  operand: unknown,
  path: string,
): (id: unknown) => Change {
  const verb = name === '$inc' ? 'increment' : 'multiply'
  if (!isNumeric(operand)) {
    throw typeMismatch(`Cannot ${verb} with non-numeric argument: {${path}: ${describe(operand)}}`)
  }
  return (id) => (value) => {
    if (value === undefined) return operation === 'add' ? operand : zeroLike(operand)
    if (isNumeric(value)) return withinRange(arithmetic(operation, value, operand), value, operand, name, id)
    const last = path.split('.').at(-1)
    throw typeMismatch(
      `Cannot apply ${name} to a value of non-numeric type. {_id: ${describe(id)}} has the field '${last}' of non-numeric type ${typeName(value)}`,
    )
  }
}

function zeroLike(operand: number | Long | Decimal128): unknown {
  if (operand instanceof Long) return Long.ZERO
  return operand instanceof Decimal128 ? Decimal128.fromString('0') : 0
}

/** Whole numbers beyond 64 bits are refused, as MongoDB does; only doubles may grow further. */
function withinRange(result: unknown, value: unknown, operand: unknown, name: string, id: unknown): unknown {
  const longs = value instanceof Long || operand instanceof Long
  const whole = [value, operand].every((part) => part instanceof Long || Number.isInteger(part))
  if (!longs || !whole || result instanceof Long) return result
  throw badValue(`Failed to apply ${name} operations to current value (${value}) for document {_id: ${describe(id)}}`)
}

function currentDate(operand: unknown): (id: unknown) => Change {
  if (operand === true || operand === false) return () => () => new Date()
  const type = isDoc(operand) ? operand.$type : undefined
  if (type === 'date') return () => () => new Date()
  if (type === 'timestamp') return () => () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 })
  throw badValue(
    "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
  )
}

function bitwise(operand: unknown, path: string): (id: unknown) => Change {
  const operations = isDoc(operand) ? Object.entries(operand) : []
  if (operations.length === 0) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeName(operand)}. You must pass in an embedded document`,
    )
  }
  for (const [name, value] of operations) {
    if (!['and', 'or', 'xor'].includes(name))
      throw badValue(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    if (!isWhole(value))
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here`,
      )
  }
  return () => (value) => {
    if (value !== undefined && !isWhole(value)) {
      throw badValue(
        `Cannot apply $bit to a value of non-integral type at '${path}', which has type ${typeName(value)}`,
      )
    }
    return operations.reduce((bits, [name, mask]) => applyBits(bits, name, mask), (value ?? 0) as number | Long)
  }
}

function isWhole(value: unknown): value is number | Long {
  return typeName(value) === 'int' || typeName(value) === 'long'
}

function applyBits(bits: number | Long, name: string, mask: unknown): number | Long {
  const [a, b] = [BigInt(bits.toString()), BigInt(String(mask))]
  const result = name === 'and' ? a & b : name === 'or' ? a | b : a ^ b
  return bits instanceof Long || mask instanceof Long ? Long.fromBigInt(result) : Number(result)
}

/** `$rename: { from: 'to' }` is not a change of one value; only its operand is checked here. */
export function renameTarget(from: string, to: unknown): string {
  if (typeof to !== 'string') throw badValue(`The 'to' field for $rename must be a string: ${from}: ${describe(to)}`)
  if (from === to) throw badValue(`The source and target field for $rename must differ: ${from}: "${to}"`)
  if (to.startsWith(`${from}.`) || from.startsWith(`${to}.`)) {
    throw badValue(`The source and target field for $rename must not be on the same path: ${from}: "${to}"`)
  }
  if (/\$/.test(`${from}${to}`)) throw badValue(`The source and target fields for $rename may not be dynamic: ${from}`)
  if (from === '' || to === '') throw failedToParse('An empty update path is not valid.')
  return to
}
