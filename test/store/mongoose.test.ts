import { expect } from 'chai'
import mongoose, { type Connection, Schema } from 'mongoose'
import { serverUri } from './harness.ts'

interface Article {
  title: string
  tags: string[]
  views: number
  author: { name: string; unit?: string }
}

describe('Mongoose on the store', () => {
  let connection: Connection

  before(async () => {
    connection = await mongoose.createConnection(await serverUri(), { dbName: `mongoose-${process.pid}` }).asPromise()
    await connection.dropDatabase()
  })

  after(async () => {
    await connection.dropDatabase()
    await connection.close()
  })

  function articles(name: string) {
    const schema = new Schema<Article>(
      { title: { type: String, unique: true }, tags: [String], views: Number, author: { name: String, unit: String } },
      { timestamps: true },
    )
    schema.index({ 'author.unit': 1, views: -1 })
    return connection.model<Article>(name, schema)
  }

  const three: [Article, Article, Article] = [
    { title: 'a', tags: ['x'], views: 3, author: { name: 'An', unit: 'u1' } },
    { title: 'b', tags: ['x', 'y'], views: 1, author: { name: 'Bo', unit: 'u2' } },
    { title: 'c', tags: [], views: 2, author: { name: 'Cy' } },
  ]

  it('creates the indexes of a schema and refuses a duplicate', async () => {
    const Item = articles('Indexed')
    await Item.init()
    const names = (await Item.collection.indexes()).map((index) => index.name)
    expect(names).to.have.members(['_id_', 'title_1', 'author.unit_1_views_-1'])
    await Item.create(three[0])
    const error = await Item.create(three[0]).catch((reason) => reason)
    expect(error).to.include({ code: 11000 })
    expect(error.keyPattern).to.deep.equal({ title: 1 })
    expect(error.keyValue).to.deep.equal({ title: 'a' })
  })

  it('saves, finds, changes and removes documents', async () => {
    const Item = articles('Crud')
    const [first] = await Item.create(three)
    const found = await Item.findById(first?._id)
    expect(found?.title).to.equal('a')
    found?.tags.push('z')
    if (found) found.views += 1
    await found?.save()
    expect((await Item.findOne({ tags: 'z' }).lean())?.views).to.equal(4)
    await Item.deleteOne({ title: 'b' })
    expect(await Item.countDocuments()).to.equal(2)
    expect(await Item.exists({ title: 'b' })).to.equal(null)
  })

  it('writes in bulk', async () => {
    const Item = articles('Bulk')
    await Item.insertMany(three)
    const result = await Item.bulkWrite([
      { insertOne: { document: { title: 'd', tags: [], views: 9, author: { name: 'Di' } } } },
      { updateOne: { filter: { title: 'a' }, update: { $inc: { views: 10 } } } },
      { updateMany: { filter: { tags: 'x' as never }, update: { $addToSet: { tags: 'q' as never } } } },
      { updateOne: { filter: { title: 'e' }, update: { $set: { views: 0 } }, upsert: true } },
      { deleteOne: { filter: { title: 'c' } } },
      { replaceOne: { filter: { title: 'b' }, replacement: { title: 'b2' } as never } },
    ])
    expect(result).to.include({
      insertedCount: 1,
      matchedCount: 4,
      modifiedCount: 4,
      upsertedCount: 1,
      deletedCount: 1,
    })
    const titles = await Item.find().sort('title').distinct('title')
    expect(titles).to.have.members(['a', 'b2', 'd', 'e'])
  })

  it('counts with findOneAndUpdate, upsert and $inc', async () => {
    const Counter = connection.model('Counter', new Schema({ _id: String, next: Number }))
    const step = () =>
      Counter.findOneAndUpdate({ _id: 'case' }, { $inc: { next: 1 } }, { upsert: true, returnDocument: 'after' })
    await step()
    await Promise.all(Array.from({ length: 20 }, step))
    expect((await step())?.next).to.equal(22)
  })

  it('sorts, skips, limits and projects', async () => {
    const Item = articles('Page')
    await Item.insertMany(three)
    const page = await Item.find({}, { title: 1, _id: 0 }).sort({ views: -1 }).skip(1).limit(1).lean()
    expect(page).to.deep.equal([{ title: 'c' }])
    const without = await Item.findOne({ title: 'a' }, { author: 0, createdAt: 0, updatedAt: 0, _id: 0, __v: 0 }).lean()
    expect(without).to.deep.equal({ title: 'a', tags: ['x'], views: 3 })
  })

  it('aggregates', async () => {
    const Item = articles('Aggregate')
    await Item.insertMany(three)
    const tags = await Item.aggregate([
      { $match: { views: { $gt: 0 } } },
      { $unwind: '$tags' },
      { $group: { _id: '$tags', total: { $sum: '$views' }, titles: { $push: '$title' } } },
      { $sort: { total: -1 } },
      { $limit: 1 },
      { $project: { _id: 0, tag: '$_id', total: 1, titles: 1 } },
    ])
    expect(tags).to.deep.equal([{ tag: 'x', total: 4, titles: ['a', 'b'] }])
  })

  it('commits a transaction as a whole and shows nothing of it before', async () => {
    const Item = articles('Transaction')
    await Item.init()
    await connection.transaction(async (session) => {
      await Item.create([three[0]], { session })
      await Item.updateOne({ title: 'a' }, { $inc: { views: 1 } }, { session })
      expect(await Item.countDocuments()).to.equal(0)
      expect((await Item.findOne({ title: 'a' }).session(session))?.views).to.equal(4)
    })
    expect((await Item.findOne({ title: 'a' }))?.views).to.equal(4)
  })

  it('leaves nothing of a transaction that fails', async () => {
    const Item = articles('Rollback')
    await Item.init()
    const failing = connection.transaction(async (session) => {
      await Item.create([three[0]], { session })
      throw new Error('changed my mind')
    })
    expect(await failing.catch((error) => error.message)).to.equal('changed my mind')
    expect(await Item.countDocuments()).to.equal(0)
  })

  it('runs conflicting transactions one after the other', async () => {
    const Counter = connection.model('Conflict', new Schema({ _id: String, next: Number }))
    await Counter.create({ _id: 'n', next: 0 })
    const step = () =>
      connection.transaction(async (session) => {
        const counter = await Counter.findById('n').session(session)
        if (counter) counter.next = (counter.next ?? 0) + 1
        await counter?.save({ session })
      })
    await Promise.all(Array.from({ length: 5 }, step))
    expect((await Counter.findById('n'))?.next).to.equal(5)
  })

  it('reads a large result batch by batch', async () => {
    const Item = connection.model('Large', new Schema({ n: Number }))
    await Item.insertMany(Array.from({ length: 1000 }, (_, n) => ({ n })))
    let sum = 0
    for await (const item of Item.find().batchSize(100).cursor()) sum += item.n ?? 0
    expect(sum).to.equal(499_500)
    expect((await Item.find().sort({ n: -1 }).limit(3)).map((item) => item.n)).to.deep.equal([999, 998, 997])
  })
})
