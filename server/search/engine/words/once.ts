/** Tells of numbers whether one comes for the first time in a row. It uses the same list for every row, which a Set for each would cost dearly. */
export class Once {
  readonly #rows: number[] = []
  #row = 0

  /** A new row begins. */
  begin(): void {
    this.#row++
  }

  isNew(number: number): boolean {
    if (this.#rows[number] === this.#row) return false
    this.#rows[number] = this.#row
    return true
  }
}
