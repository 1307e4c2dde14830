import { serialize } from 'bson'
import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/values.ts'
import { recordId } from '../engine/table.ts'
import type { View } from '../engine/view.ts'
import { failedToParse } from '../errors.ts'
import { matchedPosition } from '../query/position.ts'
import { compileUpdate, upsertDocument } from '../update/update.ts'
import type { Context } from './context.ts'
import { checkId } from './ids.ts'
import { selectionOf } from './selection.ts'
import { targets } from './targets.ts'

export interface UpdateStatement {
  filter: Doc
  update: unknown
  arrayFilters: unknown
  multi: boolean
  upsert: boolean
  sort: Doc
  hint: unknown
  /** For expressions in the filter. */
  variables: Doc
  /** For expressions in an update that is a pipeline. */
  constants: Doc
}

/** What an update is going to do; `after` is the same object as `before` where nothing changes. */
export interface UpdatePlan {
  changes: { before: Doc; after: Doc }[]
  upserted: Doc | undefined
}

/**
 * Work out what an update does to the documents its filter finds, or what it inserts when it finds none and may.
 * Nothing is written yet, so whatever fails or takes too long here leaves the store as it was.
 */
export function planUpdate(context: Context, namespace: string, statement: UpdateStatement): UpdatePlan {
  const update = compileUpdate(statement.update, statement.arrayFilters, statement.constants)
  if (update.replaces && statement.multi)
    throw failedToParse('multi update is not supported for replacement-style update')
  const { filter, sort, hint, multi, variables } = statement
  const found = targets(context, namespace, selectionOf(filter, { sort, hint, limit: multi ? 0 : 1 }, variables))
  const position = matchedPosition(statement.filter)
  return context.limit.run(() => {
    if (found.length === 0 && statement.upsert) {
      const upserted = upsertDocument(statement.filter, update)
      checkId(upserted._id)
      return { changes: [], upserted }
    }
    const changes = found.map((before) => {
      const after = update.apply(before, position, false)
      return { before, after: sameBytes(before, after) ? before : after }
    })
    return { changes, upserted: undefined }
  })
}

/** Write what was planned. */
export function carryOut(view: View, namespace: string, { changes, upserted }: UpdatePlan): void {
  const documents = upserted ? [upserted] : changes.map(({ before }) => before)
  view.claim(namespace, documents.map(recordId))
  if (upserted) view.insert(namespace, upserted)
  for (const { before, after } of changes) if (after !== before) view.replace(namespace, before, after)
}

function sameBytes(before: Doc, after: Doc): boolean {
  return after === before || Buffer.compare(serialize(before), encode(after)) === 0
}
