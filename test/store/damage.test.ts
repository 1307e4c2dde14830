import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { serialize } from 'bson'
import { expect } from 'chai'
import { ClassicLevel } from 'classic-level'
import { MongoClient } from 'mongodb'
import { documentKey } from '../../server/store/embedded/disk/entries.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { openDisk } from './data-files.ts'
import { freshDirectory } from './harness.ts'

describe('Data that were changed behind the back of the store', () => {
  let directory: string

  beforeEach(async () => {
    directory = await freshDirectory()
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri).connect()
    const items = client.db('test').collection<{ _id: string; name: string }>('items')
    await items.insertMany(['a', 'b', 'c'].map((_id) => ({ _id, name: `first ${_id}` })))
    await client.close()
    await store.close()
  })

  afterEach(() => rm(directory, { recursive: true }))

  type Data = ClassicLevel<Buffer, Buffer>

  async function change(work: (data: Data, key: (record: number) => Buffer) => Promise<void>): Promise<void> {
    const data: Data = new ClassicLevel(join(directory, 'data'), { keyEncoding: 'buffer', valueEncoding: 'buffer' })
    const key = (record: number) => Buffer.from(`6400000001${record.toString(16).padStart(12, '0')}`, 'hex')
    await work(data, key)
    await data.close()
  }

  async function refusal(): Promise<string> {
    const outcome = await startEmbeddedStore(directory).catch((error) => error)
    if (!(outcome instanceof Error)) await outcome.close()
    expect(outcome).to.be.instanceOf(Error)
    expect(outcome.message).to.include(join(directory, 'data')).and.include('restore a backup')
    return outcome.message
  }

  it('are refused when a document is not what was written, and the document is named', async () => {
    await change(async (data, key) => {
      const stored = (await data.get(key(2))) as Buffer
      stored.write('F', stored.indexOf('first'))
      await data.put(key(2), stored)
    })
    expect(await refusal()).to.include('document number 2 of test.items, with _id "b"')
  })

  it('are refused when a document lies in the place of another', async () => {
    await change(async (data, key) => data.put(key(3), (await data.get(key(1))) as Buffer))
    expect(await refusal()).to.include('document number 3 of test.items, with _id "a"')
  })

  it('are refused when a document is missing', async () => {
    await change((data, key) => data.del(key(1)))
    expect(await refusal()).to.include('batches are missing: 4 entries were written, 3 found')
  })

  it('are refused when nothing tells what collection a document belongs to', async () => {
    const { disk } = await openDisk(join(directory, 'data'))
    const key = documentKey(7, 1)
    await disk.commit([{ type: 'put', key, value: serialize({ _id: 1 }) }])
    await disk.close()
    expect(await refusal()).to.include('the description of collection number 7 is missing')
  })

  it('are refused when a document is an older one', async () => {
    let older: Buffer | undefined
    await change(async (data, key) => {
      older = await data.get(key(1))
    })
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri).connect()
    await client
      .db('test')
      .collection<{ _id: string }>('items')
      .updateOne({ _id: 'a' }, { $set: { name: 'second' } })
    await client.close()
    await store.close()
    await change((data, key) => data.put(key(1), older as Buffer))
    expect(await refusal()).to.include('batches are missing')
  })

  it('are refused when the description of a collection is not what was written', async () => {
    await change(async (data) => data.put(Buffer.from('6300000001', 'hex'), Buffer.from('nonsense')))
    const message = await refusal()
    expect(message).to.include('the description of collection number 1')
    expect(message.split('\n- ')).to.have.length(2)
  })

  it('can be opened again once they are put back', async () => {
    let whole: Buffer | undefined
    await change(async (data, key) => {
      whole = await data.get(key(2))
      await data.put(key(2), Buffer.alloc(20))
    })
    await refusal()
    await change((data, key) => data.put(key(2), whole as Buffer))
    const store = await startEmbeddedStore(directory)
    await store.close()
  })
})
