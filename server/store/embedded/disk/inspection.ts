import { deserialize, EJSON } from 'bson'
import { unchecked, unseal } from './checksums.ts'
import { readKey } from './entries.ts'
import { RunningTotals, type Totals } from './totals.ts'

/** Looks at every stored entry, in the order of the keys, and notes in words what is damaged or missing. */
export class Inspection {
  readonly damage: string[] = []
  /** What the entries come to that were accepted. */
  readonly totals: RunningTotals = new RunningTotals()
  readonly #namespaces: Map<number, string> = new Map()
  /** Collections with documents that come without a description. */
  readonly #unknown: Set<number> = new Set()

  /** The entries that are what was written, with their contents. */
  accept(stored: [Buffer, Uint8Array][]): [Buffer, Uint8Array][] {
    return stored.flatMap(([key, bytes]) => {
      const content = this.#contentOf(key, bytes)
      return content ? [[key, content]] : []
    })
  }

  /**
   * Hold the entries against the totals of the last batch that can be read, and those of the last time the store closed.
   * Damaged entries explain a difference; without any, batches were lost.
   */
  compare(last: Totals | undefined, atClose: Totals | undefined): void {
    if (!last) {
      this.damage.push('the totals cannot be read, so that nothing tells whether all entries are there')
      return
    }
    this.totals.batches = last.batches
    const found = this.totals.now()
    if (this.damage.length === 0 && (found.entries !== last.entries || found.checksum !== last.checksum)) {
      this.damage.push(`batches are missing: ${last.entries} entries were written, ${found.entries} found`)
    }
    if (this.damage.length === 0) {
      this.damage.push(
        ...[...this.#unknown].map((number) => `the description of collection number ${number} is missing`),
      )
    }
    if (atClose && last.batches < atClose.batches) {
      this.damage.push(`batches are missing: ${atClose.batches} were written, the last one found is ${last.batches}`)
    }
  }

  #contentOf(key: Buffer, stored: Uint8Array): Uint8Array | undefined {
    const { checksum, content } = unseal(key, stored)
    if (!content) {
      this.damage.push(this.#name(key, unchecked(stored)))
      return undefined
    }
    this.totals.put(key, checksum)
    const { collection, record } = readKey(key)
    if (record === undefined) this.#namespaces.set(collection, deserialize(content).namespace)
    else if (!this.#namespaces.has(collection)) this.#unknown.add(collection)
    return content
  }

  #name(key: Buffer, content: Uint8Array): string {
    const { collection, record } = readKey(key)
    const namespace = this.#namespaces.get(collection) ?? `collection number ${collection}`
    if (record === undefined) return `the description of ${namespace}`
    return `document number ${record} of ${namespace}, with _id ${readableId(content)}`
  }
}

function readableId(content: Uint8Array): string {
  try {
    return EJSON.stringify(deserialize(content)._id) ?? 'unknown'
  } catch {
    return 'unreadable'
  }
}
