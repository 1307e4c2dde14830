import { Decimal128, Long } from 'bson'
import { isNumeric } from './values.ts'

type Numeric = number | Long | Decimal128

/** An exact value: `coefficient / divisor`, both whole. */
interface Fraction {
  top: bigint
  bottom: bigint
}

/** Compare numbers of any BSON type by their exact value; NaN is equal to itself and smaller than everything. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return compareDoubles(a, b)
  if (a instanceof Long && b instanceof Long) return a.compare(b)
  const [x, y] = [approximate(a), approximate(b)]
  if (!Number.isFinite(x) || !Number.isFinite(y)) return compareInfinite(a, b, x, y)
  const [p, q] = [fraction(a), fraction(b)]
  const difference = p.top * q.bottom - q.top * p.bottom
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1
}

/** A finite decimal beyond the range of a double still lies below infinity. */
function compareInfinite(a: Numeric, b: Numeric, x: number, y: number): number {
  const rank = (value: Numeric, double: number) => {
    const large = value instanceof Decimal128 && !/inf|nan/i.test(value.toString()) && !Number.isFinite(double)
    return large ? Math.sign(double) * Number.MAX_VALUE : double
  }
  const [p, q] = [rank(a, x), rank(b, y)]
  if (Math.abs(p) !== Number.MAX_VALUE || p !== q) return compareDoubles(p, q)
  const [f, g] = [fraction(a), fraction(b)]
  const difference = f.top * g.bottom - g.top * f.bottom
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest double. */
export function approximate(value: Numeric): number {
  return typeof value === 'number' ? value : Number(value.toString())
}

function fraction(value: Numeric): Fraction {
  if (value instanceof Long) return { top: value.toBigInt(), bottom: 1n }
  if (value instanceof Decimal128) return decimalFraction(value.toString())
  if (Number.isInteger(value)) return { top: BigInt(value), bottom: 1n }
  let bottom = 1n
  let scaled = value
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    bottom *= 2n
  }
  return { top: BigInt(scaled), bottom }
}

function decimalFraction(text: string): Fraction {
  const { digits, exponent } = parseDecimal(text)
  if (exponent >= 0) return { top: digits * 10n ** BigInt(exponent), bottom: 1n }
  return { top: digits, bottom: 10n ** BigInt(-exponent) }
}

/** A decimal text as whole digits and a power of ten. */
function parseDecimal(text: string): { digits: bigint; exponent: number } {
  const pattern = /^([+-]?)(\d*)\.?(\d*)(?:E([+-]?\d+))?$/i
  const [, sign = '', whole = '', part = '', exponent = '0'] = pattern.exec(text) ?? []
  return { digits: BigInt(`${sign === '-' ? '-' : ''}${whole}${part}`), exponent: Number(exponent) - part.length }
}

/** A text equal for two numbers exactly when MongoDB calls them equal, whatever their types. */
export function numberKey(value: Numeric): string {
  const double = approximate(value)
  if (!Number.isFinite(double)) return Number.isNaN(double) ? 'NaN' : value.toString()
  if (typeof value !== 'number' && compareNumbers(value, double) !== 0) return exactKey(value)
  return Number.isSafeInteger(double) ? String(double + 0) : String(Object.is(double, -0) ? 0 : double)
}

function exactKey(value: Numeric): string {
  const { top, bottom } = fraction(value)
  return bottom === 1n ? `${top}x` : `${top}/${bottom}`.replace(/^(-?\d*?)(0*)\/1\2$/, '$1')
}

/** The number as a whole JavaScript number, or undefined when it is no number or has a fraction. */
export function wholeNumber(value: unknown): number | undefined {
  if (!isNumeric(value)) return undefined
  const double = approximate(value)
  return Number.isInteger(double) ? double : undefined
}

type Operation = 'add' | 'multiply'

/** Add or multiply as MongoDB does: decimal wins over double, double over long, long over int. */
export function arithmetic(operation: Operation, a: Numeric, b: Numeric): Numeric {
  if (a instanceof Decimal128 || b instanceof Decimal128) return decimalArithmetic(operation, a, b)
  if (a instanceof Long || b instanceof Long) {
    const [x, y] = [wholeNumber(a), wholeNumber(b)]
    if (x === undefined || y === undefined) return doubleArithmetic(operation, approximate(a), approximate(b))
    const [p, q] = [BigInt(a.toString()), BigInt(b.toString())]
    const exact = operation === 'add' ? p + q : p * q
    return BigInt.asIntN(64, exact) === exact ? Long.fromBigInt(exact) : Number(exact)
  }
  return doubleArithmetic(operation, a, b)
}

function doubleArithmetic(operation: Operation, a: number, b: number): number {
  return operation === 'add' ? a + b : a * b
}

/** Exact decimal arithmetic, rounded to the 34 digits of a Decimal128. */
function decimalArithmetic(operation: Operation, a: Numeric, b: Numeric): Decimal128 {
  const [x, y] = [approximate(a), approximate(b)]
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    return Decimal128.fromString(String(doubleArithmetic(operation, x, y)))
  }
  const [p, q] = [scaled(a), scaled(b)]
  if (operation === 'multiply') {
    return Decimal128.fromStringWithRounding(`${p.digits * q.digits}E${p.exponent + q.exponent}`)
  }
  const exponent = Math.min(p.exponent, q.exponent)
  const lift = (part: { digits: bigint; exponent: number }) => part.digits * 10n ** BigInt(part.exponent - exponent)
  return Decimal128.fromStringWithRounding(`${lift(p) + lift(q)}E${exponent}`)
}

/** A double counts with 15 digits, as MongoDB turns doubles into decimals. */
function scaled(value: Numeric): { digits: bigint; exponent: number } {
  return parseDecimal(typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(15) : value.toString())
}

/**
 * The sum of numbers. What doubles lose on the way is kept apart and added at the end (Neumaier's summation), as MongoDB
 * does: 0.1 + 0.2 + 0.3 is 0.6.
 */
export function total(values: Numeric[]): Numeric {
  if (!values.every((value) => typeof value === 'number')) {
    return values.reduce<Numeric>((sum, value) => arithmetic('add', sum, value), 0)
  }
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Number.isFinite(sum) ? sum + lost : sum
}

/** Cut a double after a number of decimals, by its exact value; `half-even` rounds, `down` leaves out the rest. */
export function cutAt(value: number, place: number, mode: 'half-even' | 'down'): number {
  if (!Number.isFinite(value)) return value
  const { top, bottom } = fraction(Math.abs(value))
  const dividend = top * 10n ** BigInt(Math.max(place, 0))
  const divisor = bottom * 10n ** BigInt(Math.max(-place, 0))
  const whole = dividend / divisor
  const rest = 2n * (dividend % divisor)
  const up = mode === 'half-even' && (rest > divisor || (rest === divisor && whole % 2n === 1n))
  return Math.sign(value) * Number(`${up ? whole + 1n : whole}e${-place}`)
}
