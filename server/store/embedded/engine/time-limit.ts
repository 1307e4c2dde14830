import { createContext, Script } from 'node:vm'
import { MongoError, TIME_EXCEEDED } from '../errors.ts'

/** How long the patterns of one command may keep the store busy, in milliseconds. */
export const PATTERN_LIMIT = 1_000

const room = createContext({ work: undefined })
const script = new Script('work()')

/**
 * The time one client command may take, in milliseconds.
 * Only V8 can stop a regular expression that backtracks for ever, and only for scripts with a timeout, so bounded work
 * runs inside such a script. It costs about 0.1 ms, so work without a limit is simply called.
 */
export class TimeLimit {
  readonly #each: number
  #left: number
  #total: number

  /**
   * @param total `maxTimeMS`: for a command and all batches of its cursor together
   * @param each for the command and for every batch on its own
   */
  constructor(total = Number.POSITIVE_INFINITY, each = Number.POSITIVE_INFINITY) {
    this.#each = each
    this.#left = each
    this.#total = total
  }

  /** Begin the next batch. */
  renew(): void {
    this.#left = this.#each
  }

  /**
   * Do work that changes nothing, or that is begun anew when it was not finished. When the time is over it ends wherever it is, without its `finally` blocks.
   * @throws MongoError 50 (MaxTimeMSExpired) when the time is over
   */
  run<T>(work: () => T): T {
    const limit = Math.min(this.#left, this.#total)
    if (limit === Number.POSITIVE_INFINITY) return work()
    if (limit <= 0) throw timeExceeded()
    const began = performance.now()
    try {
      return within(limit, work)
    } finally {
      this.#spend(performance.now() - began)
    }
  }

  /**
   * Wait for somebody else, which keeps nobody busy and so counts for `total` only.
   * @throws MongoError 50 when the time is over before that
   */
  async wait(event: Promise<void>): Promise<void> {
    if (this.#total === Number.POSITIVE_INFINITY) return event
    const began = performance.now()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timeExceeded()), this.#total)
    })
    await Promise.race([event, late]).finally(() => clearTimeout(timer))
    this.#total -= performance.now() - began
  }

  #spend(elapsed: number): void {
    this.#left -= elapsed
    this.#total -= elapsed
  }
}

function within<T>(milliseconds: number, work: () => T): T {
  room.work = work
  try {
    return script.runInContext(room, { timeout: Math.ceil(milliseconds) })
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? timeExceeded() : error
  } finally {
    room.work = undefined
  }
}

function timeExceeded(): MongoError {
  return new MongoError(TIME_EXCEEDED, 'operation exceeded time limit')
}
