import { type Doc, truthy } from '../bson/values.ts'
import { failedToParse } from '../errors.ts'
import { matchedPosition } from '../query/position.ts'
import { compileProjection } from '../query/projection.ts'
import { type Command, type Context, docOption, namespaceOf, type Reply, refuseOptions, whenFree } from './context.ts'
import { deleteDocuments } from './delete-documents.ts'
import { selectionOf } from './selection.ts'
import { targets } from './targets.ts'
import { carryOut, planUpdate, type UpdatePlan } from './update-documents.ts'

/** Change or remove one document and answer with it, as it was or, with `new`, as it became. */
export const findAndModify: Command = async (context) => {
  const { body, view } = context
  refuseOptions(body, ['collation'])
  const namespace = namespaceOf(context)
  const run = truthy(body.remove) ? findAndRemove : findAndUpdate
  return whenFree(context, () => run(context, namespace)).finally(() => view.settle())
}

function findAndRemove(context: Context, namespace: string): Reply {
  const { body, view } = context
  if (body.update !== undefined) throw failedToParse('Cannot specify both an update and remove=true')
  if (truthy(body.new))
    throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document")
  if (truthy(body.upsert)) throw failedToParse('Cannot specify both upsert=true and remove=true')
  const { variables, ...options } = choice(body)
  const selection = selectionOf(docOption(body, 'query'), { ...options, limit: 1 }, variables)
  const found = targets(context, namespace, selection)
  const value = shaped(context, found[0])
  deleteDocuments(view, namespace, found)
  return { lastErrorObject: { n: found.length }, value }
}

function findAndUpdate(context: Context, namespace: string): Reply {
  const { body, view } = context
  const { arrayFilters, update } = body
  if (update === undefined) throw failedToParse('Either an update or remove=true must be specified')
  const filter = docOption(body, 'query')
  const statement = {
    filter,
    update,
    arrayFilters,
    multi: false,
    upsert: truthy(body.upsert),
    ...choice(body),
    constants: docOption(body, 'let'),
  }
  const plan = planUpdate(context, namespace, statement)
  const value = shaped(context, truthy(body.new) ? resultOf(plan) : plan.changes[0]?.before)
  carryOut(view, namespace, plan)
  const lastErrorObject = {
    n: plan.changes.length || (plan.upserted ? 1 : 0),
    updatedExisting: plan.changes.length > 0,
    ...(plan.upserted ? { upserted: plan.upserted._id } : {}),
  }
  return { lastErrorObject, value }
}

function choice(body: Doc): { sort: Doc; hint: unknown; variables: Doc } {
  return { sort: docOption(body, 'sort'), hint: body.hint, variables: docOption(body, 'let') }
}

function resultOf({ changes, upserted }: UpdatePlan): Doc | undefined {
  return upserted ?? changes[0]?.after
}

function shaped({ body, limit }: Context, document: Doc | undefined): Doc | null {
  if (!document) return null
  const projection = docOption(body, 'fields')
  if (Object.keys(projection).length === 0) return document
  const shape = compileProjection(projection, 'find', matchedPosition(docOption(body, 'query')))
  return limit.run(() => shape(document))
}
