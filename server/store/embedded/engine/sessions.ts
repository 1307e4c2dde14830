import { MongoError, TRANSIENT } from '../errors.ts'
import type { Engine } from './engine.ts'
import { Transaction } from './transaction.ts'

/** As MongoDB's `transactionLifetimeLimitSeconds` and `localLogicalSessionTimeoutMinutes`. */
const TRANSACTION_LIFETIME = 60_000
const SESSION_LIFETIME = 30 * 60_000

/** More sessions than this are not kept: the one that was not used for longest, and has no transaction, gives way. */
const MOST_SESSIONS = 10_000

type State = 'none' | 'open' | 'committed' | 'aborted'

/** What the server remembers of a client's session: its transaction and its last retryable write. */
export interface Session {
  state: State
  number: bigint
  transaction: Transaction | undefined
  began: number
  used: number
  lastWrite: { number: bigint; reply: Promise<Record<string, unknown>> } | undefined
  /** Resolves when the last commit is on disk; a repeated commit waits for it too. */
  committing: Promise<void>
}

export class Sessions {
  readonly #engine: Engine
  readonly #byId: Map<string, Session> = new Map()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  get(id: string, now: number): Session {
    const session = this.#byId.get(id) ?? this.#newSession()
    session.used = now
    this.#byId.delete(id)
    this.#byId.set(id, session)
    return session
  }

  #newSession(): Session {
    if (this.#byId.size < MOST_SESSIONS) return newSession()
    for (const [id, { state }] of this.#byId) {
      if (state === 'open') continue
      this.#byId.delete(id)
      return newSession()
    }
    throw new MongoError(261, 'Unable to add session because the number of active sessions is too high')
  }

  /** Begin a transaction; one that this session still has open is given up. */
  begin(session: Session, number: bigint, now: number): Transaction {
    if (number < session.number) {
      throw new MongoError(
        225,
        `Cannot start transaction ${number} on session because a newer transaction ${session.number} has already started.`,
      )
    }
    if (number === session.number && session.state !== 'none') {
      throw new MongoError(117, `Cannot start a transaction at given transaction number ${number}: it was already used`)
    }
    this.abort(session)
    const transaction = new Transaction(this.#engine)
    this.#engine.transactions.open.add(transaction)
    Object.assign(session, { state: 'open', number, transaction, began: now })
    return transaction
  }

  /** The open transaction of a session. */
  current(session: Session, number: bigint): Transaction {
    if (number === session.number && session.state === 'committed') {
      throw new MongoError(256, `Transaction ${number} has been committed.`)
    }
    const { transaction } = session
    if (number === session.number && session.state === 'open' && transaction) {
      if (this.#engine.transactions.open.has(transaction)) return transaction
      session.state = 'aborted'
    }
    const reason =
      session.state === 'aborted' && number === session.number ? 'has been aborted.' : 'is not in progress.'
    const message = `Given transaction number ${number} does not match any in-progress transactions: it ${reason}`
    throw new MongoError(251, message, {}, [TRANSIENT])
  }

  async commit(session: Session, number: bigint): Promise<void> {
    if (number === session.number && session.state === 'committed') return session.committing
    const transaction = this.current(session, number)
    try {
      session.committing = this.#engine.commit(transaction.apply())
      session.state = 'committed'
    } catch (error) {
      session.state = 'aborted'
      throw error
    } finally {
      session.transaction = undefined
      transaction.end()
    }
    return session.committing
  }

  abort(session: Session): void {
    if (session.state !== 'open') return
    session.state = 'aborted'
    session.transaction?.end()
    session.transaction = undefined
  }

  end(id: string): void {
    const session = this.#byId.get(id)
    if (session) this.abort(session)
    this.#byId.delete(id)
  }

  /** Give up transactions that stay open too long and forget sessions nobody uses. */
  expire(now: number): void {
    for (const [id, session] of this.#byId) {
      if (session.state === 'open' && now - session.began > TRANSACTION_LIFETIME) this.abort(session)
      if (now - session.used > SESSION_LIFETIME) this.end(id)
    }
  }
}

function newSession(): Session {
  return {
    state: 'none',
    number: -1n,
    transaction: undefined,
    began: 0,
    used: 0,
    lastWrite: undefined,
    committing: Promise.resolve(),
  }
}
