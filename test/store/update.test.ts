import { expect } from 'chai'
import { Decimal128, Long, ObjectId } from 'mongodb'
import { bench, codeOf, type Doc } from './harness.ts'

type Row = [before: object, update: object, after: object, options?: object, filter?: object]

const ROWS: Record<string, Row[]> = {
  'set and unset': [
    [{}, { $set: { a: 1, 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
    [{ a: [1, 2] }, { $set: { 'a.1': 9, 'a.3': 4 } }, { a: [1, 9, null, 4] }],
    [{ a: 1 }, { $set: { _id: 1, a: 2 } }, { a: 2 }],
    [{ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    [{ a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }],
    [{ a: 1 }, { $unset: { 'a.b': 1 } }, { a: 1 }],
    [{ a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
    [{ a: 1 }, { $rename: { x: 'y' } }, { a: 1 }],
    [{}, { $set: { b: 1, a: 1 } }, { a: 1, b: 1 }],
    [{ a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
    [JSON.parse('{"__proto__": {"a": 1}}'), { $set: { b: 1 } }, JSON.parse('{"__proto__": {"a": 1}, "b": 1}')],
  ],
  numbers: [
    [{ a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
    [{ a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
    [{ a: 3 }, { $min: { a: 2 }, $max: { b: 5 } }, { a: 2, b: 5 }],
    [{ a: 3 }, { $min: { a: 'x' } }, { a: 3 }],
    [{ a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
    [
      { a: Decimal128.fromString('0.1') },
      { $inc: { a: Decimal128.fromString('0.2') } },
      { a: Decimal128.fromString('0.3') },
    ],
    [{ a: Long.fromString('9007199254740993') }, { $inc: { a: 2 } }, { a: Long.fromString('9007199254740995') }],
  ],
  arrays: [
    [{}, { $push: { a: 1 } }, { a: [1] }],
    [{ a: [3] }, { $push: { a: { $each: [1, 2], $sort: 1, $slice: 2 } } }, { a: [1, 2] }],
    [{ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
    [{ a: [{ n: 2 }] }, { $push: { a: { $each: [{ n: 1 }], $sort: { n: -1 } } } }, { a: [{ n: 2 }, { n: 1 }] }],
    [{ a: [1] }, { $push: { a: { $each: [2, 3], $slice: -2 } } }, { a: [2, 3] }],
    [{ a: [1] }, { $addToSet: { a: 1 } }, { a: [1] }],
    [
      { a: [{ x: 1, y: 2 }] },
      {
        $addToSet: {
          a: {
            $each: [
              { x: 1, y: 2 },
              { y: 2, x: 1 },
            ],
          },
        },
      },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
    [{ a: [1, 2, 3, 1] }, { $pull: { a: 1 } }, { a: [2, 3] }],
    [{ a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
    [{ a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
    [{ a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
    [{ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
    [{ a: [1, 2] }, { $set: { 'a.$': 9 } }, { a: [1, 9] }, {}, { a: 2 }],
    [
      {
        a: [
          { n: 1, v: 0 },
          { n: 2, v: 0 },
        ],
      },
      { $inc: { 'a.$.v': 1 } },
      {
        a: [
          { n: 1, v: 0 },
          { n: 2, v: 1 },
        ],
      },
      {},
      { 'a.n': 2 },
    ],
    [
      { a: [{ n: 1 }, { n: 2 }] },
      { $set: { 'a.$.v': 1 } },
      { a: [{ n: 1 }, { n: 2, v: 1 }] },
      {},
      { a: { $elemMatch: { n: { $gt: 1 } } } },
    ],
    [{ a: [1, 2] }, { $inc: { 'a.$[]': 1 } }, { a: [2, 3] }],
    [
      { a: [{ g: 1 }, { g: 9 }] },
      { $set: { 'a.$[e].ok': true } },
      { a: [{ g: 1 }, { g: 9, ok: true }] },
      { arrayFilters: [{ 'e.g': { $gt: 5 } }] },
    ],
  ],
  pipelines: [
    [{ a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], { b: 2, c: 3 }],
    [{ a: 1 }, [{ $replaceWith: { z: '$a' } }], { z: 1 }],
  ],
}

describe('Updates', () => {
  const made = bench()
  const collection = () => made.collection

  for (const [group, rows] of Object.entries(ROWS)) {
    it(`change ${group}`, async () => {
      for (const [before, update, after, options, filter] of rows) {
        await collection().deleteMany({})
        await collection().insertOne({ _id: 1, ...before })
        await collection().updateOne({ _id: 1, ...filter }, update, options)
        const [found] = await collection().find({}, { promoteLongs: false, promoteValues: true }).toArray()
        expect(found, JSON.stringify(update)).to.deep.equal({ _id: 1, ...after })
      }
    })
  }

  it('that fail leave the document as it was, with the code of MongoDB', async () => {
    const before = { _id: 1, s: 'text', n: null, o: { x: 1 }, a: [1], d: 1 }
    const failing: [object, number][] = [
      [{ $inc: { d: 1, s: 1 } }, 14],
      [{ $inc: { n: 1 } }, 14],
      [{ $inc: { d: 'x' } }, 14],
      [{ $mul: { s: 2 } }, 14],
      [{ $push: { s: 1 } }, 2],
      [{ $push: { n: 1 } }, 2],
      [{ $addToSet: { s: 1 } }, 2],
      [{ $pop: { s: 1 } }, 14],
      [{ $pull: { s: 1 } }, 2],
      [{ $set: { 's.x': 1 } }, 28],
      [{ $set: { 'n.x': 1 } }, 28],
      [{ $set: { 'a.x': 1 } }, 28],
      [{ $set: { _id: 2 } }, 66],
      [{ $unset: { _id: 1 } }, 66],
      [{ $set: { d: 1 }, $inc: { d: 1 } }, 40],
      [{ $set: { o: 1, 'o.x': 1 } }, 40],
      [{ $foo: { d: 1 } }, 9],
      [{ $set: { 'a.$': 1 } }, 2],
      [{ $set: { 'a.$[e]': 1 } }, 2],
      [{ $rename: { d: 'd' } }, 2],
      [{ $bit: { s: { and: 1 } } }, 2],
      [{ $set: { '': 1 } }, 56],
      [{ $currentDate: { d: 'x' } }, 2],
    ]
    await collection().insertOne(before)
    for (const [update, code] of failing) {
      expect(await codeOf(collection().updateOne({ _id: 1 }, update)), JSON.stringify(update)).to.equal(code)
    }
    expect(await codeOf(collection().replaceOne({ _id: 1 }, { _id: 5 } as never))).to.equal(66)
    expect(await collection().findOne()).to.deep.equal(before)
  })

  it('insert a document when nothing is found and upsert asks for it', async () => {
    const upsert = async (filter: object, update: object) => {
      await collection().deleteMany({})
      const result = await collection().updateOne(filter, update, { upsert: true })
      const [found] = await collection().find().toArray()
      expect(result.upsertedId).to.deep.equal(found?._id)
      return found as Doc
    }
    expect(await upsert({ _id: 7, 'a.b': 1, c: { $gt: 5 } }, { $set: { d: 2 }, $setOnInsert: { e: 3 } })).to.deep.equal(
      { _id: 7, a: { b: 1 }, d: 2, e: 3 },
    )
    expect(await upsert({ $and: [{ _id: 8 }, { x: { $eq: 1 } }] }, { $inc: { n: 1 } })).to.deep.equal({
      _id: 8,
      x: 1,
      n: 1,
    })
    expect((await upsert({ x: 1 }, { $set: { y: 1 } }))._id).to.be.instanceOf(ObjectId)
    expect(await codeOf(collection().updateOne({ _id: 3 }, { $set: { _id: 4 } }, { upsert: true }))).to.equal(66)
  })

  it('count what they found and what they changed', async () => {
    await collection().insertMany([
      { _id: 1, v: 1 },
      { _id: 2, v: 1 },
      { _id: 3, v: 2 },
    ])
    const result = await collection().updateMany({}, { $set: { v: 1 } })
    expect(result).to.include({ matchedCount: 3, modifiedCount: 1 })
  })

  it('give back the document of findAndModify before or after', async () => {
    await collection().insertMany([
      { _id: 1, v: 1 },
      { _id: 2, v: 5 },
    ])
    const options = { sort: { v: -1 as const }, projection: { v: 1, _id: 0 } }
    expect(await collection().findOneAndUpdate({}, { $inc: { v: 1 } }, options)).to.deep.equal({ v: 5 })
    const after = await collection().findOneAndUpdate({}, { $inc: { v: 1 } }, { ...options, returnDocument: 'after' })
    expect(after).to.deep.equal({ v: 7 })
    expect(
      await collection().findOneAndReplace({ _id: 1 }, { w: 1 } as never, { returnDocument: 'after' }),
    ).to.deep.equal({ _id: 1, w: 1 })
    expect(await collection().findOneAndDelete({ _id: 2 })).to.deep.equal({ _id: 2, v: 7 })
    expect(await collection().findOneAndUpdate({ _id: 9 }, { $set: { v: 1 } })).to.equal(null)
  })
})
