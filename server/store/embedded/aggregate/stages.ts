import { wholeNumber } from '../bson/numbers.ts'
import { splitPath } from '../bson/paths.ts'
import { parseSort, sortDocuments } from '../bson/sort.ts'
import { type Doc, field, isDoc, setField, typeName } from '../bson/values.ts'
import { MongoError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import type { Expression } from '../expression/types.ts'
import { compileFilter } from '../query/filter.ts'
import { compileProjection } from '../query/projection.ts'
import type { Stage } from './stage.ts'

export function match(filter: unknown): Stage {
  if (!isDoc(filter)) throw new MongoError(15959, 'the match filter must be an expression in an object')
  compileFilter(filter)
  return (documents, { variables }) => filtered(documents, compileFilter(filter, variables))
}

function* filtered(documents: Iterable<Doc>, matches: (document: Doc) => boolean): Iterable<Doc> {
  for (const document of documents) if (matches(document)) yield document
}

function* mapped(documents: Iterable<Doc>, change: (document: Doc) => Doc): Iterable<Doc> {
  for (const document of documents) yield change(document)
}

export function project(spec: unknown): Stage {
  if (!isDoc(spec)) throw new MongoError(15969, '$project specification must be an object')
  if (Object.keys(spec).length === 0) {
    throw new MongoError(
      51272,
      'Invalid $project :: caused by :: projection specification must have at least one field',
    )
  }
  const projection = compileProjection(spec, 'stage')
  return (documents, { variables }) => mapped(documents, (document) => projection(document, variables))
}

export function unset(operand: unknown): Stage {
  const names = Array.isArray(operand) ? operand : [operand]
  if (names.length === 0 || names.some((name) => typeof name !== 'string')) {
    throw new MongoError(31002, '$unset specification must be a string or an array of strings')
  }
  return project(Object.fromEntries(names.map((name) => [name, 0])))
}

/** Compile `$addFields`; names with dots and nested documents reach into the document. */
export function addFields(spec: unknown): Stage {
  if (!isDoc(spec)) throw new MongoError(40272, '$addFields specification stage must be an object')
  const fields = flatten(spec, [])
  return (documents, { variables }) =>
    mapped(documents, (document) => {
      let result = document
      for (const { path, expression } of fields) {
        result = putAt(result, path, expression({ root: document, variables }))
      }
      return result
    })
}

function flatten(spec: Doc, prefix: string[]): { path: string[]; expression: Expression }[] {
  return Object.entries(spec).flatMap(([name, value]) => {
    if (name.startsWith('$')) throw new MongoError(16410, `FieldPath field names may not start with '$': ${name}`)
    const path = [...prefix, ...splitPath(name)]
    const nested = isDoc(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$')
    return nested ? flatten(value, path) : [{ path, expression: compileExpression(value) }]
  })
}

/** A copy with the value at a path; arrays on the way get it in each element, other values give way to a document. */
function putAt(target: unknown, path: string[], value: unknown): Doc {
  const put = (at: unknown, from: number): unknown => {
    if (Array.isArray(at)) return at.map((element) => put(element, from))
    const copy = isDoc(at) ? { ...at } : {}
    const name = path[from] as string
    const next = from === path.length - 1 ? value : put(field(copy, name), from + 1)
    if (next === undefined) delete copy[name]
    else setField(copy, name, next)
    return copy
  }
  return put(target, 0) as Doc
}

export function replaceRoot(operand: unknown): Stage {
  const expression = compileExpression(operand)
  return (documents, { variables }) =>
    mapped(documents, (document) => {
      const value = expression({ root: document, variables })
      if (isDoc(value)) return value
      const type = value === undefined ? 'missing' : typeName(value)
      throw new MongoError(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was of type: ${type}`,
      )
    })
}

interface UnwindOptions {
  path: string
  includeArrayIndex: string | undefined
  preserveNullAndEmptyArrays: boolean
}

function unwindOptions(operand: unknown): UnwindOptions {
  if (typeof operand !== 'string' && !isDoc(operand)) {
    throw new MongoError(15981, 'expected either a string or an object as specification for $unwind stage')
  }
  const { path, includeArrayIndex, preserveNullAndEmptyArrays, ...rest } = isDoc(operand) ? operand : { path: operand }
  const [unknown] = Object.keys(rest)
  if (unknown) throw new MongoError(28811, `unrecognized option to $unwind stage: ${unknown}`)
  if (path === undefined) throw new MongoError(28812, 'no path specified to $unwind stage')
  if (typeof path !== 'string') throw new MongoError(28808, 'expected a string as the path for $unwind stage')
  if (!path.startsWith('$') || path.length < 2) {
    throw new MongoError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  }
  if (includeArrayIndex !== undefined && (typeof includeArrayIndex !== 'string' || includeArrayIndex === '')) {
    throw new MongoError(28810, 'expected a non-empty string for the includeArrayIndex option to $unwind stage')
  }
  if (includeArrayIndex?.startsWith('$')) {
    throw new MongoError(28822, 'includeArrayIndex option to $unwind stage should not be prefixed with a $')
  }
  if (preserveNullAndEmptyArrays !== undefined && typeof preserveNullAndEmptyArrays !== 'boolean') {
    throw new MongoError(28809, 'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage')
  }
  return { path, includeArrayIndex, preserveNullAndEmptyArrays: preserveNullAndEmptyArrays === true }
}

/** One document per element of an array; `preserveNullAndEmptyArrays` keeps documents without elements. */
export function unwind(operand: unknown): Stage {
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = unwindOptions(operand)
  const steps = splitPath(path.slice(1))
  const read = (document: Doc) =>
    steps.reduce<unknown>((at, name) => (isDoc(at) ? field(at, name) : undefined), document)
  return function* (documents) {
    for (const document of documents) {
      const value = read(document)
      const elements = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]
      const indexed = (result: Doc, index: number | null) =>
        includeArrayIndex ? putAt(result, splitPath(includeArrayIndex), index) : result
      for (const [i, element] of elements.entries()) {
        yield indexed(putAt(document, steps, element), Array.isArray(value) ? i : null)
      }
      if (elements.length > 0 || !preserveNullAndEmptyArrays) continue
      yield indexed(Array.isArray(value) ? putAt(document, steps, undefined) : document, null)
    }
  }
}

/** MongoDB gives no document at all, rather than a zero, when nothing comes in. */
export function count(name: unknown): Stage {
  if (typeof name !== 'string') throw new MongoError(40156, 'the count field must be a non-empty string')
  if (name === '') throw new MongoError(40157, 'the count field must be a non-empty string')
  if (name.startsWith('$')) throw new MongoError(40158, 'the count field cannot be a $-prefixed path')
  if (name.includes('.')) throw new MongoError(40160, "the count field cannot contain '.'")
  return (documents) => {
    let total = 0
    for (const _ of documents) total++
    return total === 0 ? [] : [{ [name]: total }]
  }
}

export function skip(operand: unknown): Stage {
  const amount = wholeNumber(operand)
  if (amount === undefined || amount < 0) {
    throw new MongoError(5107200, 'invalid argument to $skip stage: Expected a non-negative number')
  }
  return function* (documents) {
    let place = 0
    for (const document of documents) if (place++ >= amount) yield document
  }
}

export function limit(operand: unknown): Stage {
  const amount = wholeNumber(operand)
  if (amount === undefined || amount < 0) {
    throw new MongoError(5107201, 'invalid argument to $limit stage: Expected a non-negative number')
  }
  if (amount === 0) throw new MongoError(15958, 'the limit must be positive')
  return function* (documents) {
    let place = 0
    for (const document of documents) {
      yield document
      if (++place >= amount) return
    }
  }
}

export function sort(spec: Doc, bound = Number.POSITIVE_INFINITY): Stage {
  if (!isDoc(spec)) throw new MongoError(15973, 'the $sort key specification must be an object')
  if (Object.keys(spec).length === 0) throw new MongoError(15976, '$sort stage must have at least one sort key')
  const fields = parseSort(spec)
  return (documents) => sortDocuments(documents, fields, bound > 0 ? bound : undefined)
}
