import { equalityKey } from '../bson/compare.ts'
import { reach, splitPath } from '../bson/paths.ts'
import { type Doc, isDoc, setField } from '../bson/values.ts'
import { failedToParse, MongoError } from '../errors.ts'
import { compileExpression } from '../expression/expression.ts'
import type { CompilePipeline, Stage } from './stage.ts'

/** Compile `$lookup`, by equal fields, by a pipeline of its own, or by both. */
export function lookup(spec: unknown, compilePipeline: CompilePipeline): Stage {
  if (!isDoc(spec)) throw failedToParse('the $lookup specification must be an object')
  const { from, as, localField, foreignField, let: bindings, pipeline, ...rest } = spec
  const [unknown] = Object.keys(rest)
  if (unknown) throw failedToParse(`unknown argument to $lookup: ${unknown}`)
  if (typeof from !== 'string' || typeof as !== 'string')
    throw failedToParse("$lookup needs 'from' and 'as', both texts")
  if (as.includes('.')) throw new MongoError(115, "a dotted 'as' of $lookup is not supported by this server")
  if ((localField === undefined) !== (foreignField === undefined) || (!localField && !pipeline)) {
    throw failedToParse('$lookup requires both or neither of localField and foreignField, or a pipeline')
  }
  for (const path of [localField, foreignField]) {
    if (path !== undefined && typeof path !== 'string') throw failedToParse('the fields of $lookup must be strings')
  }
  const vars = Object.entries((bindings ?? {}) as Doc).map(([name, value]) => [name, compileExpression(value)] as const)
  const inner = pipeline === undefined ? undefined : compilePipeline(pipeline)
  return function* (documents, scope) {
    const others = [...scope.find(from, {})]
    const join = localField === undefined ? undefined : joinOn(String(localField), String(foreignField), others)
    for (const root of documents) {
      const environment = { root, variables: scope.variables }
      const joined = join ? join(root) : others
      const bound = Object.fromEntries(vars.map(([name, value]) => [name, value(environment)]))
      const variables = { ...scope.variables, ...bound }
      const found = inner ? [...inner(joined, { ...scope, variables })] : joined
      const result = { ...root }
      setField(result, as, found)
      yield result
    }
  }
}

/** A look-up by hash: equal values, elements of arrays included, and null together with missing. */
function joinOn(localField: string, foreignField: string, others: Doc[]): (document: Doc) => Doc[] {
  const places = new Map<string, Set<number>>()
  for (const [place, other] of others.entries()) {
    for (const key of keysAt(other, foreignField)) {
      const set = places.get(key) ?? new Set()
      places.set(key, set.add(place))
    }
  }
  return (document) => {
    const found = new Set([...keysAt(document, localField)].flatMap((key) => [...(places.get(key) ?? [])]))
    return [...found].sort((a, b) => a - b).map((place) => others[place] as Doc)
  }
}

function keysAt(document: Doc, path: string): Set<string> {
  if (path.startsWith('$')) throw new MongoError(16410, `FieldPath field names may not start with '$': ${path}`)
  const values = reach(document, splitPath(path)).flatMap(({ value }) =>
    Array.isArray(value) ? [value, ...value] : [value],
  )
  return new Set((values.length === 0 ? [null] : values).map((value) => equalityKey(value ?? null)))
}
