import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checksumOf, seal, unseal } from './checksums.ts'
import { TOTALS_KEY } from './entries.ts'

/**
 * What all entries come to, stored with every batch. Each entry proves by its own checksum that it is whole;
 * the totals prove that none is missing and that none is an older one.
 */
export interface Totals {
  /** How many batches were ever written. */
  batches: number
  entries: number
  /** The checksums of all entries added up, modulo 2³². */
  checksum: number
}

/** Keeps the totals while entries come, change and go. */
export class RunningTotals {
  /** The number of the last batch. */
  batches = 0
  readonly #checksums: Map<string, number> = new Map()
  #sum = 0

  put(key: Buffer, checksum: number): void {
    const id = key.toString('latin1')
    this.#sum = (this.#sum - (this.#checksums.get(id) ?? 0) + checksum) >>> 0
    this.#checksums.set(id, checksum)
  }

  remove(key: Buffer): void {
    const id = key.toString('latin1')
    this.#sum = (this.#sum - (this.#checksums.get(id) ?? 0)) >>> 0
    this.#checksums.delete(id)
  }

  now(): Totals {
    return { batches: this.batches, entries: this.#checksums.size, checksum: this.#sum }
  }
}

/** The totals as they are stored: JSON, sealed like every entry. */
export function sealTotals(totals: Totals): Buffer {
  const content = Buffer.from(JSON.stringify(totals))
  return seal(content, checksumOf(TOTALS_KEY, content))
}

/** The stored totals; undefined when they are damaged or absent. */
export function unsealTotals(stored: Uint8Array | undefined): Totals | undefined {
  const content = stored && unseal(TOTALS_KEY, stored).content
  return content && JSON.parse(Buffer.from(content).toString())
}

const atClose = (directory: string) => join(directory, 'totals-at-close')

/** Leave the totals beside LevelDB's files: a later loss in these, even of the last batch, does not go with them. */
export async function writeTotalsAtClose(directory: string, totals: Totals): Promise<void> {
  await writeFile(atClose(directory), sealTotals(totals), { flush: true, mode: 0o600 })
}

/** The totals of the last time the store was closed; undefined when it never was, or when they are half written. */
export async function readTotalsAtClose(directory: string): Promise<Totals | undefined> {
  return unsealTotals(await readFile(atClose(directory)).catch(() => undefined))
}
