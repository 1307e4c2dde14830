import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { shared } from '../support/closing.ts'
import { temporaryFolder } from '../support/folders.ts'

const embeddedStore = shared(
  async () => startEmbeddedStore(await temporaryFolder()),
  (store) => store.close(),
)

/** The MongoDB server to test against: the one of MONGODB_URI, or one embedded store for all who ask. */
export const serverUri = async (): Promise<string> => process.env.MONGODB_URI ?? (await embeddedStore()).uri

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
