import { equalityKey } from '../bson/compare.ts'
import { wholeNumber } from '../bson/numbers.ts'
import { reach, splitPath } from '../bson/paths.ts'
import type { Doc } from '../bson/values.ts'
import { typeMismatch } from '../errors.ts'
import { matchedPosition } from '../query/position.ts'
import { compileProjection } from '../query/projection.ts'
import { type Command, countOption, docOption, longOption, namespaceOf, refuseOptions } from './context.ts'
import { selected, selectionOf } from './selection.ts'

const UNSUPPORTED = ['collation', 'tailable', 'returnKey', 'showRecordId', 'min', 'max']

export const find: Command = (context) => {
  const { body, view, cursors } = context
  refuseOptions(body, UNSUPPORTED)
  const namespace = namespaceOf(context)
  const filter = docOption(body, 'filter')
  const variables = docOption(body, 'let')
  const projection = docOption(body, 'projection')
  const shape =
    Object.keys(projection).length === 0 ? undefined : compileProjection(projection, 'find', matchedPosition(filter))
  const selection = selectionOf(filter, body, variables)
  const found = selected(view.find(namespace, selection.query), selection)
  const documents = shape ? map(found, (document) => shape(document, variables)) : found
  return cursors.open(documents, {
    ...context,
    namespace,
    batchSize: countOption(body, 'batchSize'),
    single: body.singleBatch === true,
  })
}

function* map(documents: Iterable<Doc>, change: (document: Doc) => Doc): Iterable<Doc> {
  for (const document of documents) yield change(document)
}

export const getMore: Command = ({ body, database, cursors, now }) => {
  const namespace = `${database}.${body.collection}`
  return cursors.next(longOption(body.getMore), namespace, countOption(body, 'batchSize'), now)
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
  const selection = selectionOf(
    docOption(body, 'query'),
    { ...body, limit: Math.abs(wholeNumber(body.limit) ?? 0) },
    {},
  )
  return { n: selected(view.find(namespaceOf(context), selection.query), selection).length }
}

export const distinct: Command = (context) => {
  const { body, view } = context
  refuseOptions(body, ['collation'])
  const { key } = body
  if (typeof key !== 'string') throw typeMismatch("BSON field 'distinct.key' is the wrong type, expected type 'string'")
  const values = new Map<string, unknown>()
  const { query } = selectionOf(docOption(body, 'query'), { hint: body.hint }, {})
  for (const document of view.find(namespaceOf(context), query).documents) {
    for (const { value } of reach(document, splitPath(key))) {
      for (const part of Array.isArray(value) ? value : [value]) {
        if (part !== undefined && !values.has(equalityKey(part))) values.set(equalityKey(part), part)
      }
    }
  }
  return { values: [...values.values()] }
}
