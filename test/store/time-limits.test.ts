import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import { type Collection, type Document, MongoClient } from 'mongodb'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { codeOf, type Doc, freshDirectory } from './harness.ts'

/** A pattern that would need years to find out that the text does not match it. */
const PATTERN = '^(a+)+$'
const TEXT = `${'a'.repeat(60)}b`

describe('Time limits', () => {
  let directory: string
  let store: EmbeddedStore
  let client: MongoClient
  let items: Collection<Doc>

  before(async () => {
    directory = await freshDirectory()
    store = await startEmbeddedStore(directory)
    client = await new MongoClient(store.uri).connect()
    items = client.db('test').collection<Doc>('items')
    await items.insertMany([
      { _id: 1, v: 'a', list: ['a'] },
      { _id: 2, v: TEXT, list: [TEXT], pattern: PATTERN },
    ])
    await client.db('test').createCollection(TEXT)
  })

  after(async () => {
    await client.close()
    await store.close()
    await rm(directory, { recursive: true })
  })

  const run = (command: Document) => client.db('test').command(command)

  it('stop a pattern that goes on and on, while others are served', async () => {
    const stopped = codeOf(items.find({ v: { $regex: PATTERN } }).toArray())
    const other = await new MongoClient(store.uri).connect()
    expect(await other.db('test').collection<Doc>('others').insertOne({ _id: 1 })).to.include({ insertedId: 1 })
    await other.close()
    expect(await stopped).to.equal(50)
  })

  const match = { input: '$v', regex: PATTERN }
  const hopeless: Record<string, Document> = {
    'a find': { find: 'items', filter: { v: { $regex: PATTERN } } },
    'a projection': { find: 'items', projection: { hit: { $regexMatch: match } } },
    'a count': { count: 'items', query: { $expr: { $regexMatch: match } } },
    'a distinct': { distinct: 'items', key: 'v', query: { v: { $in: [new RegExp(PATTERN)] } } },
    'a pipeline': { aggregate: 'items', cursor: {}, pipeline: [{ $set: { hit: { $regexMatch: match } } }] },
    'a pattern from a document': {
      aggregate: 'items',
      cursor: {},
      pipeline: [{ $match: { $expr: { $regexMatch: { input: '$v', regex: '$pattern' } } } }],
    },
    'an update': { update: 'items', updates: [{ q: { v: { $regex: PATTERN } }, u: { $set: { x: 1 } }, multi: true }] },
    'an update that takes out of arrays': {
      update: 'items',
      updates: [{ q: {}, u: { $pull: { list: { $regex: PATTERN } } }, multi: true }],
    },
    'an update of array elements': {
      update: 'items',
      updates: [{ q: {}, u: { $set: { 'list.$[e]': 0 } }, arrayFilters: [{ e: { $regex: PATTERN } }], multi: true }],
    },
    'an update by a pipeline': {
      update: 'items',
      updates: [{ q: {}, u: [{ $set: { hit: { $regexMatch: match } } }], multi: true }],
    },
    'a delete': { delete: 'items', deletes: [{ q: { v: { $not: new RegExp(PATTERN) } }, limit: 0 }] },
    'a findAndModify that updates': {
      findAndModify: 'items',
      query: { _id: 2 },
      update: { $set: { x: 1 } },
      fields: { hit: { $regexMatch: match } },
    },
    'a findAndModify that removes': { findAndModify: 'items', query: { _id: 2, v: { $regex: PATTERN } }, remove: true },
    'a list of collections': { listCollections: 1, filter: { name: { $regex: PATTERN } } },
  }
  for (const [name, command] of Object.entries(hopeless)) {
    it(`end ${name} with MaxTimeMSExpired and change nothing`, async () => {
      const before = await items.find().toArray()
      const reply = await run({ ...command, maxTimeMS: 20 }).catch((error) => error)
      expect(reply.writeErrors?.[0].code ?? reply.code).to.equal(50)
      expect(await items.find().toArray()).to.deep.equal(before)
    })
  }

  it('end a transaction, which leaves nothing behind', async () => {
    await client.withSession(async (session) => {
      session.startTransaction()
      await items.insertOne({ _id: 3 }, { session })
      const stopped = items.updateMany({ v: { $regex: PATTERN } }, { $set: { x: 1 } }, { session, maxTimeMS: 20 })
      expect(await codeOf(stopped)).to.equal(50)
      expect(await codeOf(items.findOne({}, { session }))).to.equal(251)
    })
    expect(await items.countDocuments()).to.equal(2)
  })

  it('hold for all batches of a cursor', async () => {
    const projection = { hit: { $regexMatch: match } }
    const cursor = items.find({}, { projection, batchSize: 1, sort: { _id: 1 }, maxTimeMS: 50 })
    expect(await codeOf(cursor.toArray())).to.equal(50)
  })

  it('hold for waiting for a transaction', async () => {
    await client.withSession(async (session) => {
      session.startTransaction()
      await items.updateOne({ _id: 1 }, { $set: { x: 1 } }, { session })
      expect(await codeOf(items.updateOne({ _id: 1 }, { $set: { x: 2 } }, { maxTimeMS: 20 }))).to.equal(50)
      await session.abortTransaction()
    })
    expect(await items.findOne({ _id: 1 })).not.to.have.property('x')
  })

  it('are whole numbers of milliseconds, 0 for none', async () => {
    for (const maxTimeMS of [-1, 2 ** 31, 1.5, 'soon', {}]) {
      expect(await codeOf(run({ find: 'items', maxTimeMS })), String(maxTimeMS)).to.equal(2)
    }
    for (const maxTimeMS of [0, 60_000]) expect(await run({ count: 'items', maxTimeMS })).to.include({ n: 2 })
  })

  it('are not needed for partial indexes, since those take no patterns', async () => {
    const filters: Document[] = [{ v: { $regex: 'a' } }, { v: /a/ }, { v: { $in: [/a/] } }, { $or: [{ v: /a/ }] }]
    filters.push({ v: { $exists: false } }, { $expr: true }, { v: { $not: { $gt: 1 } } }, { $nor: [{ v: 1 }] })
    for (const partialFilterExpression of filters) {
      const made = items.createIndex({ v: 1 }, { partialFilterExpression })
      expect(await codeOf(made), JSON.stringify(partialFilterExpression)).to.equal(67)
    }
    const allowed = { $and: [{ v: { $gt: 'a', $type: 'string' } }, { $or: [{ x: 1 }, { x: { $in: [2, 3] } }] }] }
    expect(await items.createIndex({ v: 1 }, { partialFilterExpression: allowed })).to.equal('v_1')
  })

  it('are not needed for patterns that are too long to begin with', async () => {
    expect(await codeOf(items.findOne({ v: { $regex: 'a'.repeat(32_765) } }))).to.equal(2)
  })

  it("or an answer in MongoDB's words meet a pattern that V8 finds too deep", async () => {
    for (const pattern of ['(?=a)'.repeat(6_000), '(a)'.repeat(10_000)]) {
      expect(await codeOf(items.findOne({ v: { $regex: pattern } }))).to.be.oneOf([undefined, 50, 51091])
    }
  })
})
