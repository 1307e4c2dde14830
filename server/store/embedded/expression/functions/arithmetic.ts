import { Decimal128, Long } from 'bson'
import { compare } from '../../bson/compare.ts'
import { approximate, arithmetic, cutAt, total } from '../../bson/numbers.ts'
import { dateAt, isNumeric, typeName } from '../../bson/values.ts'
import { MongoError, typeMismatch } from '../../errors.ts'
import { between, exactly, type FunctionEntry, isNullish, variadic } from './define.ts'

type Numeric = number | Long | Decimal128

/** The sum; with one date among the terms the numbers are milliseconds. */
function add(values: unknown[]): unknown {
  if (values.some(isNullish)) return null
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw new MongoError(16612, 'only one date allowed in an $add expression')
  const numbers = values.filter((value) => !(value instanceof Date))
  const wrong = numbers.find((value) => !isNumeric(value))
  if (wrong !== undefined) throw typeMismatch(`$add only supports numeric or date types, not ${typeName(wrong)}`)
  const result = total(numbers.filter(isNumeric))
  return dates[0] ? dateAt(dates[0].getTime() + Math.round(approximate(result))) : result
}

function multiply(values: unknown[]): unknown {
  if (values.some(isNullish)) return null
  return values.reduce<Numeric>((product, value) => {
    if (!isNumeric(value)) throw typeMismatch(`$multiply only supports numeric types, not ${typeName(value)}`)
    return arithmetic('multiply', product, value)
  }, 1)
}

function subtract(a: unknown, b: unknown): unknown {
  if (isNullish(a) || isNullish(b)) return null
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime())
  if (a instanceof Date && isNumeric(b)) return dateAt(a.getTime() - Math.round(approximate(b)))
  if (!isNumeric(a) || !isNumeric(b)) {
    throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`)
  }
  return arithmetic('add', a, arithmetic('multiply', b, -1))
}

/**
 * Operators that work on doubles. A decimal, or a long that no double holds, is refused: rounding it would be a wrong
 * answer. `codes` are MongoDB's for an argument that is no number, one per argument or one for all.
 */
function doubles(
  name: string,
  apply: (...numbers: number[]) => number,
  ...codes: number[]
): (...values: unknown[]) => unknown {
  return (...values) => {
    if (values.some(isNullish)) return null
    const numbers = values.map((value, i) => {
      if (!isNumeric(value)) {
        throw new MongoError(
          codes[i] ?? codes[0] ?? 28765,
          `${name} only supports numeric types, not ${typeName(value)}`,
        )
      }
      const number = approximate(value)
      const exact = typeof value === 'number' || (value instanceof Long && Number.isSafeInteger(number))
      if (!exact) throw new MongoError(115, `${name} of such a ${typeName(value)} is not supported by this server`)
      return number
    })
    return apply(...numbers)
  }
}

function divide(a: number, b: number): number {
  if (b === 0) throw new MongoError(2, "can't $divide by zero")
  return a / b
}

function modulo(a: number, b: number): number {
  if (b === 0) throw new MongoError(16610, "can't $mod by zero")
  return a % b
}

function root(value: number): number {
  if (value < 0) throw new MongoError(28714, "$sqrt's argument must be greater than or equal to 0")
  return Math.sqrt(value)
}

/** A logarithm, with MongoDB's code for a number that has none. */
function logarithm(name: string, code: number, apply: (value: number) => number): (value: number) => number {
  return (value) => {
    if (value <= 0) throw new MongoError(code, `${name}'s argument must be a positive number, but is ${value}`)
    return apply(value)
  }
}

function power(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw new MongoError(28764, '$pow cannot take a base of 0 and a negative exponent')
  return base ** exponent
}

/** `$round` and `$trunc`, at a number of decimals between -20 and 100. */
function cut(name: string, mode: 'half-even' | 'down'): (value: number, place?: number) => number {
  return (value, place = 0) => {
    if (!Number.isInteger(place)) throw new MongoError(51082, `${name} wants a whole number of decimals`)
    if (place < -20 || place > 100) throw new MongoError(51083, `cannot apply ${name} with precision ${place}`)
    return cutAt(value, place, mode)
  }
}

/** `$sum`, `$avg`, `$min` and `$max` of arguments, or of the elements when the only argument is an array. */
function spread(apply: (values: unknown[]) => unknown): (values: unknown[]) => unknown {
  return (values) => apply(values.length === 1 && Array.isArray(values[0]) ? values[0] : values)
}

export function sum(values: unknown[]): Numeric {
  return total(values.filter(isNumeric))
}

export function average(values: unknown[]): unknown {
  const numbers = values.filter(isNumeric)
  if (numbers.length === 0) return null
  const whole = sum(numbers)
  if (whole instanceof Decimal128) throw new MongoError(115, '$avg of decimals is not supported by this server')
  return approximate(whole) / numbers.length
}

export function extreme(direction: 1 | -1, values: unknown[]): unknown {
  const present = values.filter((value) => !isNullish(value))
  return present.length === 0
    ? null
    : present.reduce((best, value) => (compare(value, best) * direction > 0 ? value : best))
}

export const ARITHMETIC: FunctionEntry[] = [
  variadic('$add', add),
  variadic('$multiply', multiply),
  exactly(2, '$subtract', subtract),
  exactly(2, '$divide', doubles('$divide', divide, 14)),
  exactly(2, '$mod', doubles('$mod', modulo, 16611)),
  exactly(1, '$abs', doubles('$abs', Math.abs)),
  exactly(1, '$ceil', doubles('$ceil', Math.ceil)),
  exactly(1, '$floor', doubles('$floor', Math.floor)),
  exactly(1, '$sqrt', doubles('$sqrt', root)),
  exactly(1, '$ln', doubles('$ln', logarithm('$ln', 28766, Math.log))),
  exactly(1, '$log10', doubles('$log10', logarithm('$log10', 28761, Math.log10))),
  exactly(1, '$exp', doubles('$exp', Math.exp)),
  exactly(2, '$pow', doubles('$pow', power, 28762, 28763)),
  between(1, 2, '$round', doubles('$round', cut('$round', 'half-even'), 51081)),
  between(1, 2, '$trunc', doubles('$trunc', cut('$trunc', 'down'), 51081)),
  variadic('$sum', spread(sum)),
  variadic('$avg', spread(average)),
  variadic(
    '$min',
    spread((values) => extreme(-1, values)),
  ),
  variadic(
    '$max',
    spread((values) => extreme(1, values)),
  ),
]
