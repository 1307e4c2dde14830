import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'

/** A MongoDB server to test against: the one of MONGODB_URI, or an embedded store in a fresh directory. */
export interface TestServer {
  uri: string
  stop(): Promise<void>
}

export async function startServer(): Promise<TestServer> {
  const given = process.env.MONGODB_URI
  if (given) return { uri: given, stop: async () => {} }
  const directory = await freshDirectory()
  const store: EmbeddedStore = await startEmbeddedStore(directory)
  return {
    uri: store.uri,
    stop: async () => {
      await store.close()
      await rm(directory, { recursive: true })
    },
  }
}

export function freshDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'store-test-'))
}
