/** Counts in how many rows each number stands. It goes on with the same lists, since a Set for each row would cost dearly. */
export class Tally {
  readonly #lastRow: number[] = []
  readonly #counts: number[] = []
  #seen: number[] = []
  #row = 0

  /** A new row begins. */
  begin(): void {
    this.#row++
  }

  add(number: number): void {
    if (this.#lastRow[number] === this.#row) return
    this.#lastRow[number] = this.#row
    const count = this.#counts[number] ?? 0
    if (count === 0) this.#seen.push(number)
    this.#counts[number] = count + 1
  }

  /** Each number with its rows since the last time that this was asked. */
  take(): Array<[number: number, rows: number]> {
    const taken = this.#seen.map((number): [number, number] => [number, this.#counts[number] as number])
    for (const number of this.#seen) this.#counts[number] = 0
    this.#seen = []
    return taken
  }
}
