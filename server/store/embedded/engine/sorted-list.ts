const LARGEST_CHUNK = 512

/** Items in the order of a comparison, in chunks, so that adding to a long list moves few others. */
export class SortedList<T> {
  #chunks: T[][] = []
  readonly #order: (a: T, b: T) => number

  constructor(order: (a: T, b: T) => number) {
    this.#order = order
  }

  /** Replace the contents at once, which is much quicker than adding one by one. */
  fill(items: T[]): void {
    const sorted = items.sort(this.#order)
    this.#chunks = []
    for (let at = 0; at < sorted.length; at += LARGEST_CHUNK / 2) {
      this.#chunks.push(sorted.slice(at, at + LARGEST_CHUNK / 2))
    }
  }

  add(item: T): void {
    const place = this.#chunkFor((other) => this.#order(other, item))
    const chunk = this.#chunks[place]
    if (!chunk) {
      const last = this.#chunks.at(-1)
      if (last && last.length < LARGEST_CHUNK) last.push(item)
      else this.#chunks.push([item])
      return
    }
    chunk.splice(
      firstAtLeast(chunk, (other) => this.#order(other, item)),
      0,
      item,
    )
    if (chunk.length > LARGEST_CHUNK) this.#chunks.splice(place + 1, 0, chunk.splice(LARGEST_CHUNK / 2))
  }

  remove(item: T): void {
    const place = this.#chunkFor((other) => this.#order(other, item))
    const chunk = this.#chunks[place]
    if (!chunk) return
    const at = firstAtLeast(chunk, (other) => this.#order(other, item))
    const found = chunk[at]
    if (found === undefined || this.#order(found, item) !== 0) return
    chunk.splice(at, 1)
    if (chunk.length === 0) this.#chunks.splice(place, 1)
  }

  /**
   * The items for which `probe` is zero, where `probe` is negative for the items before them and positive after.
   * @param direction -1 to walk from the last to the first
   */
  *range(probe: (item: T) => number, direction: 1 | -1 = 1): Iterable<T> {
    if (direction === -1) return yield* this.#backwards(probe)
    for (let place = this.#chunkFor(probe); place < this.#chunks.length; place++) {
      const chunk = this.#chunks[place] as T[]
      for (let at = firstAtLeast(chunk, probe); at < chunk.length; at++) {
        if (probe(chunk[at] as T) > 0) return
        yield chunk[at] as T
      }
    }
  }

  *#backwards(probe: (item: T) => number): Iterable<T> {
    const after = (item: T) => (probe(item) > 0 ? 0 : -1)
    let place = this.#chunkFor(after)
    for (place = Math.min(place, this.#chunks.length - 1); place >= 0; place--) {
      const chunk = this.#chunks[place] as T[]
      for (let at = firstAtLeast(chunk, after) - 1; at >= 0; at--) {
        if (probe(chunk[at] as T) < 0) return
        yield chunk[at] as T
      }
    }
  }

  /** The first chunk whose last item is not before the probed place. */
  #chunkFor(probe: (item: T) => number): number {
    let [low, high] = [0, this.#chunks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (probe(this.#chunks[middle]?.at(-1) as T) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

function firstAtLeast<T>(chunk: T[], probe: (item: T) => number): number {
  let [low, high] = [0, chunk.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (probe(chunk[middle] as T) < 0) low = middle + 1
    else high = middle
  }
  return low
}
