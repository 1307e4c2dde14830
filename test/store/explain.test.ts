import { expect } from 'chai'
import type { Document, Sort } from 'mongodb'
import { bench, codeOf } from './harness.ts'

/** The stages of a plan, the one that reads first in front. */
function stagesOf({ stage, inputStage, inputStages = [] }: Document): string[] {
  const inputs: Document[] = inputStage ? [inputStage] : inputStages
  return [...inputs.flatMap(stagesOf), stage]
}

describe('Explaining a command', () => {
  const made = bench()
  const collection = () => made.collection
  const explain = (command: object, verbosity = 'executionStats') =>
    made.client.db(made.collection.dbName).command({ explain: command, verbosity })
  const planOf = async (filter: object, sort: Sort = {}, limit = 0) => {
    const { queryPlanner } = await collection().find(filter).sort(sort).limit(limit).explain('queryPlanner')
    return stagesOf(queryPlanner.winningPlan)
  }

  beforeEach(async () => {
    const documents = Array.from({ length: 100 }, (_, i) => ({ _id: i, unit: `u${i % 10}`, due: i, tags: [i % 4, 7] }))
    await collection().insertMany(documents)
    await collection().createIndexes([{ key: { unit: 1, due: -1 } }, { key: { tags: 1 } }])
  })

  it('tells which index serves a filter, and whether it gives the order too', async () => {
    expect(await planOf({ unit: 'u1' })).to.deep.equal(['IXSCAN', 'FETCH'])
    expect(await planOf({ unit: 'u1', due: { $gt: 3 } }, { due: 1 }, 5)).to.deep.equal(['IXSCAN', 'FETCH', 'LIMIT'])
    expect(await planOf({ tags: 3 }, { due: 1 })).to.deep.equal(['IXSCAN', 'FETCH', 'SORT'])
    expect(await planOf({ due: 3 })).to.deep.equal(['COLLSCAN'])
    expect(await planOf({}, { due: 1 })).to.deep.equal(['COLLSCAN', 'SORT'])
  })

  it('shows the index that is used and the way it is walked', async () => {
    const { queryPlanner } = await collection().find({ unit: 'u1' }).sort({ due: 1 }).explain('queryPlanner')
    expect(queryPlanner).to.include({ namespace: collection().namespace })
    const scan = queryPlanner.winningPlan.inputStage
    expect(scan.keyPattern).to.deep.equal({ unit: 1, due: -1 })
    expect(scan).to.include({ indexName: 'unit_1_due_-1', isMultiKey: false, isUnique: false, direction: 'backward' })
  })

  it('has an order of ids, so that what is newer than an id is found without reading the rest', async () => {
    const { executionStats } = await collection()
      .find({ _id: { $gt: 96 } })
      .sort({ _id: 1 })
      .explain('executionStats')
    expect(stagesOf(executionStats.executionStages)).to.deep.equal(['IXSCAN', 'FETCH'])
    expect(executionStats).to.include({ nReturned: 3, totalDocsExamined: 3 })
    await collection().insertOne({ _id: 200 })
    await collection().deleteOne({ _id: 98 })
    const newer = await collection()
      .find({ _id: { $gt: 96 } })
      .sort({ _id: -1 })
      .toArray()
    expect(newer.map(({ _id }) => _id)).to.deep.equal([200, 99, 97])
  })

  it('counts what is looked at', async () => {
    const find = async (filter: object, limit = 0) => {
      const { executionStats } = await collection().find(filter).limit(limit).explain('executionStats')
      const { nReturned, totalKeysExamined, totalDocsExamined } = executionStats
      return [nReturned, totalKeysExamined, totalDocsExamined]
    }
    expect(await find({ unit: 'u1' })).to.deep.equal([10, 10, 10])
    expect(await find({ unit: 'u1', tags: { $size: 2 } }, 3)).to.deep.equal([3, 3, 3])
    expect(await find({ due: { $lt: 4 } })).to.deep.equal([4, 0, 100])
    expect(await find({ unit: 'nobody' })).to.deep.equal([0, 0, 0])
  })

  it('reads an index whole when a filter names more values than are worth looking up one by one', async () => {
    const units = Array.from({ length: 1200 }, (_, i) => `u${i % 3}-${i}`)
    expect(
      await collection().countDocuments({ unit: { $in: [...units, 'u1', 'u2'] } }, { hint: 'unit_1_due_-1' }),
    ).to.equal(20)
  })

  it('covers every command that looks for documents', async () => {
    const items = collection().collectionName
    const q = { unit: 'u1' }
    const commands = [
      { find: items, filter: q },
      { count: items, query: q },
      { distinct: items, key: 'due', query: q },
      { aggregate: items, pipeline: [{ $match: q }], cursor: {} },
      { update: items, updates: [{ q, u: { $set: { due: 0 } }, multi: true }] },
      { delete: items, deletes: [{ q, limit: 0 }] },
      { findAndModify: items, query: q, update: { $set: { due: 0 } } },
    ]
    for (const command of commands) {
      const { queryPlanner, executionStats } = await explain(command)
      const name = JSON.stringify(command)
      expect(JSON.stringify(queryPlanner.winningPlan), name).to.include('"indexName":"unit_1_due_-1"')
      expect(executionStats.totalDocsExamined, name).to.be.within(1, 10)
    }
    expect(await collection().countDocuments({ unit: 'u1', due: { $gt: 0 } })).to.equal(10)
  })

  it('follows a pipeline as far as its collection serves it', async () => {
    const pipeline = [
      { $match: { unit: 'u1' } },
      { $sort: { due: -1 } },
      { $group: { _id: null, all: { $push: '$due' } } },
    ]
    const explained = await collection().aggregate(pipeline).explain('queryPlanner')
    expect(JSON.stringify(explained)).to.include('"indexName":"unit_1_due_-1"').and.not.include('COLLSCAN')
    expect(await collection().aggregate(pipeline).toArray()).to.deep.equal([
      { _id: null, all: [91, 81, 71, 61, 51, 41, 31, 21, 11, 1] },
    ])
  })

  it('refuses a verbosity that is none, and commands that look for nothing', async () => {
    const items = collection().collectionName
    expect(await codeOf(explain({ find: items }, 'loud'))).to.equal(2)
    expect(await codeOf(explain({ insert: items, documents: [{}] }))).to.be.oneOf([20, 59])
  })
})

describe('A hint', () => {
  const made = bench()
  const collection = () => made.collection

  beforeEach(async () => {
    await collection().insertMany([
      { _id: 1, a: 1, b: 2, s: 1 },
      { _id: 2, a: 1, b: 1 },
      { _id: 3, a: 2, b: 3, s: 2 },
    ])
    await collection().createIndexes([{ key: { a: 1 } }, { key: { b: -1 } }, { key: { s: 1 }, sparse: true }])
  })

  it('by name or key pattern decides which index is used', async () => {
    for (const hint of ['b_-1', { b: -1 }] as const) {
      const { queryPlanner } = await collection().find({ a: 1 }).hint(hint).explain('queryPlanner')
      expect(queryPlanner.winningPlan.inputStage.indexName).to.equal('b_-1')
      const found = await collection().find({ a: 1 }).hint(hint).toArray()
      expect(found.map(({ _id }) => _id)).to.deep.equal([1, 2])
    }
  })

  it('of $natural reads the collection itself, in either direction', async () => {
    for (const [direction, ids] of [
      [1, [1, 2]],
      [-1, [2, 1]],
    ] as const) {
      const found = await collection().find({ a: 1 }).hint({ $natural: direction }).toArray()
      expect(found.map(({ _id }) => _id)).to.deep.equal(ids)
    }
  })

  it('of a sparse index leaves out what that index leaves out', async () => {
    expect(await collection().find({}).hint('s_1').toArray()).to.have.length(2)
    expect(await collection().countDocuments({}, { hint: 's_1' })).to.equal(2)
  })

  it('for an index that is not there is refused by every command, and nothing is written', async () => {
    const options = { hint: { nowhere: 1 } }
    const items = collection()
    const codes = await Promise.all([
      codeOf(items.find({ a: 1 }, options).toArray()),
      codeOf(items.countDocuments({ a: 1 }, options)),
      codeOf(items.aggregate([{ $match: { a: 1 } }], options).toArray()),
      codeOf(items.updateMany({ a: 1 }, { $set: { b: 9 } }, options)),
      codeOf(items.deleteMany({ a: 1 }, options)),
      codeOf(items.findOneAndUpdate({ a: 1 }, { $set: { b: 9 } }, options)),
    ])
    expect(codes).to.deep.equal(Array(6).fill(2))
    const wrong = made.client.db(items.dbName).command({ find: items.collectionName, hint: 3 })
    expect(await codeOf(wrong)).to.equal(9)
    expect(await collection().countDocuments({ b: { $lt: 9 } })).to.equal(3)
  })

  it('serves updates and deletions too', async () => {
    const { modifiedCount } = await collection().updateOne({ a: 1 }, { $set: { seen: true } }, { hint: { b: -1 } })
    expect(modifiedCount).to.equal(1)
    expect(await collection().findOne({ seen: true })).to.include({ _id: 1 })
    expect((await collection().deleteMany({ a: 1 }, { hint: 'a_1' })).deletedCount).to.equal(2)
  })
})
