import { compilePipeline } from '../aggregate/pipeline.ts'
import { parseSort } from '../bson/sort.ts'
import { type Doc, isDoc } from '../bson/values.ts'
import type { Found, View } from '../engine/view.ts'
import { MongoError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { type Context, docOption, namespaceOf } from './context.ts'
import { hintOption } from './selection.ts'

/** A pipeline cut in two: what its collection can serve by itself, and the stages that are left. */
export interface OpenPipeline {
  namespace: string
  found: Found
  rest: Doc[]
  /** The documents that come out of the stages that are left. */
  run(): Doc[]
}

/** @throws MongoError for a pipeline that is wrong anywhere, before anything is read */
export function openPipeline({ body, database, view }: Context): OpenPipeline {
  compilePipeline(body.pipeline)
  if (typeof body.aggregate !== 'string') {
    throw new MongoError(73, `Invalid namespace specified '${database}.$cmd.aggregate': a pipeline needs a collection`)
  }
  const namespace = namespaceOf({ body, database })
  const variables = docOption(body, 'let')
  const { found, rest } = cut(view, namespace, body.pipeline as Doc[], hintOption(body.hint), variables)
  const find = (name: string, filter: Doc) =>
    view.find(`${database}.${name}`, { filter, matches: compileFilter(filter), sort: [], hint: undefined }).documents
  return { namespace, found, rest, run: () => [...compilePipeline(rest)(found.documents, { variables, find })] }
}

/** A `$match` in front becomes the filter, and a `$sort` after it is left out when an index has that order. */
function cut(view: View, namespace: string, pipeline: Doc[], hint: string | Doc | undefined, variables: Doc) {
  const filter = isDoc(pipeline[0]?.$match) ? pipeline[0].$match : undefined
  const rest = filter ? pipeline.slice(1) : pipeline
  const sort = isDoc(rest[0]?.$sort) ? parseSort(rest[0].$sort) : []
  const matches = compileFilter(filter ?? {}, variables)
  const found = view.find(namespace, { filter: filter ?? {}, matches, sort, hint })
  return { found, rest: found.sorted && sort.length > 0 ? rest.slice(1) : rest }
}
