import type { Counts } from './counts.ts'

/** What one reader may see: the documents of some visibility classes, less those that were withheld after the index was built. */
export class Readable {
  readonly #allowed: readonly boolean[]
  readonly #classes: readonly number[]
  readonly #withheld: ReadonlySet<number>
  readonly #less: ReadonlyMap<Counts, number>

  /**
   * @param allowed for each visibility class whether this reader may see it
   * @param classes the visibility class of each document
   * @param withheld places of documents that this reader may not see, whatever their class
   * @param less how many of the withheld documents the counts of their classes still hold
   */
  constructor(
    allowed: readonly boolean[],
    classes: readonly number[],
    withheld: ReadonlySet<number>,
    less: ReadonlyMap<Counts, number>,
  ) {
    this.#allowed = allowed
    this.#classes = classes
    this.#withheld = withheld
    this.#less = less
  }

  has(document: number): boolean {
    return this.#allowed[this.#classes[document] ?? -1] === true && !this.#withheld.has(document)
  }

  /** Number of readable documents among those that were counted. */
  count(counts: Counts): number {
    return counts.in(this.#allowed) - (this.#less.get(counts) ?? 0)
  }
}
