import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'

let running: Promise<{ uri: string; stop(): Promise<void> }> | undefined

/** The MongoDB server to test against: the one of MONGODB_URI, or one embedded store for all tests. */
export async function serverUri(): Promise<string> {
  running ??= process.env.MONGODB_URI
    ? Promise.resolve({ uri: process.env.MONGODB_URI, stop: async () => {} })
    : startStore()
  return (await running).uri
}

async function startStore() {
  const directory = await freshDirectory()
  const store = await startEmbeddedStore(directory)
  const stop = async () => {
    await store.close()
    await rm(directory, { recursive: true })
  }
  return { uri: store.uri, stop }
}

after(async () => (await running)?.stop())

export function freshDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'store-test-'))
}

/** A collection on a test server, emptied before every test. */
export interface Bench {
  collection: Collection<Doc>
  client: MongoClient
}

/** Documents of any shape, with ids a test can name. */
export type Doc = Document & { _id: number }

/** Start a server for the tests of a `describe` block and give each an empty collection. */
export function bench(): Bench {
  const result = {} as Bench
  before(async () => {
    result.client = await new MongoClient(await serverUri()).connect()
    result.collection = result.client.db(`bench-${process.pid}`).collection<Doc>('items')
  })
  beforeEach(() => result.collection.drop())
  after(async () => {
    await result.client.db(`bench-${process.pid}`).dropDatabase()
    await result.client.close()
  })
  return result
}

/** The code of the error a promise ends in; undefined when it ends well. */
export async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error) => error.code ?? error,
  )
}
