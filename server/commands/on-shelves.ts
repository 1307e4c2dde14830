import { type OpenShelves, openShelves } from '../shelves.ts'
import { joinStore } from '../store/store.ts'
import type { Given } from './command.ts'

/** Does `work` on everything that is kept, also while the product runs. */
export async function onShelves<T>({ config, plugins }: Given, work: (shelves: OpenShelves) => Promise<T>): Promise<T> {
  const store = await joinStore(config())
  try {
    return await work(await openShelves(store, await plugins()))
  } finally {
    await store.close()
  }
}
