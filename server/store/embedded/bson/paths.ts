import { MongoError } from '../errors.ts'
import { type Doc, field, isDoc } from './values.ts'

const INDEX = /^(0|[1-9]\d*)$/

export function isArrayIndex(name: string): boolean {
  return INDEX.test(name)
}

/**
 * A path as sorts, projections and expressions allow it.
 * @throws MongoError 40352, 40353, 15998 or 16410 for an empty name or one that begins with a `$`
 */
export function fieldPath(path: string): string[] {
  if (path === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string')
  if (path.endsWith('.')) throw new MongoError(40353, "FieldPath must not end with a '.'.")
  const names = splitPath(path)
  if (names.includes('')) throw new MongoError(15998, 'FieldPath field names may not be empty strings.')
  if (names.some((name) => name.startsWith('$'))) {
    throw new MongoError(16410, "FieldPath field names may not start with '$'. Consider using $getField or $setField.")
  }
  return names
}

/** What a dotted path leads to. `value` is undefined when the path ends nowhere; `viaArray` tells that an array was entered. */
export interface Found {
  value: unknown
  viaArray: boolean
}

/** The deepest a path may lead, as in MongoDB. */
const LONGEST_PATH = 200

/**
 * A path split once, for use on many documents.
 * @throws MongoError 15 (Overflow) for a path of more than 200 names
 */
export function splitPath(path: string): string[] {
  const names = path.split('.')
  if (names.length > LONGEST_PATH) throw new MongoError(15, 'FieldPath is too long')
  return names
}

/**
 * Every value a dotted path reaches in a document, entering arrays on the way as MongoDB's matcher does:
 * each element that is a document, and the element itself where the path names a position.
 * An array at the end of the path is one value; expanding it is up to the caller.
 */
export function reach(root: unknown, path: string[], from = 0, viaArray = false, found: Found[] = []): Found[] {
  if (from === path.length) {
    found.push({ value: root, viaArray })
    return found
  }
  const name = path[from] as string
  if (isDoc(root)) return reach(field(root, name), path, from + 1, viaArray, found)
  if (!Array.isArray(root)) {
    found.push({ value: undefined, viaArray })
    return found
  }
  if (isArrayIndex(name) && Number(name) < root.length) reach(root[Number(name)], path, from + 1, true, found)
  for (const element of root) if (isDoc(element)) reach(element, path, from, true, found)
  return found
}

/** The value at a path that enters no arrays: an update's or a projection's plain look-up. */
export function valueAt(document: Doc, path: string[]): unknown {
  let value: unknown = document
  for (const name of path) {
    if (isDoc(value)) value = field(value, name)
    else if (Array.isArray(value) && isArrayIndex(name)) value = value[Number(name)]
    else return undefined
  }
  return value
}
