import { expect } from 'chai'
import { Binary, Long } from 'mongodb'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { removeExpired } from '../../server/store/embedded/engine/expiry.ts'
import { memoryDisk } from './memory-disk.ts'

const SECOND = 1000
const HOUR = 3600 * SECOND
const YEAR = 365 * 24 * HOUR

const lsid = { id: new Binary(Buffer.alloc(16, 1), 4) }

type Reply = Record<string, unknown> & { cursor: { id: Long; firstBatch: { _id: unknown; at?: Date }[] } }

describe('A clock that jumps', () => {
  const timeOfDay = Date.now
  let jumped: number
  let running: number
  let engine: Engine
  let dispatcher: Dispatcher

  beforeEach(async () => {
    jumped = 0
    running = 0
    Date.now = () => timeOfDay() + jumped
    engine = await Engine.open(memoryDisk(), () => {})
    dispatcher = new Dispatcher(engine, 'here', () => running)
    for (const _id of [1, 2, 3]) await send({ insert: 'items', documents: [{ _id }] })
  })

  afterEach(() => {
    Date.now = timeOfDay
  })

  const send = (command: object) => dispatcher.run({ ...command, $db: 'test' }) as Promise<Reply>
  const inTransaction = (command: object) => send({ ...command, lsid, txnNumber: Long.ONE, autocommit: false })

  async function pass(time: { running: number; jumping: number }): Promise<void> {
    running += time.running
    jumped += time.jumping
    dispatcher.expire()
  }

  for (const jumping of [-HOUR, YEAR]) {
    const direction = jumping < 0 ? 'back' : 'forward'

    it(`${direction} leaves a transaction its minute, and no more`, async () => {
      await inTransaction({ insert: 'items', documents: [{ _id: 4 }], startTransaction: true })
      await pass({ running: 59 * SECOND, jumping })
      expect(await inTransaction({ insert: 'items', documents: [{ _id: 5 }] })).to.include({ ok: 1 })
      await pass({ running: 2 * SECOND, jumping: 0 })
      expect(await inTransaction({ commitTransaction: 1 })).to.include({ ok: 0, code: 251 })
    })

    it(`${direction} leaves a cursor its ten minutes, and no more`, async () => {
      const { cursor } = await send({ find: 'items', batchSize: 1 })
      await pass({ running: 599 * SECOND, jumping })
      expect(await send({ getMore: cursor.id, collection: 'items', batchSize: 1 })).to.include({ ok: 1 })
      await pass({ running: 601 * SECOND, jumping: 0 })
      expect(await send({ getMore: cursor.id, collection: 'items' })).to.include({ ok: 0, code: 43 })
    })

    it(`${direction} gives new documents ids of their own, behind the earlier ones`, async () => {
      const upsert = (n: number) => send({ update: 'made', updates: [{ q: { n }, u: { $set: { n } }, upsert: true }] })
      for (const n of [1, 2]) await upsert(n)
      await pass({ running: 0, jumping })
      for (const n of [3, 4]) await upsert(n)
      const { firstBatch } = (await send({ find: 'made' })).cursor
      expect(firstBatch.map((doc) => (doc as { n?: number }).n)).to.deep.equal([1, 2, 3, 4])
      expect(new Set(firstBatch.map(({ _id }) => String(_id)))).to.have.property('size', 4)
    })
  }

  it('back keeps documents with a term until their time has come again', async () => {
    const index = { key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 }
    await send({ createIndexes: 'terms', indexes: [index] })
    await send({ insert: 'terms', documents: [{ _id: 1, at: new Date(10 * HOUR) }] })
    const left = async () => (await send({ find: 'terms' })).cursor.firstBatch.length
    await removeExpired(engine, 9 * HOUR)
    expect(await left()).to.equal(1)
    await removeExpired(engine, 10 * HOUR + 59 * SECOND)
    expect(await left()).to.equal(1)
    await removeExpired(engine, 10 * HOUR + 61 * SECOND)
    expect(await left()).to.equal(0)
  })
})
