import { expect } from 'chai'
import { Binary, BSONRegExp, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb'
import { bench, codeOf } from './harness.ts'

describe('Sorting and projecting', () => {
  const made = bench()
  const collection = () => made.collection

  const sorted = async (sort: Record<string, 1 | -1>) =>
    (await collection().find().sort(sort).toArray()).map(({ _id }) => _id)

  for (const indexed of [false, true]) {
    it(`orders values of different types${indexed ? ' with an index' : ''}`, async () => {
      const ordered = [
        new MinKey(),
        [],
        null,
        -1.5,
        3,
        'B',
        'a',
        'é',
        '\uffee',
        '😀',
        { a: 1 },
        { a: 2 },
        { b: 0 },
        new Binary(Buffer.from([9])),
        new Binary(Buffer.from([1, 1])),
        new ObjectId('64b000000000000000000001'),
        false,
        true,
        new Date(-5),
        new Date(5),
        new Timestamp({ t: 1, i: 1 }),
        new BSONRegExp('a'),
        new MaxKey(),
      ]
      const documents = ordered.map((v, _id) => ({ _id, v }))
      await collection().insertMany(documents.toReversed())
      if (indexed) await collection().createIndex({ v: 1 })
      expect(await sorted({ v: 1 })).to.deep.equal([...ordered.keys()])
      expect(await sorted({ v: -1 })).to.deep.equal([...ordered.keys()].reverse())
    })
  }

  it('sorts arrays by their smallest element upward and their largest downward', async () => {
    await collection().insertMany([
      { _id: 1, v: [1, 9] },
      { _id: 2, v: [5] },
      { _id: 3, v: 4 },
    ])
    expect(await sorted({ v: 1 })).to.deep.equal([1, 3, 2])
    expect(await sorted({ v: -1 })).to.deep.equal([1, 2, 3])
    await collection().drop()
    await collection().insertMany([
      { _id: 1, v: [{ n: 1 }, { n: 9 }] },
      { _id: 2, v: [{ n: 5 }] },
      { _id: 3, v: { n: 4 } },
    ])
    expect(await sorted({ 'v.n': 1 })).to.deep.equal([1, 3, 2])
    expect(await sorted({ 'v.n': -1 })).to.deep.equal([1, 2, 3])
  })

  it('sorts by several fields and delivers any page the same', async () => {
    await collection().insertMany(Array.from({ length: 50 }, (_, i) => ({ _id: i, a: i % 5, b: i % 7 })))
    const all = await sorted({ a: 1, b: -1, _id: 1 })
    for (const index of [undefined, { a: 1, b: -1, _id: 1 } as const, { a: -1, b: 1, _id: -1 } as const]) {
      if (index) await collection().createIndex(index)
      const page = await collection().find().sort({ a: 1, b: -1, _id: 1 }).skip(13).limit(9).toArray()
      expect(page.map(({ _id }) => _id)).to.deep.equal(all.slice(13, 22))
    }
    const filtered = await collection().find({ a: 2 }).sort({ b: -1, _id: 1 }).toArray()
    expect(filtered.map(({ b }) => b)).to.deep.equal(filtered.map(({ b }) => Number(b)).sort((x, y) => y - x))
  })

  it('projects as MongoDB does', async () => {
    await collection().insertOne({
      _id: 1,
      a: 1,
      o: { x: 1, y: 2 },
      l: [{ n: 1, m: 1 }, { n: 2, m: 2 }, 3],
      t: ['p', 'q', 'r'],
    })
    const rows: [object, object, object?][] = [
      [{ a: 1 }, { _id: 1, a: 1 }],
      [{ a: 1, _id: 0 }, { a: 1 }],
      [{ 'o.x': 1, _id: 0 }, { o: { x: 1 } }],
      [{ o: { y: 1 }, _id: 0 }, { o: { y: 2 } }],
      [{ a: 0, l: 0, t: 0, _id: 0, 'o.x': 0 }, { o: { y: 2 } }],
      [{ 'l.n': 1, _id: 0 }, { l: [{ n: 1 }, { n: 2 }] }],
      [{ _id: 0, a: 0, o: 0, t: 0, 'l.m': 0 }, { l: [{ n: 1 }, { n: 2 }, 3] }],
      [
        { _id: 0, t: { $slice: 1 }, a: 1 },
        { a: 1, t: ['p'] },
      ],
      [
        { _id: 0, o: 0, l: 0, t: { $slice: -2 } },
        { a: 1, t: ['q', 'r'] },
      ],
      [{ _id: 0, o: 0, l: 0, a: 0, t: { $slice: [1, 1] } }, { t: ['q'] }],
      [{ _id: 0, l: { $elemMatch: { n: 2 } } }, { l: [{ n: 2, m: 2 }] }],
      [{ _id: 0, 't.$': 1 }, { t: ['q'] }, { t: 'q' }],
      [{ _id: 0, 'l.$': 1 }, { l: [{ n: 2, m: 2 }] }, { 'l.n': 2 }],
      [{ _id: 0, sum: { $add: ['$a', '$o.y'] } }, { sum: 3 }],
      [{ missing: 1, _id: 0 }, {}],
      [{ _id: 1 }, { _id: 1 }],
    ]
    for (const [projection, expected, filter = {}] of rows) {
      expect(await collection().findOne(filter, { projection }), JSON.stringify(projection)).to.deep.equal(expected)
    }
    expect(await codeOf(collection().findOne({}, { projection: { a: 1, o: 0 } }))).to.equal(31254)
    expect(await codeOf(collection().findOne({}, { projection: { a: 0, o: 1 } }))).to.equal(31253)
    expect(await codeOf(collection().findOne({}, { projection: { 'o.x': 1, o: 1 } }))).to.equal(31250)
    expect(await codeOf(collection().findOne({}, { projection: { o: 1, 'o.x': 1 } }))).to.equal(31249)
  })
})
