import type { Readable } from '../readers/readable.ts'
import type { Word } from './vocabulary.ts'

/** More are kept than are wanted, so that they are not sorted at every one that comes. */
const SPARE = 50

interface Counted {
  word: Word
  count: number
}

const mostFirst = (a: Counted, b: Counted) => b.count - a.count || a.word.surface.length - b.word.surface.length

/** Of the words that come by, those that most readable documents have. */
export class MostFrequent {
  readonly #limit: number
  readonly #readable: Readable
  readonly #best: Counted[] = []
  #least = 0
  #looked = 0

  constructor(limit: number, readable: Readable) {
    this.#limit = limit
    this.#readable = readable
  }

  /** How many readable words came by. */
  get looked(): number {
    return this.#looked
  }

  take(word: Word): void {
    const count = this.#readable.count(word.seen)
    if (count > 0) this.#looked++
    if (count === 0 || count < this.#least) return
    this.#best.push({ word, count })
    if (this.#best.length < this.#limit + SPARE) return
    this.#best.sort(mostFirst).length = this.#limit
    this.#least = this.#best.at(-1)?.count ?? 0
  }

  /** The words kept, most frequent first. */
  words(): Word[] {
    return this.#best
      .sort(mostFirst)
      .slice(0, this.#limit)
      .map(({ word }) => word)
  }
}
