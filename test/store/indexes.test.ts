import { expect } from 'chai'
import { bench, codeOf } from './harness.ts'

describe('Indexes', () => {
  const made = bench()
  const collection = () => made.collection

  it('that are unique refuse a second document, with the key in the error', async () => {
    await collection().createIndex({ a: 1, 'b.c': -1 }, { unique: true })
    await collection().insertOne({ _id: 1, a: 1, b: { c: 2 } })
    await collection().insertOne({ _id: 2, a: 1 })
    const error = await collection()
      .insertOne({ _id: 3, a: 1, b: { c: 2 } })
      .catch((reason) => reason)
    expect(error.code).to.equal(11000)
    expect(error.keyPattern).to.deep.equal({ a: 1, 'b.c': -1 })
    expect(error.keyValue).to.deep.equal({ a: 1, 'b.c': 2 })
    expect(error.message).to.include('E11000 duplicate key error collection: ')
    expect(await codeOf(collection().insertOne({ _id: 4, a: 1, b: null }))).to.equal(11000)
    expect(await codeOf(collection().updateOne({ _id: 2 }, { $set: { b: { c: 2 } } }))).to.equal(11000)
    expect(await collection().findOne({ _id: 2 })).to.deep.equal({ _id: 2, a: 1 })
    expect(await codeOf(collection().insertOne({ _id: 1 }))).to.equal(11000)
  })

  it('that are unique and sparse or partial leave documents out', async () => {
    await collection().createIndex({ s: 1 }, { unique: true, sparse: true })
    await collection().createIndex({ p: 1 }, { unique: true, partialFilterExpression: { open: true } })
    await collection().insertMany([
      { _id: 1, p: 1 },
      { _id: 2, p: 1 },
      { _id: 3, p: 1, open: true },
    ])
    expect(await codeOf(collection().insertOne({ _id: 4, p: 1, open: true }))).to.equal(11000)
    await collection().insertOne({ _id: 5, s: null })
    expect(await codeOf(collection().insertOne({ _id: 6, s: null }))).to.equal(11000)
    expect(await collection().countDocuments({ s: null })).to.equal(4)
    expect(await collection().find().sort({ s: 1 }).toArray()).to.have.length(4)
  })

  it('file every element of an array', async () => {
    await collection().createIndex({ tags: 1 }, { unique: true })
    await collection().insertOne({ _id: 1, tags: ['a', 'b', 'a'] })
    expect(await codeOf(collection().insertOne({ _id: 2, tags: ['c', 'b'] }))).to.equal(11000)
    await collection().createIndex({ x: 1, y: 1 })
    expect(await codeOf(collection().insertOne({ _id: 3, x: [1], y: [2] }))).to.equal(171)
    await collection().createIndex({ 'l.a': 1, 'l.b': 1 }, { unique: true, sparse: true })
    await collection().insertOne({
      _id: 4,
      tags: ['z'],
      l: [
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ],
    })
    await collection().insertOne({ _id: 5, tags: ['y'], l: [{ a: 1, b: 2 }] })
    expect(await codeOf(collection().insertOne({ _id: 6, tags: ['x'], l: [{ a: 2, b: 2 }] }))).to.equal(11000)
  })

  it('are listed, compared and dropped', async () => {
    await collection().createIndex({ a: 1 })
    await collection().createIndex({ a: 1 })
    expect(await codeOf(collection().createIndex({ a: 1 }, { unique: true }))).to.equal(86)
    expect(await codeOf(collection().createIndex({ b: 1 }, { name: 'a_1' }))).to.equal(86)
    expect(await codeOf(collection().createIndex({ a: 1 }, { name: 'other' }))).to.equal(85)
    expect(await codeOf(collection().createIndex({ a: 'text' }))).to.equal(67)
    expect((await collection().indexes()).map(({ name }) => name)).to.deep.equal(['_id_', 'a_1'])
    await collection().dropIndex('a_1')
    expect(await codeOf(collection().dropIndex('a_1'))).to.equal(27)
    expect(await codeOf(collection().dropIndex('_id_'))).to.equal(72)
  })

  it('are not made unique over documents that are not', async () => {
    await collection().insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 1 },
    ])
    expect(await codeOf(collection().createIndex({ a: 1 }, { unique: true }))).to.equal(11000)
    expect(await collection().indexes()).to.have.length(1)
  })

  it('serve the branches of $or together, each document once', async () => {
    await collection().createIndexes([{ key: { owner: 1 } }, { key: { deputy: 1 } }])
    await collection().insertMany([
      { _id: 1, owner: 'a', deputy: 'a' },
      { _id: 2, owner: 'b', deputy: 'a' },
      { _id: 3, owner: 'b', deputy: 'c' },
      { _id: 4, owner: 'a', hidden: true },
    ])
    const filter = { $and: [{ $or: [{ owner: 'a' }, { deputy: 'a' }] }, { hidden: { $ne: true } }] }
    const found = await collection().find(filter).sort({ _id: -1 }).toArray()
    expect(found.map(({ _id }) => _id)).to.deep.equal([2, 1])
    const stages = async (where: object) => JSON.stringify((await collection().find(where).explain()).queryPlanner)
    expect(await stages(filter))
      .to.include('IXSCAN')
      .and.not.include('COLLSCAN')
    expect(await stages({ $or: [{ owner: 'a' }, { size: 3 }] })).to.include('COLLSCAN')
  })

  it('cannot be had by commands this server does not know', async () => {
    const db = made.client.db('admin')
    expect(await codeOf(db.command({ foo: 1 }))).to.equal(59)
    expect(await codeOf(db.command({ constructor: 1 }))).to.equal(59)
    expect(
      await codeOf(
        collection()
          .find({}, { collation: { locale: 'nl' } })
          .toArray(),
      ),
    ).to.equal(115)
    expect(await codeOf(collection().watch().next())).to.equal(40573)
  })
})
