import { Binary } from 'bson'
import { type Doc, isDoc } from '../bson/values.ts'
import type { Session } from '../engine/sessions.ts'
import { MongoError } from '../errors.ts'
import { type Command, type Context, longOption } from './context.ts'

/** The id of a session as text; undefined when the command belongs to none. */
export function sessionId(lsid: unknown): string | undefined {
  if (!isDoc(lsid) || !(lsid.id instanceof Binary)) return undefined
  return Buffer.from(lsid.id.buffer.subarray(0, lsid.id.position)).toString('hex')
}

export const endSessions: Command = ({ body, sessions }) => {
  const ids = Array.isArray(body.endSessions) ? body.endSessions : []
  for (const lsid of ids) {
    const id = sessionId(lsid)
    if (id) sessions.end(id)
  }
  return {}
}

function inTransaction(context: Context): Session {
  if (context.session && context.body.autocommit === false) return context.session
  throw new MongoError(125, 'commitTransaction and abortTransaction must be run within a transaction')
}

export const commitTransaction: Command = async (context) => {
  await context.sessions.commit(inTransaction(context), transactionNumber(context.body))
  return {}
}

export const abortTransaction: Command = (context) => {
  const session = inTransaction(context)
  context.sessions.current(session, transactionNumber(context.body))
  context.sessions.abort(session)
  return {}
}

export function transactionNumber(body: Doc): bigint {
  return longOption(body.txnNumber).toBigInt()
}
