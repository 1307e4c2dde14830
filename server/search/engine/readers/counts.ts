/** In how many documents something occurs, per visibility class, so that nobody learns of words only others may read. */
export class Counts {
  readonly #perClass: number[] = []
  #total = 0

  /** Number of documents, whoever may read them. */
  get total(): number {
    return this.#total
  }

  /** So many documents more of this class, or with a number below 0 less. */
  add(visibility: number, change: number): void {
    while (this.#perClass.length <= visibility) this.#perClass.push(0)
    this.#perClass[visibility] = (this.#perClass[visibility] as number) + change
    this.#total += change
  }

  /** Number of documents in the classes that are `allowed`. */
  in(allowed: readonly boolean[]): number {
    let sum = 0
    for (let i = 0; i < this.#perClass.length; i++) if (allowed[i]) sum += this.#perClass[i] as number
    return sum
  }

  /** As numbers: how many classes there are, and the documents of each. */
  *numbers(): Generator<number> {
    yield this.#perClass.length
    yield* this.#perClass
  }

  /** Takes over what `numbers` gave. */
  take(numbers: Iterator<number>): void {
    const classes = numbers.next().value as number
    for (let i = 0; i < classes; i++) this.add(i, numbers.next().value as number)
  }
}
