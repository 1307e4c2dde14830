/** In how many documents something occurs, per visibility class, so that nobody learns of words only others may read. */
export class Counts {
  readonly #perClass: number[] = []
  #total = 0

  /** Number of documents, whoever may read them. */
  get total(): number {
    return this.#total
  }

  /** One document more of this class, or with -1 one less. */
  add(visibility: number, change: 1 | -1): void {
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
}
