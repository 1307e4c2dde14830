import { expect } from 'chai'
import type { ClientSession } from 'mongodb'
import { bench, codeOf } from './harness.ts'

describe('Transactions', () => {
  const made = bench()
  const collection = () => made.collection
  let a: ClientSession
  let b: ClientSession

  beforeEach(async () => {
    await collection().insertMany([
      { _id: 1, v: 1 },
      { _id: 2, v: 2 },
    ])
    a = made.client.startSession()
    b = made.client.startSession()
    a.startTransaction()
    b.startTransaction()
  })

  afterEach(async () => {
    await a.endSession()
    await b.endSession()
  })

  const values = async (session?: ClientSession) =>
    (
      await collection()
        .find({}, { ...(session ? { session } : {}), sort: { _id: 1 } })
        .toArray()
    ).map(({ v }) => v)

  it('read the data as they were when they began', async () => {
    expect(await values(a)).to.deep.equal([1, 2])
    await collection().updateOne({ _id: 1 }, { $set: { v: 10 } })
    await collection().deleteOne({ _id: 2 })
    await collection().insertOne({ _id: 3, v: 3 })
    expect(await values(a)).to.deep.equal([1, 2])
    expect(await values()).to.deep.equal([10, 3])
    await a.commitTransaction()
    expect(await values(a)).to.deep.equal([10, 3])
  })

  it('see their own writes, which others see after the commit only', async () => {
    await collection().insertOne({ _id: 3, v: 3 }, { session: a })
    await collection().updateMany({}, { $inc: { v: 10 } }, { session: a })
    await collection().deleteOne({ _id: 2 }, { session: a })
    expect(await values(a)).to.deep.equal([11, 13])
    expect(await values()).to.deep.equal([1, 2])
    expect(await collection().countDocuments({ v: 13 }, { session: a })).to.equal(1)
    await a.commitTransaction()
    expect(await values()).to.deep.equal([11, 13])
  })

  it('leave nothing when they are aborted', async () => {
    await collection().updateOne({ _id: 1 }, { $set: { v: 10 } }, { session: a })
    await a.abortTransaction()
    expect(await values()).to.deep.equal([1, 2])
  })

  it('conflict when two write one document: 112, to be tried again', async () => {
    await collection().updateOne({ _id: 1 }, { $inc: { v: 1 } }, { session: a })
    const error = await collection()
      .updateOne({ _id: 1 }, { $inc: { v: 1 } }, { session: b })
      .catch((reason) => reason)
    expect(error.code).to.equal(112)
    expect(error.hasErrorLabel('TransientTransactionError')).to.equal(true)
    await a.commitTransaction()
    expect(await values()).to.deep.equal([2, 2])
  })

  it('conflict with what was written after they began', async () => {
    await collection().findOne({}, { session: a })
    await collection().updateOne({ _id: 1 }, { $inc: { v: 1 } })
    expect(await codeOf(collection().updateOne({ _id: 1 }, { $inc: { v: 1 } }, { session: a }))).to.equal(112)
  })

  it('make other writers of their documents wait', async () => {
    await collection().updateOne({ _id: 1 }, { $inc: { v: 10 } }, { session: a })
    const waiting = collection().updateOne({ _id: 1 }, { $mul: { v: 2 } })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await values()).to.deep.equal([1, 2])
    await a.commitTransaction()
    await waiting
    expect(await values()).to.deep.equal([22, 2])
  })

  it('keep unique indexes', async () => {
    await collection().createIndex({ v: 1 }, { unique: true })
    expect(await codeOf(collection().insertOne({ _id: 3, v: 1 }, { session: a }))).to.equal(11000)
    await collection().insertOne({ _id: 4, v: 4 }, { session: b })
    await collection().insertOne({ _id: 5, v: 4 })
    const error = await b.commitTransaction().catch((reason) => reason)
    expect(error.code).to.equal(112)
    expect(await values()).to.deep.equal([1, 2, 4])
  })

  it('are over after an error, with NoSuchTransaction', async () => {
    expect(await codeOf(collection().insertOne({ _id: 1 }, { session: a }))).to.equal(11000)
    const error = await collection()
      .findOne({}, { session: a })
      .catch((reason) => reason)
    expect(error.code).to.equal(251)
    expect(error.hasErrorLabel('TransientTransactionError')).to.equal(true)
  })

  it('make a collection that is not there yet', async () => {
    const fresh = made.client.db(`bench-${process.pid}`).collection<{ _id: number }>('fresh')
    await fresh.insertOne({ _id: 1 }, { session: a })
    expect(await fresh.countDocuments()).to.equal(0)
    await a.commitTransaction()
    expect(await fresh.countDocuments()).to.equal(1)
  })

  it('commit once however often the commit is sent', async () => {
    await collection().updateOne({ _id: 1 }, { $inc: { v: 1 } }, { session: a })
    await a.commitTransaction()
    await a.commitTransaction()
    expect(await values()).to.deep.equal([2, 2])
  })
})
