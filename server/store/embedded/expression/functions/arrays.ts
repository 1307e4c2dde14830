import { compare, equal, equalityKey } from '../../bson/compare.ts'
import { wholeNumber } from '../../bson/numbers.ts'
import { parseSort, sortDocuments } from '../../bson/sort.ts'
import { isDoc, isNumeric, typeName } from '../../bson/values.ts'
import { MongoError } from '../../errors.ts'
import { between, exactly, type FunctionEntry, isNullish, variadic } from './define.ts'

function arrayOf(name: string, value: unknown, code = 28689): unknown[] {
  if (Array.isArray(value)) return value
  throw new MongoError(code, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`)
}

/** A whole number; `code` is MongoDB's for what is no number, the next one for a number with a fraction. */
function whole(name: string, value: unknown, code: number): number {
  const number = wholeNumber(value)
  if (number !== undefined) return number
  throw new MongoError(isNumeric(value) ? code + 1 : code, `${name} wants a whole number, not ${typeName(value)}`)
}

function size(value: unknown): number {
  if (!Array.isArray(value)) {
    throw new MongoError(
      17124,
      `The argument to $size must be an array, but was of type: ${value === undefined ? 'missing' : typeName(value)}`,
    )
  }
  return value.length
}

function elementAt(array: unknown, index: unknown): unknown {
  if (isNullish(array) || isNullish(index)) return null
  return arrayOf('$arrayElemAt', array).at(whole('$arrayElemAt', index, 28690))
}

function contains(value: unknown, array: unknown): boolean {
  if (!Array.isArray(array)) {
    throw new MongoError(
      40081,
      `$in requires an array as a second argument, found: ${array === undefined ? 'missing' : typeName(array)}`,
    )
  }
  return array.some((part) => equal(part, value))
}

function concat(values: unknown[]): unknown {
  if (values.some(isNullish)) return null
  return values.flatMap((value) => arrayOf('$concatArrays', value, 28664))
}

function slice(array: unknown, first: unknown, second?: unknown): unknown {
  if (isNullish(array) || isNullish(first) || second === null) return null
  const source = arrayOf('$slice', array, 28724)
  const start = whole('$slice', first, 28725)
  if (second === undefined) return start >= 0 ? source.slice(0, start) : source.slice(start)
  const from = start >= 0 ? start : Math.max(0, source.length + start)
  const count = whole('$slice', second, 28727)
  if (count <= 0) throw new MongoError(28729, `Third argument to $slice must be positive: ${count}`)
  return source.slice(from, from + count)
}

function indexOf(array: unknown, value: unknown, from: unknown = 0, to?: unknown): unknown {
  if (isNullish(array)) return null
  const end = isNullish(to) ? Number.POSITIVE_INFINITY : whole('$indexOfArray', to, 40096)
  const start = whole('$indexOfArray', from, 40096)
  return arrayOf('$indexOfArray', array, 40090).findIndex((part, i) => i >= start && i < end && equal(part, value))
}

function range(start: unknown, end: unknown, step: unknown = 1): number[] {
  const from = whole('$range', start, 34443)
  const to = whole('$range', end, 34445)
  const by = whole('$range', step, 34447)
  if (by === 0) throw new MongoError(34449, '$range requires a non-zero step value')
  const count = Math.max(0, Math.ceil((to - from) / by))
  if (count > 1_000_000) throw new MongoError(146, '$range would make too large an array')
  return Array.from({ length: count }, (_, i) => from + i * by)
}

function sortArray(argument: unknown): unknown {
  if (!isDoc(argument)) throw new MongoError(2942500, '$sortArray requires an object as an argument')
  const { input, sortBy } = argument
  if (isNullish(input)) return null
  const array = arrayOf('$sortArray', input, 2942504)
  if (!isDoc(sortBy)) {
    const direction = wholeNumber(sortBy)
    if (direction !== 1 && direction !== -1)
      throw new MongoError(15975, '$sortArray: sortBy must be 1 or -1, or fields')
    return [...array].sort((a, b) => compare(a, b) * direction)
  }
  const fields = parseSort(Object.fromEntries(Object.entries(sortBy).map(([name, way]) => [`value.${name}`, way])))
  return sortDocuments(
    array.map((value) => ({ value })),
    fields,
  ).map(({ value }) => value)
}

/** A set keeps the first of equal values. */
function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.toReversed().map((value) => [equalityKey(value), value])).values()].reverse()
}

/** Sets of which none may be missing. */
function strictSets(
  name: string,
  code: number,
  apply: (first: unknown[], rest: Set<string>[]) => unknown,
): (values: unknown[]) => unknown {
  const loose = sets(name, apply)
  return (values) => {
    for (const value of values) arrayOf(name, value, code)
    return loose(values)
  }
}

function sets(name: string, apply: (first: unknown[], rest: Set<string>[]) => unknown): (values: unknown[]) => unknown {
  return (values) => {
    if (values.some(isNullish)) return null
    const arrays = values.map((value) => arrayOf(name, value, 17047))
    return apply(
      arrays[0] ?? [],
      arrays.slice(1).map((array) => new Set(array.map(equalityKey))),
    )
  }
}

function union(values: unknown[]): unknown {
  if (values.some(isNullish)) return null
  return distinct(values.flatMap((value) => arrayOf('$setUnion', value, 17043)))
}

const intersection = sets('$setIntersection', (first, rest) =>
  distinct(first).filter((value) => rest.every((keys) => keys.has(equalityKey(value)))),
)
const difference = sets('$setDifference', (first, rest) =>
  distinct(first).filter((value) => !rest.some((keys) => keys.has(equalityKey(value)))),
)
const subset = strictSets('$setIsSubset', 17046, (first, rest) =>
  first.every((value) => rest[0]?.has(equalityKey(value))),
)
const sameSet = strictSets('$setEquals', 5887502, (first, rest) => {
  const keys = new Set(first.map(equalityKey))
  return rest.every((other) => other.size === keys.size && [...keys].every((key) => other.has(key)))
})

export const ARRAYS: FunctionEntry[] = [
  exactly(1, '$size', size),
  exactly(1, '$isArray', Array.isArray),
  exactly(2, '$arrayElemAt', elementAt),
  exactly(1, '$first', (array) => (isNullish(array) ? null : arrayOf('$first', array)[0])),
  exactly(1, '$last', (array) => (isNullish(array) ? null : arrayOf('$last', array).at(-1))),
  exactly(2, '$in', contains),
  variadic('$concatArrays', concat),
  between(2, 3, '$slice', slice),
  exactly(1, '$reverseArray', (array) =>
    isNullish(array) ? null : arrayOf('$reverseArray', array, 34435).toReversed(),
  ),
  between(2, 4, '$indexOfArray', indexOf),
  between(2, 3, '$range', range),
  exactly(1, '$sortArray', sortArray),
  variadic('$setUnion', union),
  variadic('$setIntersection', intersection),
  exactly(2, '$setDifference', (a, b) => difference([a, b])),
  exactly(2, '$setIsSubset', (a, b) => subset([a, b])),
  variadic('$setEquals', sameSet),
]
