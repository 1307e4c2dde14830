import { describe } from '../bson/describe.ts'
import { isArrayIndex } from '../bson/paths.ts'
import { type Doc, field, isDoc, setField } from '../bson/values.ts'
import { badValue, MongoError } from '../errors.ts'

/** A change of one value; gets undefined for a missing field and returns undefined to leave or make it missing. */
export type Change = (value: unknown) => unknown

/** MongoDB refuses to fill more empty places than this when a far array position is set. */
const MOST_PADDING = 1_500_000

/**
 * A copy of a document with the value at a path changed; only what lies on the path is copied.
 * @param create whether missing documents on the way are made
 * @throws MongoError 28 (PathNotViable) when the path leads through something that is no document or array
 */
export function edit(document: Doc, path: string[], change: Change, create: boolean): Doc {
  return editAt(document, path, 0, change, create) as Doc
}

function editAt(container: unknown, path: string[], at: number, change: Change, create: boolean): unknown {
  const name = path[at] as string
  if (Array.isArray(container)) return editArray(container, path, at, change, create)
  if (!isDoc(container)) {
    if (!create) return container
    throw notViable(name, path[at - 1] ?? '', container)
  }
  const before = field(container, name)
  const after = next(before, path, at, change, create)
  if (after === before) return container
  const copy = { ...container }
  if (after === undefined) delete copy[name]
  else setField(copy, name, after)
  return copy
}

function editArray(array: unknown[], path: string[], at: number, change: Change, create: boolean): unknown {
  const name = path[at] as string
  if (!isArrayIndex(name)) {
    if (!create) return array
    throw notViable(name, path[at - 1] ?? '', array)
  }
  const index = Number(name)
  const before = array[index]
  const after = next(before, path, at, change, create)
  if (after === before && index < array.length) return array
  if (after === undefined) return index < array.length ? array.with(index, null) : array
  if (index - array.length > MOST_PADDING) throw badValue(`can't backfill more than ${MOST_PADDING} elements`)
  const copy = [...array]
  while (copy.length < index) copy.push(null)
  copy[index] = after
  return copy
}

function next(before: unknown, path: string[], at: number, change: Change, create: boolean): unknown {
  if (at === path.length - 1) return change(before)
  if (before !== undefined) return editAt(before, path, at + 1, change, create)
  if (!create) return undefined
  const made = editAt({}, path, at + 1, change, create)
  return isDoc(made) && Object.keys(made).length === 0 ? undefined : made
}

function notViable(name: string, parent: string, container: unknown): MongoError {
  return new MongoError(28, `Cannot create field '${name}' in element {${parent}: ${describe(container)}}`)
}
