import { BSONRegExp } from 'bson'
import { compare, equal, equalityKey } from '../bson/compare.ts'
import { describe } from '../bson/describe.ts'
import { wholeNumber } from '../bson/numbers.ts'
import { parseSort, sortDocuments } from '../bson/sort.ts'
import { type Doc, isDoc, typeName } from '../bson/values.ts'
import { badValue, failedToParse, typeMismatch } from '../errors.ts'
import { compileCondition, compileElement } from '../query/filter.ts'
import type { Change } from './edit.ts'
import type { Modifier } from './modifier.ts'

export const ARRAY_MODIFIERS: [string, Modifier][] = [
  ['$push', { create: true, compile: push }],
  ['$addToSet', { create: true, compile: addToSet }],
  ['$pull', { create: false, compile: pull }],
  ['$pullAll', { create: false, compile: pullAll }],
  ['$pop', { create: false, compile: pop }],
]

const PUSH_MODIFIERS = new Set(['$each', '$slice', '$sort', '$position'])

function push(operand: unknown, path: string): (id: unknown) => Change {
  const modifiers = isDoc(operand) && Object.hasOwn(operand, '$each') ? operand : { $each: [operand] }
  const unknown = Object.keys(modifiers).find((name) => !PUSH_MODIFIERS.has(name))
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`)
  const { $each, $position, $slice, $sort } = modifiers as Doc
  if (!Array.isArray($each))
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName($each)}`)
  const position = optionalWhole('$position', $position)
  const slice = optionalWhole('$slice', $slice)
  const sort = $sort === undefined ? undefined : arraySorter($sort)
  return (id) => (value) => {
    if (value !== undefined && !Array.isArray(value)) {
      throw badValue(
        `The field '${path}' must be an array but is of type ${typeName(value)} in document {_id: ${describe(id)}}`,
      )
    }
    const array = [...(value ?? [])]
    array.splice(position ?? array.length, 0, ...$each)
    const sorted = sort ? sort(array) : array
    if (slice === undefined) return sorted
    return slice >= 0 ? sorted.slice(0, slice) : sorted.slice(slice)
  }
}

function optionalWhole(name: string, value: unknown): number | undefined {
  const whole = wholeNumber(value)
  if (value !== undefined && whole === undefined) {
    throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(value)}`)
  }
  return whole
}

function arraySorter(sort: unknown): (array: unknown[]) => unknown[] {
  if (isDoc(sort)) {
    if (Object.keys(sort).length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.')
    const names = Object.entries(sort).map(([name, way]) => [`element.${name}`, way])
    const fields = parseSort(Object.fromEntries(names))
    return (array) =>
      sortDocuments(
        array.map((element) => ({ element })),
        fields,
      ).map(({ element }) => element)
  }
  const direction = wholeNumber(sort)
  if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1')
  return (array) => array.sort((a, b) => compare(a, b) * direction)
}

function addToSet(operand: unknown): (id: unknown) => Change {
  const each = isDoc(operand) && Object.keys(operand)[0] === '$each' ? operand.$each : [operand]
  if (!Array.isArray(each)) {
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`)
  }
  return () => (value) => {
    if (value !== undefined && !Array.isArray(value)) {
      throw badValue(`Cannot apply $addToSet to non-array field. Field has non-array type ${typeName(value)}`)
    }
    const keys = new Set((value ?? []).map(equalityKey))
    const fresh = each.filter((element) => !keys.has(equalityKey(element)) && keys.add(equalityKey(element)))
    return fresh.length === 0 && value ? value : [...(value ?? []), ...fresh]
  }
}

/** Keep the elements a test does not hold for; the same array when it holds for none. */
function without(name: string, test: (element: unknown) => boolean): Change {
  return (value) => {
    if (value === undefined) return undefined
    if (!Array.isArray(value)) throw badValue(`Cannot apply ${name} to a non-array value`)
    const kept = value.filter((element) => !test(element))
    return kept.length === value.length ? value : kept
  }
}

function pull(operand: unknown): (id: unknown) => Change {
  return () => without('$pull', elementTest(operand))
}

/** A document as operand is a filter of the elements' fields, anything else a condition on the elements. */
function elementTest(operand: unknown): (element: unknown) => boolean {
  if (isDoc(operand)) return compileElement(operand)
  if (operand instanceof BSONRegExp) {
    const matches = compileCondition(['element'], operand)
    return (element) => matches({ element })
  }
  return (element) => equal(element, operand)
}

function pullAll(operand: unknown): (id: unknown) => Change {
  if (!Array.isArray(operand))
    throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`)
  const keys = new Set(operand.map(equalityKey))
  return () => without('$pullAll', (element) => keys.has(equalityKey(element)))
}

function pop(operand: unknown, path: string): (id: unknown) => Change {
  const end = wholeNumber(operand)
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${describe(operand)}`)
  return () => (value) => {
    if (value === undefined) return undefined
    if (!Array.isArray(value))
      throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(value)}'`)
    if (value.length === 0) return value
    return end === 1 ? value.slice(0, -1) : value.slice(1)
  }
}
