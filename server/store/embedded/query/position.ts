import { splitPath } from '../bson/paths.ts'
import { type Doc, field, isDoc, setField, startsWithOperator } from '../bson/values.ts'
import { compileElement, compileEntry } from './filter.ts'

/**
 * The index of the first array element by which a filter matches a document: what the positional `$` stands for.
 * When several conditions concern arrays the last one decides, as in MongoDB.
 */
export function matchedPosition(filter: Doc): (document: Doc) => number | undefined {
  let finders: Finder[] | undefined
  return (document) => {
    finders ??= Object.entries(filter).flatMap(([name, condition]) => entryFinder(name, condition))
    let index: number | undefined
    for (const find of finders) index = find(document) ?? index
    return index
  }
}

type Finder = (document: Doc) => number | undefined

function entryFinder(name: string, condition: unknown): Finder[] {
  if ((name === '$and' || name === '$or') && Array.isArray(condition)) {
    return condition.filter(isDoc).map((branch) => matchedPosition(branch))
  }
  if (name.startsWith('$')) return []
  if (startsWithOperator(condition) && isDoc(condition.$elemMatch)) {
    const matches = compileElement(condition.$elemMatch)
    return [(document) => positive(arrayOn(document, splitPath(name))?.array.findIndex(matches))]
  }
  const predicate = compileEntry(name, condition, {})
  if (!predicate) return []
  return [
    (document) => {
      const found = arrayOn(document, splitPath(name))
      return positive(found?.array.findIndex((element) => predicate(withArray(document, found.path, [element]))))
    },
  ]
}

function positive(index: number | undefined): number | undefined {
  return index === undefined || index < 0 ? undefined : index
}

/** The outermost array on a path, with the path that leads to it. */
function arrayOn(document: Doc, path: string[]): { array: unknown[]; path: string[] } | undefined {
  let value: unknown = document
  for (const [i, name] of path.entries()) {
    if (!isDoc(value)) return undefined
    value = field(value, name)
    if (Array.isArray(value)) return { array: value, path: path.slice(0, i + 1) }
  }
  return undefined
}

function withArray(document: Doc, path: string[], array: unknown[]): Doc {
  const [name, ...rest] = path
  const copy = { ...document }
  const inner = rest.length === 0 ? array : withArray(field(document, name as string) as Doc, rest, array)
  setField(copy, name as string, inner)
  return copy
}
