import { MongoError } from '../errors.ts'
import { isArrayIndex } from './paths.ts'
import { type Doc, field, isDoc } from './values.ts'

/** One index field on its way into a document: a value reached, and the path still to go. */
interface Walker {
  value: unknown
  rest: string[]
  done: boolean
}

export interface IndexKeys {
  keys: unknown[][]
  multikey: boolean
}

/**
 * The keys under which an index files a document, and by which it is sorted: one, or one per element of the array
 * its fields lead through.
 * @throws MongoError 171 when two fields lead through different arrays
 */
export function indexKeys(document: Doc, paths: string[][]): IndexKeys {
  const single = keyWithoutArrays(document, paths)
  if (single) return { keys: [single], multikey: false }
  const result: IndexKeys = { keys: [], multikey: false }
  walk(
    paths.map((rest) => ({ value: document, rest, done: false })),
    paths,
    result,
  )
  return result
}

/** The one key of most documents; undefined when a path meets an array. */
function keyWithoutArrays(document: Doc, paths: string[][]): unknown[] | undefined {
  const values = paths.map((path) => valueBeforeArray(document, path))
  return values.some(Array.isArray) ? undefined : values
}

/** The value a path leads to, null when it is missing, or the first array on the way. */
function valueBeforeArray(document: Doc, path: string[]): unknown {
  let value: unknown = document
  for (const name of path) {
    if (Array.isArray(value)) return value
    value = isDoc(value) ? field(value, name) : undefined
  }
  return value ?? null
}

function walk(walkers: Walker[], paths: string[][], result: IndexKeys): void {
  const ahead = walkers.map(advance)
  const arrays = new Set(
    ahead.filter((walker) => !walker.done && Array.isArray(walker.value)).map(({ value }) => value),
  )
  if (arrays.size > 1) {
    const [first, second] = [...ahead.keys()].filter((i) => Array.isArray(ahead[i]?.value)).map((i) => paths[i]?.at(-1))
    throw new MongoError(171, `cannot index parallel arrays [${second}] [${first}]`)
  }
  const [array] = arrays as Set<unknown[]>
  if (!array) {
    result.keys.push(ahead.map(({ value }) => (value === undefined ? null : value)))
    return
  }
  result.multikey = true
  if (array.length === 0) {
    result.keys.push(ahead.map((walker) => (walker.value === array ? emptyKey(walker) : (walker.value ?? null))))
    return
  }
  for (const element of array) {
    walk(
      ahead.map((walker) => (walker.value === array ? enter(walker, element) : walker)),
      paths,
      result,
    )
  }
}

/** An empty array files under BSON's `undefined` where the path ends in it. */
function emptyKey(walker: Walker): unknown {
  return walker.rest.length === 0 ? undefined : null
}

function enter(walker: Walker, element: unknown): Walker {
  if (walker.rest.length === 0) return { value: element, rest: [], done: true }
  return isDoc(element) ? { ...walker, value: element } : { value: null, rest: [], done: true }
}

/** Follow the path through documents, up to its end or to an array. */
function advance(walker: Walker): Walker {
  if (walker.done) return walker
  let { value } = walker
  let at = 0
  for (; at < walker.rest.length; at++) {
    const name = walker.rest[at] as string
    if (isDoc(value)) value = field(value, name)
    else if (Array.isArray(value) && isArrayIndex(name)) value = value[Number(name)]
    else break
  }
  if (Array.isArray(value)) return { value, rest: walker.rest.slice(at), done: false }
  return { value: at < walker.rest.length ? undefined : value, rest: [], done: true }
}
