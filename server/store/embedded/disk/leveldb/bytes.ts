/** Reads LevelDB's numbers and strings one after another. @throws RangeError at the end of the bytes */
export class ByteReader {
  at: number
  readonly #bytes: Buffer

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  get done(): boolean {
    return this.at >= this.#bytes.length
  }

  /** A number of up to 53 bits, seven in each byte, the lowest first. */
  varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes.readUInt8(this.at++)
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  slice(length: number): Buffer {
    if (this.at + length > this.#bytes.length) throw new RangeError('beyond the end')
    this.at += length
    return this.#bytes.subarray(this.at - length, this.at)
  }
}
