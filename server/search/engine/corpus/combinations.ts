/** Lists of numbers that go together, each with a number of its own that is given out again once nobody uses it. */
export class Combinations {
  readonly #lists: number[][] = []
  readonly #uses: number[] = []
  readonly #numbers = new Map<string, number>()
  readonly #free: number[] = []

  /** One more than the highest number that was given out. */
  get size(): number {
    return this.#lists.length
  }

  at(number: number): readonly number[] {
    return this.#lists[number] as number[]
  }

  /** For each list whether this is one of its numbers. */
  having(one: number): boolean[] {
    return this.#lists.map((list) => list.includes(one))
  }

  /** The number of this list, for one more who uses it. */
  take(list: number[]): number {
    const key = list.join()
    const number = this.#numbers.get(key) ?? this.#free.pop() ?? this.#lists.length
    this.#numbers.set(key, number)
    this.#lists[number] = list
    this.#uses[number] = (this.#uses[number] ?? 0) + 1
    return number
  }

  /** One less uses it. */
  release(number: number): void {
    const uses = (this.#uses[number] as number) - 1
    this.#uses[number] = uses
    if (uses > 0) return
    this.#numbers.delete(this.at(number).join())
    this.#free.push(number)
  }
}
