import { mayRead } from '../../../access/visibility.ts'
import type { SearchDocument, SearchReader } from '../types.ts'
import type { Counts } from './counts.ts'
import { Readable } from './readable.ts'

const mostRemembered = 50
const NOBODY = -1

/** Somebody with no more rights than all who are signed in. */
export const anybody: SearchReader = { role: 'reader', units: [] }

/** Who may read the documents at which place. Documents with the same readers share a class, so that a rule is asked once per class. */
export class Readership {
  readonly #numbers = new Map<string, number>()
  readonly #readers: Array<SearchDocument['readers']> = []
  readonly #classes: number[] = []
  readonly #remembered = new Map<string, ReadonlyMap<Counts, number>>()

  /** The readers of each class. */
  get readers(): ReadonlyArray<SearchDocument['readers']> {
    return this.#readers
  }

  /** The number of the class with these readers. */
  classOf(readers: SearchDocument['readers']): number {
    const key = JSON.stringify(readers)
    const number = this.#numbers.get(key) ?? this.#readers.length
    if (number === this.#readers.length) this.#readers.push(readers)
    this.#numbers.set(key, number)
    return number
  }

  enter(place: number, visibility: number): void {
    this.#classes[place] = visibility
    this.#remembered.clear()
  }

  leave(place: number): void {
    this.enter(place, NOBODY)
  }

  /** For each class whether `reader` may see it. */
  allowedTo(reader: SearchReader): boolean[] {
    return this.#readers.map((them) => mayRead(them, reader))
  }

  /**
   * What `reader` may see, without the documents at the places that are `withheld`.
   * @param countsIn the counts that the document at a place takes part in
   */
  readableBy(reader: SearchReader, withheld: number[], countsIn: (place: number) => Iterable<Counts>): Readable {
    const allowed = this.allowedTo(reader)
    const gone = withheld.filter((place) => allowed[this.#classes[place] ?? NOBODY])
    return new Readable(allowed, this.#classes, new Set(gone), this.#heldBy(gone, countsIn))
  }

  /** How many of the documents at `gone` each count holds; worked out once for all who miss the same, since a thousand take half a second. */
  #heldBy(gone: number[], countsIn: (place: number) => Iterable<Counts>): ReadonlyMap<Counts, number> {
    const key = gone.join()
    const held = this.#remembered.get(key) ?? total(gone.map(countsIn))
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
    this.#remembered.set(key, held)
    return held
  }
}

function total(all: Array<Iterable<Counts>>): Map<Counts, number> {
  const held = new Map<Counts, number>()
  for (const one of all) for (const counts of one) held.set(counts, (held.get(counts) ?? 0) + 1)
  return held
}
