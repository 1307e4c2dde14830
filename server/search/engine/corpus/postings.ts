import { Overlay } from './overlay.ts'
import { bytesOf, bytesOfNumbers, type SnapshotReader } from './snapshot.ts'

/** Sorted out for good: the postings of each key, one after the other. */
interface Base {
  starts: Uint32Array
  places: Uint32Array
  frequencies: Uint16Array
}

const empty: Base = { starts: new Uint32Array(1), places: new Uint32Array(), frequencies: new Uint16Array() }

/** Frequencies are kept in 16 bits; no text says a word more often than this, and the weight would hardly grow. */
const MOST = 0xffff

/** Postings that are looked at before a compaction lets others have a turn. */
const STEP = 200_000

/** Where each key stands, and how often: a base that does not change, and over it what was added since. */
export class Postings {
  #base = empty
  #added = new Overlay()

  add(key: number, place: number, frequency: number): void {
    this.#added.add(key, place, Math.min(frequency, MOST))
  }

  visit(key: number, see: (place: number, frequency: number) => void): void {
    const { starts, places, frequencies } = this.#base
    const end = starts[key + 1] ?? 0
    for (let i = starts[key] ?? end; i < end; i++) see(places[i] as number, frequencies[i] as number)
    this.#added.visit(key, see)
  }

  /** The places of a key, those of the base and those that were added. */
  placesOf(key: number): Array<ArrayLike<number>> {
    const { starts, places } = this.#base
    const added: number[] = []
    this.#added.visit(key, (place) => added.push(place))
    return [places.subarray(starts[key] ?? places.length, starts[key + 1] ?? places.length), added]
  }

  /**
   * Makes a new base of the old one and of what was added, without the places that were `left`, in steps; the last step swaps it
   * in. Nothing may be added meanwhile.
   * @param keys all keys are below this
   */
  *compact(keys: number, left: ReadonlySet<number>): Generator<void> {
    const most = this.#base.places.length + this.#added.size
    const starts = new Uint32Array(keys + 1)
    const places = new Uint32Array(most)
    const frequencies = new Uint16Array(most)
    let end = 0
    let next = STEP
    for (let key = 0; key < keys; key++) {
      this.visit(key, (place, frequency) => {
        if (left.has(place)) return
        places[end] = place
        frequencies[end++] = frequency
      })
      starts[key + 1] = end
      if (end < next) continue
      next = end + STEP
      yield
    }
    this.#base = { starts, places: places.slice(0, end), frequencies: frequencies.slice(0, end) }
    this.#added = new Overlay()
  }

  /** What `load` needs to have these keys, in their order. @param moved the new place of each place; others are left out */
  *dump(keys: Iterable<number>, moved: ReadonlyMap<number, number>): Generator<Uint8Array> {
    const starts = [0]
    const places: number[] = []
    const frequencies: number[] = []
    for (const key of keys) {
      this.visit(key, (place, frequency) => {
        const at = moved.get(place)
        if (at === undefined) return
        places.push(at)
        frequencies.push(frequency)
      })
      starts.push(places.length)
    }
    yield bytesOfNumbers(starts)
    yield bytesOfNumbers(places)
    yield bytesOf(Uint16Array.from(frequencies))
  }

  load(from: SnapshotReader): void {
    this.#base = { starts: from.numbers(), places: from.numbers(), frequencies: from.smallNumbers() }
  }
}
