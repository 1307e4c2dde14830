/**
 * Everything that a corpus knows, as stretches of bytes in a fixed order: to be kept in a file, sent to another thread or to a
 * browser. Made by `Engine.dump` and taken in by `Engine.load`. It holds all texts, also those that few may read.
 */
export type Snapshot = Uint8Array[]

/** To be raised when stretches change in number, order or meaning; a snapshot with another number is not taken in. */
export const snapshotFormat = 3

/** Numbers as they are written: whole, from 0 to 2³²−1, or to 65,535. */
type Numbers = Uint32Array | Uint16Array

export const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength).slice()

export const bytesOfNumbers = (numbers: readonly number[]): Uint8Array => bytesOf(Uint32Array.from(numbers))

/** Anything that JSON can say, in UTF-8. */
export const bytesOfValue = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))

/** Gives what is in a snapshot, one stretch after the other, as it was written. */
export class SnapshotReader {
  readonly #stretches: Iterator<Uint8Array>

  constructor(snapshot: Iterable<Uint8Array>) {
    this.#stretches = snapshot[Symbol.iterator]()
  }

  numbers(): Uint32Array {
    return new Uint32Array(aligned(this.#next()))
  }

  smallNumbers(): Uint16Array {
    return new Uint16Array(aligned(this.#next()))
  }

  value<T>(): T {
    return JSON.parse(new TextDecoder().decode(this.#next())) as T
  }

  #next(): Uint8Array {
    const { value, done } = this.#stretches.next()
    if (done) throw new Error('This snapshot of search is not complete')
    return value
  }
}

/** The bytes by themselves, since numbers cannot begin in the middle of a word of memory. */
function aligned({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}
