import { type Doc, truthy } from '../bson/values.ts'
import { failedToParse } from '../errors.ts'
import { matchedPosition } from '../query/position.ts'
import { compileProjection } from '../query/projection.ts'
import { type Command, docOption, namespaceOf, refuseOptions, whenFree } from './context.ts'
import { deleteDocuments } from './delete-documents.ts'
import { applyUpdate } from './update-documents.ts'

/** Change or remove one document and answer with it, as it was or, with `new`, as it became. */
export const findAndModify: Command = async (context) => {
  const { body, view } = context
  refuseOptions(body, ['collation'])
  const namespace = namespaceOf(context)
  const filter = docOption(body, 'query')
  const options = { sort: docOption(body, 'sort'), variables: docOption(body, 'let') }
  if (truthy(body.remove)) {
    if (body.update !== undefined) throw failedToParse('Cannot specify both an update and remove=true')
    if (truthy(body.new))
      throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document")
    const [removed] = await whenFree(() => deleteDocuments(view, namespace, filter, { limit: 1, ...options }))
    await view.settle()
    return { lastErrorObject: { n: removed ? 1 : 0 }, value: shaped(body, filter, removed) }
  }
  if (body.update === undefined) throw failedToParse('Either an update or remove=true must be specified')
  const { arrayFilters, update } = body
  const statement = { filter, update, arrayFilters, multi: false, upsert: truthy(body.upsert), ...options }
  const result = await whenFree(() => applyUpdate(view, namespace, statement))
  await view.settle()
  const lastErrorObject = {
    n: result.matched || (result.upserted ? 1 : 0),
    updatedExisting: result.matched > 0,
    ...(result.upserted ? { upserted: result.upserted._id } : {}),
  }
  return { lastErrorObject, value: shaped(body, filter, truthy(body.new) ? result.after : result.before) }
}

function shaped(body: Doc, filter: Doc, document: Doc | undefined): Doc | null {
  if (!document) return null
  const projection = docOption(body, 'fields')
  if (Object.keys(projection).length === 0) return document
  return compileProjection(projection, 'find', matchedPosition(filter))(document)
}
