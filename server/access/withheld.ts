import type { ChangeLog } from '../store/changes.ts'
import type { Asker } from './may.ts'
import { mayRead, type Readers } from './visibility.ts'

/** What search must keep back: items that were hidden from somebody after its index was built. */
export interface Withheld {
  /** Ids of items that changed since then and that `asker` may not read now. Asks the store for the latest change each time. */
  from(asker: Asker): Promise<string[]>
  /** Tells that the index now in use knows of every change up to this number. */
  indexKnows(change: number): void
}

/**
 * @param readersOf who may read items now, for their ids
 * @param from the last change that the first index knows of
 */
export function openWithheld(
  changes: Pick<ChangeLog, 'latest' | 'since'>,
  readersOf: (ids: string[]) => Promise<Map<string, Readers>>,
  from: number,
): Withheld {
  const changed = new Map<string, { change: number; readers: Readers }>()
  let seen = from
  let looking: Promise<void> | undefined

  async function look(latest: number): Promise<void> {
    const fresh = await changes.since(seen)
    const items = fresh.filter(({ kind }) => kind === 'item')
    const readers = await readersOf(items.map(({ id }) => id))
    for (const { id, number } of items) changed.set(id, { change: number, readers: readers.get(id) ?? [] })
    seen = Math.max(latest, fresh.at(-1)?.number ?? 0)
  }

  return {
    async from(asker) {
      const latest = await changes.latest()
      while (seen < latest) {
        looking ??= look(latest).finally(() => {
          looking = undefined
        })
        await looking
      }
      return [...changed].filter(([, { readers }]) => !mayRead(readers, asker)).map(([id]) => id)
    },

    indexKnows(known) {
      for (const [id, { change }] of changed) if (change <= known) changed.delete(id)
    },
  }
}
