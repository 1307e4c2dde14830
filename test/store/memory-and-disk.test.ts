import { expect } from 'chai'
import { Binary, type Document, Long } from 'mongodb'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import type { Disk } from '../../server/store/embedded/disk/port.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { memoryDisk } from './memory-disk.ts'

/** Fields of commands that belong to a transaction; each call begins another one. */
function transaction(number: number) {
  const shared = { lsid: { id: new Binary(Buffer.alloc(16, number), 4) }, txnNumber: Long.fromNumber(1) }
  return { ...shared, autocommit: false }
}

const tooLarge = 'x'.repeat(17_000_000)

describe('What the embedded store holds in memory', () => {
  let disk: Disk
  let run: (command: object) => Promise<Document>

  async function open() {
    const dispatcher = new Dispatcher(await Engine.open(disk, () => {}), 'here')
    run = (command) => dispatcher.run({ ...command, $db: 'test' })
  }

  const items = async () => (await run({ find: 'items', sort: { _id: 1 } })).cursor?.firstBatch
  const set = (_id: number, v: number) => ({ q: { _id }, u: { $set: { v } }, upsert: true })
  const insert = (...documents: object[]) => run({ insert: 'items', documents })

  /** What memory says, which is what a restart must find on disk. */
  async function held() {
    const names = async () => (await run({ listCollections: 1, nameOnly: true })).cursor.firstBatch
    const indexes = async () => (await run({ listIndexes: 'items' })).cursor?.firstBatch
    const all = async () => ({ names: await names(), items: await items(), indexes: await indexes() })
    const before = await all()
    await open()
    expect(await all()).to.deep.equal(before)
    return before
  }

  beforeEach(async () => {
    disk = memoryDisk()
    await open()
  })

  it('is on disk in the order in which it was written, also when a batch had to wait half way', async () => {
    const [first, second] = [transaction(1), transaction(2)]
    await insert({ _id: 1, v: 0 }, { _id: 2, v: 0 }, { _id: 3, v: 0 })
    await run({ update: 'items', updates: [set(2, 1)], ...first, startTransaction: true })
    await run({ update: 'items', updates: [set(3, 1)], ...second, startTransaction: true })
    const waiting = run({ update: 'items', updates: [set(1, 5), set(2, 5), set(3, 5)] })
    await run({ update: 'items', updates: [set(1, 6)] })
    await run({ commitTransaction: 1, ...first })
    const last = run({ update: 'items', updates: [set(2, 7)] })
    await run({ commitTransaction: 1, ...second })
    await Promise.all([waiting, last])
    const { items } = await held()
    expect(items[0]).to.deep.equal({ _id: 1, v: 6 })
  })

  it('keeps the statements of a batch that came before one whose time was over', async () => {
    const session = transaction(1)
    await insert({ _id: 1, v: 0 }, { _id: 2, v: 0 })
    await run({ update: 'items', updates: [set(2, 1)], ...session, startTransaction: true })
    expect(await run({ update: 'items', updates: [set(1, 5), set(2, 5)], maxTimeMS: 1000 })).to.include({ code: 50 })
    await run({ abortTransaction: 1, ...session })
    expect((await held()).items).to.deep.equal([
      { _id: 1, v: 5 },
      { _id: 2, v: 0 },
    ])
  })

  it('changes nothing by an update that cannot be worked out for one of many, and keeps what came before a key that is taken', async () => {
    await insert({ _id: 1, v: 1 }, { _id: 2, v: 'text' }, { _id: 3, v: 9 })
    const update = (u: object) => run({ update: 'items', updates: [{ q: { _id: { $lt: 3 } }, u, multi: true }] })
    expect((await update({ $inc: { v: 1 } })).writeErrors).to.have.length(1)
    expect((await held()).items[0]).to.deep.equal({ _id: 1, v: 1 })
    await run({ createIndexes: 'items', indexes: [{ key: { v: 1 }, name: 'v_1', unique: true }] })
    expect((await update({ $set: { v: 7 } })).writeErrors).to.have.length(1)
    expect((await held()).items.map(({ v }: { v: unknown }) => v)).to.deep.equal([7, 'text', 9])
  })

  it('knows no collection that came of a document it refused', async () => {
    const update = { $set: { text: tooLarge } }
    expect(await run({ findAndModify: 'items', query: { _id: 1 }, update, upsert: true })).to.include({ code: 10334 })
    expect((await run({ insert: 'items', documents: [{ text: tooLarge }] })).writeErrors).to.have.length(1)
    expect((await held()).names).to.deep.equal([])
    await insert({ _id: 2 })
    expect((await held()).items).to.deep.equal([{ _id: 2 }])
  })

  it('holds nothing of a transaction that wrote to a collection nobody can have', async () => {
    const session = transaction(1)
    await run({ insert: 'items', documents: [{ _id: 1 }], ...session, startTransaction: true })
    expect(await run({ insert: 'it$ems', documents: [{ _id: 1 }], ...session })).to.have.property('writeErrors')
    expect(await run({ commitTransaction: 1, ...session })).to.include({ ok: 0, code: 251 })
    expect((await held()).names).to.deep.equal([])
  })

  it('has all of the indexes that were asked for or dropped together, or none', async () => {
    const index = (name: string, key: object) => ({ name, key })
    const wrong = await run({ createIndexes: 'items', indexes: [index('a', { a: 1 }), index('b', { b: 'text' })] })
    expect(wrong).to.include({ ok: 0, code: 67 })
    expect((await held()).names).to.deep.equal([])
    await run({ createIndexes: 'items', indexes: [index('a', { a: 1 })] })
    expect(await run({ dropIndexes: 'items', index: ['a', 'b'] })).to.include({ ok: 0, code: 27 })
    expect((await held()).indexes).to.have.length(2)
  })

  it('keeps unique what a transaction writes that is older than the index', async () => {
    const session = transaction(1)
    await insert({ _id: 1, v: 1 })
    await run({ find: 'items', ...session, startTransaction: true })
    await run({ update: 'items', updates: [set(1, 2)] })
    await run({ createIndexes: 'items', indexes: [{ key: { v: 1 }, name: 'v_1', unique: true }] })
    await run({ insert: 'items', documents: [{ v: 9 }, { v: 9 }], ...session })
    await run({ commitTransaction: 1, ...session })
    expect(await run({ count: 'items', query: { v: 9 } })).to.include({ n: 0 })
  })
})
