import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { runningStoreUri, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { freshDirectory } from './harness.ts'

describe('The life of an embedded store', () => {
  let directory: string

  beforeEach(async () => {
    directory = await freshDirectory()
  })

  afterEach(() => rm(directory, { recursive: true }))

  async function using<T>(uri: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
    const client = await new MongoClient(uri).connect()
    return work(client).finally(() => client.close())
  }

  it('reopens with all its documents, in order, and with its indexes', async () => {
    const first = await startEmbeddedStore(directory)
    await using(first.uri, async (client) => {
      const items = client.db('test').collection('items')
      await items.createIndex({ name: 1 }, { unique: true })
      await items.insertMany([{ name: 'b' }, { name: 'a' }, { name: 'c' }])
      await items.deleteOne({ name: 'a' })
    })
    await first.close()
    const second = await startEmbeddedStore(directory)
    await using(second.uri, async (client) => {
      const items = client.db('test').collection('items')
      expect((await items.find().toArray()).map(({ name }) => name)).to.deep.equal(['b', 'c'])
      expect(await client.db('test').stats()).to.include({ collections: 1, objects: 2, indexes: 2 })
      expect(await items.insertOne({ name: 'b' }).catch((error) => error.code)).to.equal(11000)
    })
    await second.close()
  })

  it('tells other processes where it is while it runs', async () => {
    expect(await runningStoreUri(directory)).to.equal(null)
    const store = await startEmbeddedStore(directory)
    expect(await runningStoreUri(directory)).to.equal(store.uri)
    await store.close()
    expect(await runningStoreUri(directory)).to.equal(null)
  })

  it('refuses a directory that is in use, and names the process', async () => {
    const store = await startEmbeddedStore(directory)
    const error = await startEmbeddedStore(directory).catch((reason) => reason)
    expect(error.message).to.include(`process ${process.pid}`)
    await store.close()
  })

  it('works in a directory with a long name', async () => {
    const long = join(directory, 'x'.repeat(60), 'y'.repeat(60))
    const store = await startEmbeddedStore(long)
    await using(store.uri, (client) => client.db('test').collection('items').insertOne({ name: 'a' }))
    expect(await runningStoreUri(long)).to.equal(store.uri)
    await store.close()
  })

  it('refuses a directory with a long name when that for temporary files is no shorter', async function () {
    if (process.platform === 'win32') this.skip()
    const { TMPDIR } = process.env
    process.env.TMPDIR = join(directory, 'z'.repeat(100))
    const error = await startEmbeddedStore(join(directory, 'x'.repeat(100))).catch((reason) => reason)
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
    expect(error.message).to.include('too long for the socket').and.include('TMPDIR')
  })

  it('closes while clients are busy and a transaction is open', async () => {
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri, { serverSelectionTimeoutMS: 300 }).connect()
    const items = client.db('test').collection<{ _id: number; n: number }>('items')
    await items.insertOne({ _id: 1, n: 0 })
    const session = client.startSession()
    session.startTransaction()
    await items.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })
    const waiting = items.updateOne({ _id: 1 }, { $inc: { n: 10 } }).catch(() => undefined)
    await Promise.all([store.close(), store.close()])
    await waiting
    await client.close()
  })
})
