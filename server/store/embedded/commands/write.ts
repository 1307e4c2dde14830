import { ObjectId } from 'bson'
import { describe } from '../bson/describe.ts'
import { wholeNumber } from '../bson/numbers.ts'
import { type Doc, field, truthy } from '../bson/values.ts'
import { recordId } from '../engine/table.ts'
import { failedToParse, MongoError, TIME_EXCEEDED, TRANSIENT } from '../errors.ts'
import { type Command, type Context, docOption, listOption, namespaceOf, refuseOptions, whenFree } from './context.ts'
import { deleteDocuments } from './delete-documents.ts'
import { checkFields } from './fields.ts'
import { checkId } from './ids.ts'
import { selectionOf } from './selection.ts'
import { targets } from './targets.ts'
import { carryOut, planUpdate, type UpdatePlan } from './update-documents.ts'

/** Run the statements of a write one by one; the first error ends an ordered batch. */
async function runStatements<S>(
  context: Context,
  statements: S[],
  run: (statement: S, index: number) => void,
): Promise<Doc> {
  const writeErrors: Doc[] = []
  const ordered = context.body.ordered !== false
  try {
    for (const [index, statement] of statements.entries()) {
      const error = await failureOf(context, () => run(statement, index))
      if (!error) continue
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details })
      if (ordered || context.transactional) break
    }
  } finally {
    await context.view.settle()
  }
  return writeErrors.length > 0 ? { writeErrors } : {}
}

/** The error of one statement. @throws what ends the whole command: conflicts, and a time that is over */
async function failureOf(context: Context, run: () => void): Promise<MongoError | undefined> {
  try {
    await whenFree(context, run)
    return undefined
  } catch (error) {
    const ends = !(error instanceof MongoError) || error.labels.includes(TRANSIENT) || error.code === TIME_EXCEEDED
    if (ends) throw error
    return error
  }
}

const MOST_STATEMENTS = 100_000

/** The documents or statements of a write. @throws MongoError 16 (InvalidLength) when there are none, or too many */
function batch(body: Doc, name: string): Doc[] {
  const statements = listOption(body, name)
  if (statements.length > 0 && statements.length <= MOST_STATEMENTS) return statements
  throw new MongoError(
    16,
    `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements.length} operations.`,
  )
}

/** The statements of an update or a delete, all of them checked before the first is done. */
function statements(body: Doc, command: string, name: string): Doc[] {
  const all = batch(body, name)
  for (const statement of all) checkFields(`${command}.${name}`, statement)
  return all
}

export const insert: Command = async (context) => {
  const namespace = namespaceOf(context)
  let n = 0
  const errors = await runStatements(context, batch(context.body, 'documents'), (document) => {
    const doc = prepare(document)
    context.view.claim(namespace, [recordId(doc)])
    context.view.insert(namespace, doc)
    n++
  })
  return { n, ...errors }
}

/** The document as it is stored: with an `_id`, in front. */
function prepare(document: Doc): Doc {
  const { _id = new ObjectId(), ...rest } = document
  checkId(_id)
  return Object.keys(document)[0] === '_id' ? document : { _id, ...rest }
}

export const update: Command = async (context) => {
  const namespace = namespaceOf(context)
  const variables = docOption(context.body, 'let')
  const total = { n: 0, nModified: 0 }
  const upserted: Doc[] = []
  const errors = await runStatements(context, statements(context.body, 'update', 'updates'), (statement, index) => {
    refuseOptions(statement, ['collation', 'sort'])
    const plan = planUpdate(context, namespace, {
      filter: docOption(statement, 'q'),
      update: field(statement, 'u'),
      arrayFilters: statement.arrayFilters,
      constants: { ...variables, ...docOption(statement, 'c') },
      multi: truthy(statement.multi),
      upsert: truthy(statement.upsert),
      sort: {},
      hint: statement.hint,
      variables,
    })
    carryOut(context.view, namespace, plan)
    count(total, upserted, plan, index)
  })
  return { ...total, ...(upserted.length > 0 ? { upserted } : {}), ...errors }
}

function count(total: { n: number; nModified: number }, upserted: Doc[], plan: UpdatePlan, index: number): void {
  total.n += plan.changes.length + (plan.upserted ? 1 : 0)
  total.nModified += plan.changes.filter(({ before, after }) => after !== before).length
  if (plan.upserted) upserted.push({ index, _id: plan.upserted._id })
}

/** How many documents a delete may take: 1, or 0 for all. */
function deleteLimit(limit: unknown): number {
  const count = wholeNumber(limit)
  if (count === 0 || count === 1) return count
  throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${describe(limit)}`)
}

export const deleteCommand: Command = async (context) => {
  const namespace = namespaceOf(context)
  const variables = docOption(context.body, 'let')
  const deletes = statements(context.body, 'delete', 'deletes')
  const limits = deletes.map(({ limit }) => deleteLimit(limit))
  let n = 0
  const errors = await runStatements(context, deletes, (statement, index) => {
    refuseOptions(statement, ['collation'])
    const { hint } = statement
    const limit = limits[index]
    const found = targets(context, namespace, selectionOf(docOption(statement, 'q'), { limit, hint }, variables))
    deleteDocuments(context.view, namespace, found)
    n += found.length
  })
  return { n, ...errors }
}
