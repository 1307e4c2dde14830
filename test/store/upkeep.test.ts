import { rm } from 'node:fs/promises'
import { type Document, Long, serialize } from 'bson'
import { expect } from 'chai'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { openLevelDisk } from '../../server/store/embedded/disk/level-disk.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { freshDirectory } from './harness.ts'

describe('Looking after the embedded store', () => {
  let directory: string
  let engine: Engine
  let run: (command: object) => Promise<Document>

  beforeEach(async () => {
    directory = await freshDirectory()
    engine = await Engine.open(await openLevelDisk(directory), () => {})
    const dispatcher = new Dispatcher(engine, 'here')
    run = (command) => dispatcher.run({ ...command, $db: 'test' })
    const indexes = [
      { key: { name: 1 }, name: 'name_1', unique: true },
      { key: { tags: -1 }, name: 'tags_-1' },
    ]
    await run({ createIndexes: 'items', indexes })
    const documents = [
      { _id: 1, name: 'a', tags: ['x', 'y'] },
      { _id: 2, name: 'b', tags: ['x'] },
      { _id: 3, name: 'c', tags: [] },
    ]
    await run({ insert: 'items', documents })
  })

  afterEach(async () => {
    await engine.close()
    await rm(directory, { recursive: true })
  })

  function indexNamed(name: string) {
    const { table } = engine.existing('test.items')
    const [index] = table.indexes.filter(({ spec }) => spec.name === name)
    if (!index) throw new Error(name)
    return { index, records: [...table.records.values()] }
  }

  const names = async (filter: object) => (await run({ find: 'items', filter })).cursor.firstBatch.length

  it('finds nothing wrong in what is right, and counts it as MongoDB does', async () => {
    expect(await run({ validate: 'items', full: true })).to.deep.include({
      ns: 'test.items',
      nrecords: 3,
      nIndexes: 3,
      keysPerIndex: { _id_: 3, name_1: 3, 'tags_-1': 4 },
      valid: true,
      repaired: false,
      errors: [],
      ok: 1,
    })
  })

  it('finds entries that an index lacks or has too many, and makes it anew when asked', async () => {
    const { index, records } = indexNamed('tags_-1')
    const [first, second] = records
    if (!first || !second) throw new Error('no records')
    index.remove(first, [['y']])
    index.add(second, [['z']])
    expect(await names({ tags: 'y' })).to.equal(0)

    const found = await run({ validate: 'items' })
    expect(found).to.deep.include({ valid: false, repaired: false })
    expect(found.indexDetails).to.deep.equal({
      _id_: { valid: true },
      name_1: { valid: true },
      'tags_-1': { valid: false },
    })
    const entry = { indexName: 'tags_-1' }
    expect(found.missingIndexEntries).to.deep.equal([
      { ...entry, recordId: 1, idKey: { _id: 1 }, indexKey: { tags: 'y' } },
    ])
    expect(found.extraIndexEntries).to.deep.equal([
      { ...entry, recordId: 2, idKey: { _id: 2 }, indexKey: { tags: 'z' } },
    ])

    expect(await run({ validate: 'items', repair: true })).to.deep.include({ valid: true, repaired: true, errors: [] })
    expect(await names({ tags: 'y' })).to.equal(1)
    expect(await names({ tags: 'z' })).to.equal(0)
  })

  it('names documents that share what must be unique, which only a person can mend', async () => {
    engine.existing('test.items').insert('a copy', { _id: 4, name: 'a' })
    const { valid, repaired, errors } = await run({ validate: 'items', repair: true })
    expect({ valid, repaired }).to.deep.equal({ valid: false, repaired: false })
    expect(errors).to.have.length(1)
    expect(errors[0]).to.match(/E11000 .* name_1 dup key: \{ name: "a" \}/)
  })

  it('reads every document back from disk, and names those that are damaged or gone', async () => {
    const { read } = engine.disk.upkeep
    engine.disk.upkeep.read = async function* (collection) {
      for await (const [one, , third] of read(collection)) {
        if (one && third) yield [one, { ...third, content: undefined }]
      }
    }
    expect(await run({ validate: 'items' })).to.deep.include({ valid: true })
    expect(await run({ validate: 'items', full: true })).to.deep.include({
      valid: false,
      nInvalidDocuments: 1,
      corruptRecords: [3],
      errors: ['document number 3 cannot be read from disk', 'document number 2 is not on disk'],
    })
  })

  it('gives room on disk back', async () => {
    const documents = Array.from({ length: 300 }, (_, i) => ({ name: `n${i}`, text: 'word '.repeat(1000) }))
    await run({ insert: 'items', documents })
    await run({ compact: 'items' })
    await run({ delete: 'items', deletes: [{ q: { text: { $exists: true } }, limit: 0 }] })
    expect((await run({ compact: 'items' })).bytesFreed).to.be.greaterThan(1_000_000)
    expect(await run({ count: 'items' })).to.include({ n: 3 })
  })

  it('counts documents and bytes', async () => {
    expect(await run({ collStats: 'items' })).to.include({ ns: 'test.items', count: 3, nindexes: 3 })
    expect(await run({ collStats: 'nothing' })).to.include({ count: 0, size: 0, nindexes: 0 })
    const stats = await run({ dbStats: 1 })
    expect(stats).to.include({ collections: 1, objects: 3, indexes: 3 })
    expect(stats.dataSize).to.equal((await run({ collStats: 'items' })).size)
    expect(stats.totalSize).to.be.greaterThan(stats.dataSize)
  })

  it('keeps count of the bytes while documents come, change and go', async () => {
    const documents = [
      { _id: 4, name: 'é', part: undefined, n: new Long(1, 1) },
      { name: 'f', list: [1.5, -0, null] },
    ]
    await run({ insert: 'items', documents })
    await run({
      update: 'items',
      updates: [{ q: {}, multi: true, u: { $set: { text: 'longer', o: { p: [new Date(0)] } } } }],
    })
    await run({ delete: 'items', deletes: [{ q: { _id: 2 }, limit: 1 }] })
    const { size } = await run({ collStats: 'items' })
    const kept = (await run({ find: 'items' })).cursor.firstBatch.map(
      (document: Document) => serialize(document).length,
    )
    expect(size).to.equal(kept.reduce((sum: number, bytes: number) => sum + bytes, 0))
    await engine.close()
    engine = await Engine.open(await openLevelDisk(directory), () => {})
    expect(engine.existing('test.items').bytes).to.equal(size)
  })

  it('refuses what it cannot look at', async () => {
    expect(await run({ validate: 'nothing' })).to.include({ ok: 0, code: 26 })
    expect(await run({ compact: 'nothing' })).to.include({ ok: 0, code: 26 })
    expect(await run({ validate: 'items', background: true })).to.include({ ok: 0, code: 115 })
  })
})
