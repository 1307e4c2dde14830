import { compilePipeline } from '../aggregate/pipeline.ts'
import { equalityKey } from '../bson/compare.ts'
import { wholeNumber } from '../bson/numbers.ts'
import { reach, splitPath } from '../bson/paths.ts'
import { parseSort, sortDocuments } from '../bson/sort.ts'
import { type Doc, isDoc } from '../bson/values.ts'
import type { View } from '../engine/view.ts'
import { failedToParse, MongoError, typeMismatch } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { matchedPosition } from '../query/position.ts'
import { compileProjection } from '../query/projection.ts'
import { type Command, countOption, docOption, longOption, namespaceOf, refuseOptions } from './context.ts'

const UNSUPPORTED = ['collation', 'tailable', 'returnKey', 'showRecordId', 'min', 'max']

/** The documents a filter finds, in order, after skipping and up to a limit. */
function select(view: View, namespace: string, filter: Doc, options: Doc, variables: Doc): Iterable<Doc> {
  const fields = parseSort(docOption(options, 'sort'))
  const skip = countOption(options, 'skip') ?? 0
  const limit = Math.abs(wholeNumber(options.limit) ?? 0) || Number.POSITIVE_INFINITY
  const { documents, sorted } = view.find(namespace, filter, compileFilter(filter, variables), fields)
  const ordered = sorted || fields.length === 0 ? documents : sortDocuments(documents, fields, skip + limit)
  return page(ordered, skip, limit)
}

function page(documents: Iterable<Doc>, skip: number, limit: number): Doc[] {
  const result: Doc[] = []
  let place = 0
  for (const document of documents) {
    if (place++ < skip) continue
    result.push(document)
    if (result.length >= limit) break
  }
  return result
}

export const find: Command = (context) => {
  const { body, view, cursors } = context
  refuseOptions(body, UNSUPPORTED)
  const namespace = namespaceOf(context)
  const filter = docOption(body, 'filter')
  const variables = docOption(body, 'let')
  const projection = docOption(body, 'projection')
  const shape =
    Object.keys(projection).length === 0 ? undefined : compileProjection(projection, 'find', matchedPosition(filter))
  const found = select(view, namespace, filter, body, variables)
  const limit = wholeNumber(body.limit) ?? 0
  const documents = shape ? map(found, (document) => shape(document, variables)) : found
  return cursors.open(documents, {
    ...context,
    namespace,
    batchSize: countOption(body, 'batchSize'),
    single: body.singleBatch === true || limit < 0,
  })
}

function* map(documents: Iterable<Doc>, change: (document: Doc) => Doc): Iterable<Doc> {
  for (const document of documents) yield change(document)
}

export const getMore: Command = ({ body, cursors, now }) => {
  return cursors.next(longOption(body.getMore), countOption(body, 'batchSize'), now)
}

export const killCursors: Command = ({ body, cursors }) => {
  const ids = Array.isArray(body.cursors) ? body.cursors.map(longOption) : []
  const killed = ids.filter((id) => cursors.kill(id))
  const unknown = ids.filter((id) => !killed.includes(id))
  return { cursorsKilled: killed, cursorsNotFound: unknown, cursorsAlive: [], cursorsUnknown: [] }
}

export const count: Command = (context) => {
  const { body, view } = context
  refuseOptions(body, ['collation'])
  let n = 0
  for (const _ of select(view, namespaceOf(context), docOption(body, 'query'), body, {})) n++
  return { n }
}

export const distinct: Command = (context) => {
  const { body, view } = context
  refuseOptions(body, ['collation'])
  const { key } = body
  if (typeof key !== 'string') throw typeMismatch("BSON field 'distinct.key' is the wrong type, expected type 'string'")
  const values = new Map<string, unknown>()
  for (const document of select(view, namespaceOf(context), docOption(body, 'query'), {}, {})) {
    for (const { value } of reach(document, splitPath(key))) {
      for (const part of Array.isArray(value) ? value : [value]) {
        if (part !== undefined && !values.has(equalityKey(part))) values.set(equalityKey(part), part)
      }
    }
  }
  return { values: [...values.values()] }
}

export const aggregate: Command = (context) => {
  const { body, view, cursors } = context
  refuseOptions(body, ['collation', 'explain'])
  if (!isDoc(body.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
  const pipeline = Array.isArray(body.pipeline) ? body.pipeline : []
  const stage = compilePipeline(body.pipeline)
  const source = typeof body.aggregate === 'string' ? namespaceOf(context) : undefined
  if (!source)
    throw new MongoError(
      73,
      `Invalid namespace specified '${context.database}.$cmd.aggregate': a pipeline needs a collection`,
    )
  const variables = docOption(body, 'let')
  const scope = {
    variables,
    find: (name: string, filter: Doc) =>
      view.find(`${context.database}.${name}`, filter, compileFilter(filter), []).documents,
  }
  const documents = stage(leading(view, source, pipeline, variables), scope)
  const all = Array.isArray(documents) ? documents : [...documents]
  return cursors.open(all, { ...context, namespace: source, batchSize: countOption(body.cursor, 'batchSize') })
}

/** The documents that flow into a pipeline; a `$match` in front narrows them by index. */
function leading(view: View, namespace: string, pipeline: Doc[], variables: Doc): Iterable<Doc> {
  const filter = isDoc(pipeline[0]?.$match) ? pipeline[0].$match : {}
  return view.find(namespace, filter, compileFilter(filter, variables), []).documents
}

export const explain: Command = (context) => {
  const inner = docOption(context.body, 'explain')
  if (!Object.hasOwn(inner, 'find')) throw new MongoError(115, 'explain is supported for find only by this server')
  const namespace = namespaceOf({ ...context, body: inner })
  const filter = docOption(inner, 'filter')
  const { index, sorted } = context.view.find(
    namespace,
    filter,
    compileFilter(filter),
    parseSort(docOption(inner, 'sort')),
  )
  const access = index ? { stage: 'IXSCAN', indexName: index } : { stage: 'COLLSCAN' }
  return { queryPlanner: { namespace, winningPlan: sorted ? access : { stage: 'SORT', inputStage: access } } }
}
