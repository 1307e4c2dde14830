import { randomUUID } from 'node:crypto'
import { openStore, type Store } from '../../server/store/store.ts'
import { temporaryFolder } from './folders.ts'

/** A fresh database on the server of `MONGODB_URI`, or undefined when the tests run on the embedded store. */
export function ownDatabase(): string | undefined {
  if (!process.env.MONGODB_URI) return undefined
  const address = new URL(process.env.MONGODB_URI)
  address.pathname = `/kenniskompas-test-${randomUUID()}`
  return address.href
}

/** An empty store. */
export const aStore = async (): Promise<Store> => openStore({ mongodbUri: ownDatabase(), dataFolder: await temporaryFolder() })
