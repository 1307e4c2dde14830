/** In how many documents something occurs, per visibility class, so that nobody learns of words only others may read. */
export class Counts {
  /** The class of all documents while there is but one, or their number in each: most words are in a few, and there are very many. */
  #classes: number | number[] = 0
  #total = 0

  /** Number of documents, whoever may read them. */
  get total(): number {
    return this.#total
  }

  /** So many documents more of this class, or with a number below 0 less. */
  add(visibility: number, change: number): void {
    const before = this.#total
    this.#total += change
    if (typeof this.#classes === 'number') {
      if (before === 0) this.#classes = visibility
      if (this.#classes === visibility) return
      const perClass: number[] = []
      perClass[this.#classes] = before
      this.#classes = perClass
    }
    this.#classes[visibility] = (this.#classes[visibility] ?? 0) + change
  }

  /** Number of documents in the classes that are `allowed`. */
  in(allowed: readonly boolean[]): number {
    const classes = this.#classes
    if (typeof classes === 'number') return allowed[classes] ? this.#total : 0
    let sum = 0
    for (let i = 0; i < classes.length; i++) if (allowed[i]) sum += classes[i] ?? 0
    return sum
  }

  /** As numbers: how many classes there are, and of each its number and its documents. */
  *numbers(): Generator<number> {
    const classes = this.#classes
    const counted =
      typeof classes === 'number' ? [[classes, this.#total]] : [...classes.entries()].filter(([, count]) => count)
    yield counted.length
    for (const one of counted) yield* one as number[]
  }

  /** Takes over what `numbers` gave. */
  take(numbers: Iterator<number>): void {
    const next = () => numbers.next().value as number
    for (let classes = next(); classes > 0; classes--) this.add(next(), next())
  }
}
