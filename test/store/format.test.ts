import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { serialize } from 'bson'
import { expect } from 'chai'
import { ClassicLevel } from 'classic-level'
import { MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { freshDirectory } from './harness.ts'

describe('The format of the data on disk', () => {
  let directory: string

  beforeEach(async () => {
    directory = await freshDirectory()
  })

  afterEach(() => rm(directory, { recursive: true }))

  const openLevel = (name: string) =>
    new ClassicLevel<Buffer, Buffer>(join(directory, name), { keyEncoding: 'buffer', valueEncoding: 'buffer' })

  const description = {
    namespace: 'test.items',
    options: {},
    indexes: [{ v: 2, key: { name: 1 }, name: 'name_1', unique: true }],
  }
  const documents = Array.from({ length: 3000 }, (_, i) => ({ _id: i + 1, name: `name ${i + 1}` }))

  /** Data as version 0.1 of the store wrote them: keys as now, values without checksums, no totals. */
  async function writeFormat1(): Promise<void> {
    const level = openLevel('data')
    const key = (kind: string, ...numbers: string[]) =>
      Buffer.from(Buffer.from(kind).toString('hex') + numbers.join(''), 'hex')
    const hex = (number: number, bytes: number) => number.toString(16).padStart(bytes * 2, '0')
    await level.put(Buffer.from('!format'), Buffer.from('1'))
    await level.put(key('c', hex(1, 4)), Buffer.from(serialize(description)))
    await level.batch(
      documents.map((doc) => ({
        type: 'put' as const,
        key: key('d', hex(1, 4), hex(doc._id, 6)),
        value: Buffer.from(serialize(doc)),
      })),
    )
    await level.close()
  }

  async function readItems(): Promise<unknown[]> {
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri).connect()
    const items = client.db('test').collection<{ _id: number }>('items')
    try {
      expect(await items.insertOne({ _id: 9999, name: 'name 1' } as never).catch((error) => error.code)).to.equal(11000)
      return await items.find().toArray()
    } finally {
      await client.close()
      await store.close()
    }
  }

  async function formatOf(name: string): Promise<string | undefined> {
    const level = openLevel(name)
    const format = await level.get(Buffer.from('!format'))
    await level.close()
    return format?.toString()
  }

  async function entriesIn(name: string): Promise<number> {
    const level = openLevel(name)
    const keys = await level.keys().all()
    await level.close()
    return keys.length
  }

  it('is brought forward on opening, with a copy of the older data beside them', async () => {
    await writeFormat1()
    expect(await readItems()).to.deep.equal(documents)
    expect(await formatOf('data')).to.equal('2')
    expect(await formatOf('data-format-1')).to.equal('1')
    expect(await entriesIn('data-format-1')).to.equal(documents.length + 2)
    expect(await readItems()).to.deep.equal(documents)
  })

  it('is brought forward again when that was interrupted after the copy', async () => {
    await writeFormat1()
    const interrupted = openLevel('data-format-1')
    await interrupted.put(Buffer.from('left'), Buffer.from('over'))
    await interrupted.close()
    expect(await readItems()).to.deep.equal(documents)
    expect(await entriesIn('data-format-1')).to.equal(documents.length + 2)
  })

  it('is refused when a newer version wrote it, and stays as it was', async () => {
    const level = openLevel('data')
    await level.put(Buffer.from('!format'), Buffer.from('999'))
    await level.close()
    const error = await startEmbeddedStore(directory).catch((reason) => reason)
    expect(error.message).to.include('format 999').and.include('later')
    expect(await formatOf('data')).to.equal('999')
    expect(await readdir(directory)).not.to.include('data-format-1')
  })
})
