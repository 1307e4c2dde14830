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
})
