import { expect } from 'chai'
import { type Db, type Document, Long, MongoClient, ObjectId } from 'mongodb'
import { filesInGrid } from '../../server/store/files/grid.ts'
import { move } from '../../server/store/move/move.ts'
import { serverUri } from './harness.ts'

/** Both databases may lie on one server: the move does not care. */
describe('A move to another database', () => {
  let client: MongoClient
  let from: Db
  let to: Db

  before(async () => {
    client = await new MongoClient(await serverUri()).connect()
    from = client.db(`move-from-${process.pid}`)
    to = client.db(`move-to-${process.pid}`)
  })

  const clear = () => Promise.all([from.dropDatabase(), to.dropDatabase()])
  beforeEach(clear)
  after(() => clear().then(() => client.close()))

  const nothing = () => {}
  const plain = {
    source: 'here',
    overwrite: false,
    signal: new AbortController().signal,
    onCopy: nothing,
    onCompare: nothing,
  }
  const moved = (options: Partial<Parameters<typeof move>[0]> = {}) =>
    move({ from, to, files: { from: filesInGrid(from), to: filesInGrid(to) }, ...plain, ...options })
  const refused = (options?: Partial<Parameters<typeof move>[0]>) =>
    moved(options).then(
      () => 'done',
      (error: Error) => error.message,
    )

  const people = (db: Db) => db.collection<Document & { _id: number }>('people')
  const everybody = (db: Db) => people(db).find().sort({ _id: 1 }).toArray()
  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ _id: i, name: `n${i}` }))
  const collections = async (db: Db) => (await db.listCollections().toArray()).map(({ name }) => name).sort()

  it('brings every document with its types, every index and every empty collection', async () => {
    const [id, at] = [new ObjectId(), new Date('2026-11-22')]
    const row = {
      _id: 1,
      name: 'a',
      id,
      at,
      long: Long.fromString('9007199254740993'),
      part: 1.5,
      bytes: Buffer.from('x'),
    }
    await people(from).insertMany([row, { _id: 2, name: 'b', nested: { list: [1, null, { deep: true }] } }])
    await people(from).createIndex({ name: 1 }, { unique: true })
    await people(from).createIndex({ at: 1 }, { expireAfterSeconds: 1e9, partialFilterExpression: { name: 'a' } })
    await from.createCollection('empty')

    const result = await moved()
    expect(result.map(({ name, documents }) => [name, documents])).to.deep.equal([
      ['empty', 0],
      ['people', 2],
    ])
    expect(result.map(({ sha256 }) => sha256.length)).to.deep.equal([64, 64])
    expect(await everybody(to)).to.deep.equal(await everybody(from))
    expect(await people(to).indexes()).to.deep.equal(await people(from).indexes())
    expect(await collections(to)).to.deep.equal(['empty', 'people'])
  })

  it('does not touch a target that holds other data, unless told to', async () => {
    await people(from).insertMany(many(3))
    await people(to).insertMany([{ _id: 1, name: 'other' }, { _id: 9 }])
    await to.collection('notes').insertOne({ kept: true })
    const before = await everybody(to)
    expect(await refused()).to.match(/holds data already: \d documents in (people|notes)/)
    expect(await everybody(to)).to.deep.equal(before)

    await moved({ overwrite: true })
    expect(await everybody(to)).to.deep.equal(many(3))
    expect(await collections(to)).to.deep.equal(['notes', 'people'])
  })

  it('goes on after it was stopped, also when the source has changed since', async () => {
    await people(from).createIndex({ name: 1 }, { unique: true })
    await people(from).insertMany(many(1000))
    const stop = new AbortController()
    const onCopy = (done: number) => done >= 400 && stop.abort()
    expect(await refused({ signal: stop.signal, onCopy })).to.match(/abort/i)
    expect(await people(to).countDocuments()).to.equal(400)

    expect(await refused({ source: 'elsewhere' })).to.include('a part of here')
    await people(from).deleteOne({ _id: 2 })
    await people(from).updateOne({ _id: 0 }, { $set: { name: 'between' } })
    await people(from).updateOne({ _id: 1 }, { $set: { name: 'n0' } })
    await people(from).updateOne({ _id: 0 }, { $set: { name: 'n1' } })
    await moved()
    expect(await people(to).countDocuments()).to.equal(999)
    expect(await everybody(to)).to.deep.equal(await everybody(from))
    expect(await collections(to)).to.deep.equal(['people'])
  })

  /** The source, in which somebody writes after each of the first copies, before it is compared. */
  function changing(times: number): Db {
    let looks = 0
    const toArray = async () => {
      looks++
      if (looks % 2 === 0 && looks <= 2 * times) await people(from).updateOne({ _id: 4 }, { $inc: { changed: 1 } })
      return from.listCollections().toArray()
    }
    return Object.create(from, { listCollections: { value: () => ({ toArray }) } })
  }

  it('catches what is written while it copies', async () => {
    await people(from).insertMany(many(5))
    await moved({ from: changing(2) })
    expect((await everybody(to)).at(4)).to.deep.equal({ _id: 4, name: 'n4', changed: 2 })
  })

  it('gives up on a source that keeps changing', async () => {
    await people(from).insertMany(many(5))
    expect(await refused({ from: changing(9) })).to.match(/^The source changes while it is copied\. Stop everything/)
  })
})
