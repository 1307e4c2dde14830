import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Document, MongoClient } from 'mongodb'
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
  let server: TestServer
  before(async () => {
    server = await startServer()
    result.client = await new MongoClient(server.uri).connect()
    result.collection = result.client.db(`bench-${process.pid}`).collection<Doc>('items')
  })
  beforeEach(() => result.collection.drop())
  after(async () => {
    await result.client.db(`bench-${process.pid}`).dropDatabase()
    await result.client.close()
    await server.stop()
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
