import { createHmac, randomBytes } from 'node:crypto'
import { addDays } from '../days.ts'

/**
 * Sees to it that one person counts once in so many days for the same thing, so that nobody alone makes a question a common one. What it
 * remembers is in memory only, and is unreadable without a key that is nowhere else: it is gone when the process ends.
 */
export class CountedOnce {
  readonly #key = randomBytes(32)
  /** Mark → the day it was set, the oldest first. */
  readonly #marks = new Map<string, string>()
  readonly #most: number

  constructor(most = 100_000) {
    this.#most = most
  }

  isFirst(person: string, what: string, day: string, days: number): boolean {
    const mark = createHmac('sha256', this.#key)
      .update(JSON.stringify([person, what]))
      .digest('base64')
    if ((this.#marks.get(mark) ?? '') > addDays(day, -days)) return false
    this.#marks.delete(mark)
    this.#marks.set(mark, day)
    const [oldest] = this.#marks.keys()
    if (this.#marks.size > this.#most && oldest !== undefined) this.#marks.delete(oldest)
    return true
  }
}
