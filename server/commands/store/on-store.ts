import type { Config } from '../../config.ts'
import { joinStore, type Store } from '../../store/store.ts'
import { WrongUse } from '../command.ts'

/** Does `work` on the store of the settings, also while the product runs. */
export async function onStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await joinStore(config)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** @throws {WrongUse} on MongoDB, which has ways of its own */
export function mustBeEmbedded({ mongodbUri }: Config, instead: string): void {
  if (mongodbUri) throw new WrongUse(`MONGODB_URI is set, and this is for the embedded store. With MongoDB: ${instead}`)
}
