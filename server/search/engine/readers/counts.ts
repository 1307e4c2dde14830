/** In how many documents something occurs, per visibility class, so that nobody learns of words only others may read. */
export class Counts {
  /** The class of all documents while there is but one: most words are in a few documents, and there are very many words. */
  #only = 0
  #perClass: number[] | undefined
  #total = 0

  /** Number of documents, whoever may read them. */
  get total(): number {
    return this.#total
  }

  /** So many documents more of this class, or with a number below 0 less. */
  add(visibility: number, change: number): void {
    const before = this.#total
    this.#total += change
    if (!this.#perClass) {
      if (before === 0) this.#only = visibility
      if (this.#only === visibility) return
      this.#perClass = []
      this.#perClass[this.#only] = before
    }
    this.#perClass[visibility] = (this.#perClass[visibility] ?? 0) + change
  }

  /** Number of documents in the classes that are `allowed`. */
  in(allowed: readonly boolean[]): number {
    if (!this.#perClass) return allowed[this.#only] ? this.#total : 0
    let sum = 0
    for (let i = 0; i < this.#perClass.length; i++) if (allowed[i]) sum += this.#perClass[i] ?? 0
    return sum
  }

  /** As numbers: how many classes there are, and of each its number and its documents. */
  *numbers(): Generator<number> {
    const counted = this.#perClass
      ? [...this.#perClass.entries()].filter(([, count]) => count)
      : [[this.#only, this.#total]]
    yield counted.length
    for (const one of counted) yield* one as number[]
  }

  /** Takes over what `numbers` gave. */
  take(numbers: Iterator<number>): void {
    const next = () => numbers.next().value as number
    for (let classes = next(); classes > 0; classes--) this.add(next(), next())
  }
}
