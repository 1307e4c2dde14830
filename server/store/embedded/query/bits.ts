import { Binary } from 'bson'
import { approximate, wholeNumber } from '../bson/numbers.ts'
import { isNumeric } from '../bson/values.ts'
import { badValue, failedToParse } from '../errors.ts'

type BitsOperator = '$bitsAllSet' | '$bitsAnySet' | '$bitsAllClear' | '$bitsAnyClear'

/** A bit test on whole numbers and binary data; other values never match. */
export function compileBits(operator: BitsOperator, operand: unknown): (value: unknown) => boolean {
  const positions = bitPositions(operator, operand)
  const set = operator.endsWith('Set')
  const all = operator.startsWith('$bitsAll')
  return (value) => {
    const bits = bitsOf(value)
    if (!bits) return false
    return all ? positions.every((at) => bits(at) === set) : positions.some((at) => bits(at) === set)
  }
}

function bitPositions(operator: string, operand: unknown): number[] {
  if (Array.isArray(operand)) {
    return operand.map((part) => {
      const position = wholeNumber(part)
      if (position === undefined || position < 0) throw badValue(`bit positions of ${operator} must be >= 0`)
      return position
    })
  }
  if (operand instanceof Binary) {
    const test = bitsOf(operand) as (at: number) => boolean
    return Array.from({ length: operand.position * 8 }, (_, at) => at).filter(test)
  }
  const mask = wholeNumber(operand)
  if (mask === undefined) throw badValue(`${operator} takes an Array, a number, or a BinData`)
  if (mask < 0) throw failedToParse(`Expected a non-negative number in: ${operator}: ${mask}`)
  return Array.from({ length: 64 }, (_, at) => at).filter((at) => (BigInt(mask) >> BigInt(at)) & 1n)
}

function bitsOf(value: unknown): ((at: number) => boolean) | undefined {
  if (value instanceof Binary) {
    return (at) => at < value.position * 8 && ((value.buffer[at >> 3] ?? 0) & (1 << (at & 7))) !== 0
  }
  if (!isNumeric(value) || !Number.isInteger(approximate(value))) return undefined
  const whole = BigInt.asIntN(64, BigInt(typeof value === 'number' ? value : value.toString().split('.')[0] || '0'))
  return (at) => ((whole >> BigInt(Math.min(at, 63))) & 1n) === 1n
}
