import { expect } from 'chai'
import { Binary } from 'mongodb'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import type { Disk, DiskUpkeep, Operation } from '../../server/store/embedded/disk/port.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { removeExpired } from '../../server/store/embedded/engine/expiry.ts'
import { memoryDisk } from './memory-disk.ts'

/** A disk that remembers its batches; each is done when the test says so. */
function slowDisk() {
  const batches: { operations: Operation[]; done: (error?: Error) => void }[] = []
  const disk: Disk = {
    upkeep: {} as DiskUpkeep,
    async *load() {},
    commit: (operations) =>
      new Promise((resolve, reject) => {
        batches.push({ operations, done: (error) => (error ? reject(error) : resolve()) })
      }),
    close: async () => {},
  }
  return { disk, batches }
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('The engine of the embedded store', () => {
  it('acknowledges a write when it is on disk, and lets waiting writes share a batch', async () => {
    const { disk, batches } = slowDisk()
    const engine = await Engine.open(disk, () => {})
    const dispatcher = new Dispatcher(engine, 'here')
    const acknowledged: number[] = []
    const write = (_id: number) =>
      dispatcher.run({ insert: 'items', documents: [{ _id }], $db: 'test' }).then(() => acknowledged.push(_id))
    const first = write(1)
    await rest()
    const others = [2, 3].map(write)
    await rest()
    expect(batches.map(({ operations }) => operations.length)).to.deep.equal([2])
    expect(acknowledged).to.deep.equal([])
    batches[0]?.done()
    await rest()
    expect(acknowledged).to.deep.equal([1])
    expect(batches.map(({ operations }) => operations.length)).to.deep.equal([2, 2])
    batches[1]?.done()
    await Promise.all([first, ...others])
    expect(acknowledged).to.deep.equal([1, 2, 3])
  })

  it('reports a disk that fails, and acknowledges nothing more', async () => {
    const { disk, batches } = slowDisk()
    const failures: string[] = []
    const dispatcher = new Dispatcher(await Engine.open(disk, (error) => failures.push(error.message)), 'here')
    let acknowledged = false
    dispatcher.run({ insert: 'items', documents: [{ _id: 1 }], $db: 'test' }).then(() => {
      acknowledged = true
    })
    await rest()
    batches[0]?.done(new Error('no space left'))
    await rest()
    expect(failures).to.deep.equal(['no space left'])
    expect(acknowledged).to.equal(false)
  })

  it('removes documents whose time is over', async () => {
    const engine = await Engine.open(memoryDisk(), () => {})
    const dispatcher = new Dispatcher(engine, 'here')
    const key = { at: 1 }
    await dispatcher.run({
      createIndexes: 'items',
      indexes: [{ key, name: 'at_1', expireAfterSeconds: 10 }],
      $db: 'test',
    })
    const [old, young] = [new Date(0), new Date(50_000)]
    const documents = [
      { _id: 1, at: old },
      { _id: 2, at: young },
      { _id: 3, at: 0 },
      { _id: 4 },
      { _id: 5, at: [young, old] },
    ]
    await dispatcher.run({ insert: 'items', documents, $db: 'test' })
    await removeExpired(engine, 50_000)
    const { cursor } = (await dispatcher.run({ find: 'items', $db: 'test' })) as {
      cursor: { firstBatch: { _id: number }[] }
    }
    expect(cursor.firstBatch.map(({ _id }) => _id)).to.deep.equal([2, 3, 4])
  })

  it('does a retryable write that comes twice only once', async () => {
    const dispatcher = new Dispatcher(await Engine.open(memoryDisk(), () => {}), 'here')
    const lsid = { id: new Binary(Buffer.alloc(16, 7), 4) }
    const write = (txnNumber: number) =>
      dispatcher.run({
        update: 'n',
        updates: [{ q: { _id: 1 }, u: { $inc: { v: 1 } }, upsert: true }],
        lsid,
        txnNumber,
        $db: 'test',
      })
    const first = await write(1)
    expect(await write(1)).to.deep.equal(first)
    await write(2)
    const { cursor } = (await dispatcher.run({ find: 'n', $db: 'test' })) as { cursor: { firstBatch: unknown[] } }
    expect(cursor.firstBatch).to.deep.equal([{ _id: 1, v: 2 }])
  })
})
