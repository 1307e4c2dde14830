import type { Change } from '../store/changes.ts'
import type { Asker } from './may.ts'
import { isOpen, mayRead, type Readers } from './visibility.ts'

/** Items that are looked up in one go while pages are being served. */
const atOnce = 500

/** What search must keep back: items that were hidden from somebody after its index was built. */
export class Withheld {
  readonly #readersOf: (ids: string[]) => Promise<Map<string, Readers>>
  readonly #changed = new Map<string, { change: number; readers: Readers }>()

  /** @param readersOf who may read items now, for their ids */
  constructor(readersOf: (ids: string[]) => Promise<Map<string, Readers>>) {
    this.#readersOf = readersOf
  }

  /** Looks up who may read what changed; what everyone may read need not be remembered. */
  async note(fresh: Change[]): Promise<void> {
    const items = fresh.filter(({ kind }) => kind === 'item')
    for (let at = 0; at < items.length; at += atOnce) await this.#noteItems(items.slice(at, at + atOnce))
  }

  async #noteItems(items: Change[]): Promise<void> {
    const found = await this.#readersOf(items.map(({ id }) => id))
    for (const { id, number } of items) {
      const readers = found.get(id) ?? []
      if (isOpen(readers)) this.#changed.delete(id)
      else this.#changed.set(id, { change: number, readers })
    }
  }

  /** Ids of the items that changed since the index was built and that `asker` may not read now. */
  from(asker: Asker): string[] {
    return [...this.#changed].filter(([, { readers }]) => !mayRead(readers, asker)).map(([id]) => id)
  }

  /** Forgets what the index now in use knows: every change up to this number. */
  indexKnows(number: number): void {
    for (const [id, { change }] of this.#changed) if (change <= number) this.#changed.delete(id)
  }
}
