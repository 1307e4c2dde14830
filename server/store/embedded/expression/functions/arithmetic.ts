import { Decimal128, Long } from 'bson'
import { compare } from '../../bson/compare.ts'
import { approximate, arithmetic } from '../../bson/numbers.ts'
import { isNumeric, typeName } from '../../bson/values.ts'
import { MongoError, typeMismatch } from '../../errors.ts'
import { between, exactly, type FunctionEntry, isNullish, variadic } from './define.ts'

type Numeric = number | Long | Decimal128

/** The sum; with one date among the terms the numbers are milliseconds. */
function add(values: unknown[]): unknown {
  if (values.some(isNullish)) return null
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw new MongoError(16612, 'only one date allowed in an $add expression')
  const total = values
    .filter((value) => !(value instanceof Date))
    .reduce<Numeric>((sum, value) => {
      if (!isNumeric(value)) throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`)
      return arithmetic('add', sum, value)
    }, 0)
  return dates[0] ? new Date(dates[0].getTime() + Math.round(approximate(total))) : total
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
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.round(approximate(b)))
  if (!isNumeric(a) || !isNumeric(b)) {
    throw typeMismatch(`can't $subtract ${typeName(b)} from ${typeName(a)}`)
  }
  return arithmetic('add', a, arithmetic('multiply', b, -1))
}

/** Operators that work on doubles: a decimal argument is refused, since rounding it would be a wrong answer. */
function doubles(name: string, apply: (...numbers: number[]) => number): (...values: unknown[]) => unknown {
  return (...values) => {
    if (values.some(isNullish)) return null
    const numbers = values.map((value) => {
      if (value instanceof Decimal128) throw new MongoError(115, `${name} of a decimal is not supported by this server`)
      if (!isNumeric(value)) throw new MongoError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
      return approximate(value)
    })
    return apply(...numbers)
  }
}

function divide(a: number, b: number): number {
  if (b === 0) throw badDivision('$divide')
  return a / b
}

function modulo(a: number, b: number): number {
  if (b === 0) throw new MongoError(16610, "can't $mod by zero")
  return a % b
}

function badDivision(name: string): MongoError {
  return new MongoError(2, `can't ${name} by zero`)
}

/** Round half to even at a number of decimals, as MongoDB rounds. */
function round(value: number, place = 0): number {
  if (!Number.isFinite(value)) return value
  const factor = 10 ** Math.abs(place)
  const scaled = place >= 0 ? value * factor : value / factor
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  const nearest = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
  return place >= 0 ? nearest / factor : nearest * factor
}

function truncate(value: number, place = 0): number {
  const factor = 10 ** Math.abs(place)
  return place >= 0 ? Math.trunc(value * factor) / factor : Math.trunc(value / factor) * factor
}

/** `$sum`, `$avg`, `$min` and `$max` of arguments, or of the elements when the only argument is an array. */
function spread(apply: (values: unknown[]) => unknown): (values: unknown[]) => unknown {
  return (values) => apply(values.length === 1 && Array.isArray(values[0]) ? values[0] : values)
}

export function sum(values: unknown[]): Numeric {
  return values.filter(isNumeric).reduce<Numeric>((total, value) => arithmetic('add', total, value), 0)
}

export function average(values: unknown[]): unknown {
  const numbers = values.filter(isNumeric)
  if (numbers.length === 0) return null
  const total = sum(numbers)
  if (total instanceof Decimal128) throw new MongoError(115, '$avg of decimals is not supported by this server')
  return approximate(total) / numbers.length
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
  exactly(2, '$divide', doubles('$divide', divide)),
  exactly(2, '$mod', doubles('$mod', modulo)),
  exactly(1, '$abs', doubles('$abs', Math.abs)),
  exactly(1, '$ceil', doubles('$ceil', Math.ceil)),
  exactly(1, '$floor', doubles('$floor', Math.floor)),
  exactly(1, '$sqrt', doubles('$sqrt', Math.sqrt)),
  exactly(1, '$ln', doubles('$ln', Math.log)),
  exactly(1, '$log10', doubles('$log10', Math.log10)),
  exactly(1, '$exp', doubles('$exp', Math.exp)),
  exactly(
    2,
    '$pow',
    doubles('$pow', (base, exponent) => base ** exponent),
  ),
  between(1, 2, '$round', doubles('$round', round)),
  between(1, 2, '$trunc', doubles('$trunc', truncate)),
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
