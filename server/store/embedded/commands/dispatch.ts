import type { Doc } from '../bson/values.ts'
import { truthy } from '../bson/values.ts'
import { Cursors } from '../engine/cursors.ts'
import { DirectView } from '../engine/direct-view.ts'
import type { Engine } from '../engine/engine.ts'
import { type Session, Sessions } from '../engine/sessions.ts'
import { MongoError } from '../errors.ts'
import type { Context, Reply } from './context.ts'
import { checkFields } from './fields.ts'
import { sessionId, transactionNumber } from './sessions.ts'
import { COMMANDS, type CommandEntry, FINISHING } from './table.ts'
import { timeLimitOf } from './time-limit.ts'

const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify', 'findandmodify'])

/** Runs commands against an engine; every failure becomes a reply. */
export class Dispatcher {
  readonly #engine: Engine
  readonly #address: string
  readonly #sessions: Sessions
  readonly #cursors: Cursors = new Cursors()
  readonly #clock: () => number

  /** @param clock milliseconds since any moment, for time limits; unlike the time of day it must never jump */
  constructor(engine: Engine, address: string, clock = () => performance.now()) {
    this.#engine = engine
    this.#address = address
    this.#sessions = new Sessions(engine)
    this.#clock = clock
  }

  /** Answer one command document. */
  async run(body: Doc): Promise<Reply> {
    try {
      return { ...(await this.#run(body, this.#clock())), ok: 1 }
    } catch (error) {
      return asMongoError(error).toReply()
    }
  }

  /** Give up what clients left lying about. */
  expire(): void {
    const now = this.#clock()
    this.#sessions.expire(now)
    this.#cursors.expire(now)
  }

  async #run(body: Doc, now: number): Promise<Reply> {
    const name = Object.keys(body)[0] ?? ''
    const entry = COMMANDS.get(name)
    if (!entry) throw new MongoError(59, `no such command: '${name}'`)
    const database = typeof body.$db === 'string' ? body.$db : 'admin'
    const id = sessionId(body.lsid)
    const session = id === undefined ? undefined : this.#sessions.get(id, now)
    const context: Context = {
      body,
      database,
      engine: this.#engine,
      view: new DirectView(this.#engine),
      cursors: this.#cursors,
      sessions: this.#sessions,
      session,
      transactional: false,
      limit: timeLimitOf(body),
      now,
      address: this.#address,
    }
    if (session && body.autocommit === false && !FINISHING.has(name)) {
      return this.#runInTransaction(name, entry, context, session)
    }
    if (session && body.txnNumber !== undefined && WRITES.has(name)) return runOnce(entry, context, session)
    return execute(entry, context)
  }

  /** Any failure inside a transaction ends it, as in MongoDB. */
  async #runInTransaction(name: string, entry: CommandEntry, context: Context, session: Session): Promise<Reply> {
    const number = transactionNumber(context.body)
    const starting = truthy(context.body.startTransaction)
    const view = starting ? this.#sessions.begin(session, number, context.now) : this.#sessions.current(session, number)
    try {
      if (!entry.transactional) {
        throw new MongoError(263, `Cannot run '${name}' in a multi-document transaction.`)
      }
      const reply = await execute(entry, { ...context, view, transactional: true })
      if (Object.hasOwn(reply, 'writeErrors')) this.#sessions.abort(session)
      return reply
    } catch (error) {
      this.#sessions.abort(session)
      throw error
    }
  }
}

async function execute(entry: CommandEntry, context: Context): Promise<Reply> {
  checkFields(Object.keys(context.body)[0] ?? '', context.body)
  return entry.run(context)
}

/** A retryable write that comes again, because its answer got lost, gets the first answer and is not done twice. */
function runOnce(entry: CommandEntry, context: Context, session: Session): Promise<Reply> {
  const number = transactionNumber(context.body)
  if (session.lastWrite?.number === number) return session.lastWrite.reply
  const reply = execute(entry, context)
  session.lastWrite = { number, reply }
  return reply
}

function asMongoError(error: unknown): MongoError {
  if (error instanceof MongoError) return error
  return new MongoError(8, `The store failed: ${error instanceof Error ? error.message : String(error)}`)
}
