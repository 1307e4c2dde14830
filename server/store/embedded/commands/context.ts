import { Long } from 'bson'
import { approximate, wholeNumber } from '../bson/numbers.ts'
import { type Doc, isDoc, isNumeric, typeName } from '../bson/values.ts'
import type { Cursors } from '../engine/cursors.ts'
import type { Engine } from '../engine/engine.ts'
import type { Session, Sessions } from '../engine/sessions.ts'
import type { TimeLimit } from '../engine/time-limit.ts'
import { Busy, type View } from '../engine/view.ts'
import { badValue, MongoError, typeMismatch } from '../errors.ts'

/** Everything a command may need: what the client sent, and the parts of the server. */
export interface Context {
  body: Doc
  database: string
  engine: Engine
  view: View
  cursors: Cursors
  sessions: Sessions
  session: Session | undefined
  /** Whether `view` is a transaction. */
  transactional: boolean
  limit: TimeLimit
  /** Milliseconds by a clock that never jumps; not the time of day. */
  now: number
  address: string
}

export type Reply = Doc
export type Command = (context: Context) => Reply | Promise<Reply>

/** The namespace a command names in its first field. */
export function namespaceOf(context: Pick<Context, 'body' | 'database'>): string {
  const [name] = Object.values(context.body)
  if (typeof name !== 'string') throw badValue(`collection name has invalid type ${typeName(name)}`)
  if (name === '') throw new MongoError(73, `Invalid namespace specified '${context.database}.'`)
  return `${context.database}.${name}`
}

export function docOption(body: Doc, name: string): Doc {
  const value = body[name]
  if (value === undefined || value === null) return {}
  if (isDoc(value)) return value
  throw typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value)}', expected type 'object'`)
}

/** A list of documents. */
export function listOption(body: Doc, name: string): Doc[] {
  const value = body[name]
  if (!Array.isArray(value)) {
    throw typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value)}', expected type 'array'`)
  }
  const other = value.findIndex((one) => !isDoc(one))
  if (other < 0) return value
  const type = typeName(value[other])
  throw typeMismatch(`BSON field '${name}.${other}' is the wrong type '${type}', expected type 'object'`)
}

/** A whole number that is not negative; undefined when left out. */
export function countOption(body: Doc, name: string): number | undefined {
  const value = body[name]
  if (value === undefined || value === null) return undefined
  if (!isNumeric(value)) {
    throw typeMismatch(
      `BSON field '${name}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
    )
  }
  const whole = wholeNumber(value) ?? Math.trunc(approximate(value))
  if (whole >= 0) return whole
  throw new MongoError(51024, `BSON field '${name}' value must be >= 0, actual value '${whole}'`)
}

/** @throws MongoError 115 for options that would change the answer and that this server does not have */
export function refuseOptions(body: Doc, names: string[]): void {
  for (const name of names) {
    const value = body[name]
    if (value === undefined || value === null || value === false) continue
    if (name === 'collation' && isDoc(value) && (value.locale === 'simple' || Object.keys(value).length === 0)) continue
    throw new MongoError(115, `The option '${name}' is not supported by this server`)
  }
}

/** Try a write; when a transaction holds one of its documents, wait until that is over and try again. */
export async function whenFree<T>({ limit }: Context, attempt: () => T): Promise<T> {
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (!(error instanceof Busy)) throw error
      await limit.wait(error.over)
    }
  }
}

export function longOption(value: unknown): Long {
  if (value instanceof Long) return value
  return Long.fromNumber(isNumeric(value) ? approximate(value) : 0)
}
