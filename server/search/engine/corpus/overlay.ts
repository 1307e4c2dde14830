/** Postings that were added since the last compaction, by key. Each knows the one before it with the same key, so that adding costs little. */
export class Overlay {
  #size = 0
  #places = new Uint32Array(1024)
  #frequencies = new Uint16Array(1024)
  /** By posting, the number of the one before it; numbers begin at 1. */
  #previous = new Uint32Array(1024)
  /** By key, the number of its last posting; 0 when there is none. */
  #last = new Uint32Array(1024)

  /** Number of postings. */
  get size(): number {
    return this.#size
  }

  add(key: number, place: number, frequency: number): void {
    if (this.#size === this.#places.length) this.#grow()
    if (key >= this.#last.length) this.#last = longer(this.#last, key + 1)
    this.#places[this.#size] = place
    this.#frequencies[this.#size] = frequency
    this.#previous[this.#size] = this.#last[key] as number
    this.#size++
    this.#last[key] = this.#size
  }

  /** Shows the postings of a key, the last one first. */
  visit(key: number, see: (place: number, frequency: number) => void): void {
    for (let at = this.#last[key] ?? 0; at > 0; at = this.#previous[at - 1] as number) {
      see(this.#places[at - 1] as number, this.#frequencies[at - 1] as number)
    }
  }

  #grow(): void {
    this.#places = longer(this.#places, 0)
    this.#previous = longer(this.#previous, 0)
    const frequencies = new Uint16Array(this.#places.length)
    frequencies.set(this.#frequencies)
    this.#frequencies = frequencies
  }
}

/** The same numbers with room for at least `length`, and for twice as many as before. */
function longer(numbers: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(Math.max(length, numbers.length * 2))
  copy.set(numbers)
  return copy
}
