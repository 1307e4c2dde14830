import { expect } from 'chai'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { memoryDisk } from './memory-disk.ts'

/** Indexes are built when they are first used; what is written before that must be in them just the same. */
describe('An index of a store that was opened again', () => {
  let dispatcher: Dispatcher

  const run = (command: object) => dispatcher.run({ ...command, $db: 'test' })
  const page = async (filter: object, sort: object) => {
    const { cursor } = (await run({ find: 'items', filter, sort })) as { cursor: { firstBatch: { _id: number }[] } }
    return cursor.firstBatch.map(({ _id }) => _id)
  }

  beforeEach(async () => {
    const disk = memoryDisk()
    dispatcher = new Dispatcher(await Engine.open(disk, () => {}), 'here')
    const indexes = [
      { key: { name: 1 }, name: 'name_1', unique: true },
      { key: { tags: 1 }, name: 'tags_1' },
    ]
    await run({ createIndexes: 'items', indexes })
    const documents = ['c', 'a', 'b'].map((name, i) => ({ _id: i + 1, name, tags: [name, 'x'], more: { name } }))
    await run({ insert: 'items', documents })
    dispatcher = new Dispatcher(await Engine.open(disk, () => {}), 'here')
  })

  it('has what was added, changed and removed before its first use', async () => {
    await run({ insert: 'items', documents: [{ _id: 4, name: 'd', tags: ['d'] }] })
    await run({ update: 'items', updates: [{ q: { _id: 1 }, u: { $set: { name: 'z', tags: ['x', 'z'] } } }] })
    await run({ delete: 'items', deletes: [{ q: { _id: 2 }, limit: 1 }] })
    expect(await page({ name: { $gte: 'a' } }, { name: 1 })).to.deep.equal([3, 4, 1])
    expect(await page({ tags: 'x' }, { _id: 1 })).to.deep.equal([1, 3])
    expect(await page({ tags: 'c' }, {})).to.deep.equal([])
  })

  it('refuses what is there already, also at its first use', async () => {
    const { writeErrors } = await run({ insert: 'items', documents: [{ _id: 5, name: 'b' }] })
    expect((writeErrors as { code: number }[])[0]?.code).to.equal(11000)
  })

  it('gives back the documents as they were', async () => {
    const { cursor } = (await run({ find: 'items', filter: { _id: 2 } })) as { cursor: { firstBatch: object[] } }
    expect(cursor.firstBatch).to.deep.equal([{ _id: 2, name: 'a', tags: ['a', 'x'], more: { name: 'a' } }])
  })
})
