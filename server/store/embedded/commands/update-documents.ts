import { serialize } from 'bson'
import { parseSort, sortDocuments } from '../bson/sort.ts'
import type { Doc } from '../bson/values.ts'
import { recordId } from '../engine/table.ts'
import type { View } from '../engine/view.ts'
import { failedToParse } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import { matchedPosition } from '../query/position.ts'
import { compileUpdate, upsertDocument } from '../update/update.ts'
import { checkId } from './ids.ts'

export interface UpdateStatement {
  filter: Doc
  update: unknown
  arrayFilters: unknown
  multi: boolean
  upsert: boolean
  sort: Doc
  variables: Doc
}

export interface UpdateResult {
  matched: number
  modified: number
  upserted: Doc | undefined
  /** The last document before and after its change. */
  before: Doc | undefined
  after: Doc | undefined
}

/** The documents a write concerns: all that match, or the first in order. */
export function targets(
  view: View,
  namespace: string,
  filter: Doc,
  options: { one: boolean; sort: Doc; variables: Doc },
): Doc[] {
  const fields = parseSort(options.sort)
  const { documents, sorted } = view.find(namespace, filter, compileFilter(filter, options.variables), fields)
  if (!options.one) return [...documents]
  const ordered = sorted || fields.length === 0 ? documents : sortDocuments(documents, fields, 1)
  for (const document of ordered) return [document]
  return []
}

/** Update the documents a statement finds, or insert one when it finds none and asks for that. */
export function applyUpdate(view: View, namespace: string, statement: UpdateStatement): UpdateResult {
  const update = compileUpdate(statement.update, statement.arrayFilters)
  if (update.replaces && statement.multi)
    throw failedToParse('multi update is not supported for replacement-style update')
  const found = targets(view, namespace, statement.filter, { one: !statement.multi, ...statement })
  const result: UpdateResult = { matched: 0, modified: 0, upserted: undefined, before: undefined, after: undefined }
  if (found.length === 0 && statement.upsert) {
    const doc = upsertDocument(statement.filter, update)
    checkId(doc._id)
    view.claim(namespace, [recordId(doc)])
    view.insert(namespace, doc)
    return { ...result, upserted: doc, after: doc }
  }
  view.claim(namespace, found.map(recordId))
  const position = matchedPosition(statement.filter)
  for (const before of found) {
    const after = update.apply(before, position, false)
    const changed = after !== before && !sameBytes(before, after)
    if (changed) view.replace(namespace, before, after)
    result.matched++
    if (changed) result.modified++
    Object.assign(result, { before, after: changed ? after : before })
  }
  return result
}

function sameBytes(a: Doc, b: Doc): boolean {
  return Buffer.compare(serialize(a), serialize(b)) === 0
}
