import { expect } from 'chai'
import { Binary, BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb'
import { bench, codeOf } from './harness.ts'

const oid = new ObjectId('64b000000000000000000001')
const bytes = (...values: number[]) => new Binary(Buffer.from(values))

/** [filter, values of `v` that match, values that do not]; no value at all is written as `missing`. */
const missing = Symbol('missing')
type Row = [filter: object, matching: unknown[], others: unknown[]]

const ROWS: Record<string, Row[]> = {
  equality: [
    [
      { v: 1 },
      [1, Long.fromNumber(1), new Double(1), Decimal128.fromString('1.0'), [1, 2]],
      [2, '1', true, null, missing],
    ],
    [{ v: null }, [null, missing], [0, '', [], false]],
    [{ v: { $eq: null } }, [null, missing, [null]], [0, []]],
    [{ v: { $ne: null } }, [0, '', []], [null, missing, [null]]],
    [{ v: [1, 2] }, [[1, 2], [[1, 2]]], [[2, 1], [1], 1]],
    [{ v: [] }, [[], [[]]], [null, missing, [1]]],
    [{ v: { a: 1, b: 2 } }, [{ a: 1, b: 2 }, [{ a: 1, b: 2 }]], [{ b: 2, a: 1 }, { a: 1 }, { a: 1, b: 2, c: 3 }]],
    [{ v: bytes(1, 2) }, [bytes(1, 2)], [bytes(1, 3), bytes(1), new Binary(Buffer.from([1, 2]), 128)]],
    [{ v: oid }, [oid, [oid]], [oid.toHexString()]],
    [{ v: new Date(5) }, [new Date(5)], [5, new Date(6)]],
    [
      { v: Long.fromString('9007199254740993') },
      [Long.fromString('9007199254740993')],
      [Long.fromString('9007199254740992')],
    ],
    [{ v: Number.NaN }, [Number.NaN], [0, null, missing]],
    [{ v: {} }, [{}], [{ a: 1 }, missing]],
    [{ v: { $eq: new BSONRegExp('^a') } }, [new BSONRegExp('^a')], ['a']],
  ],
  comparison: [
    [
      { v: { $gt: 1 } },
      [2, Long.fromNumber(2), Decimal128.fromString('1.1'), [0, 5]],
      [1, '2', null, missing, new Date(9), Number.NaN],
    ],
    [{ v: { $gte: 1, $lt: 3 } }, [1, 2.5, [0, 9]], [3, 0, '2']],
    [{ v: { $lt: 'b' } }, ['a', ''], ['b', 0, null]],
    [{ v: { $lte: null } }, [null, missing], [0, '', false]],
    [{ v: { $gt: new MinKey() } }, [0, 'a', null], [new MinKey()]],
    [{ v: { $lt: new MaxKey() } }, [0, 'a', null], [new MaxKey()]],
    [{ v: { $gt: new Date(3) } }, [new Date(4)], [new Date(3), 4, new Timestamp({ t: 9, i: 1 })]],
    [{ v: { $gt: [1] } }, [[1, 0], [2]], [[1], [0, 9], 5]],
    [{ v: { $gt: { a: 1 } } }, [{ a: 2 }, { b: 1 }], [{ a: 1 }, { a: 0 }, 3]],
    [{ v: { $gte: Number.NaN } }, [Number.NaN], [0, 1]],
    [{ v: { $gt: true } }, [], [false, true, 1]],
    [{ v: { $gt: 0.1 } }, [0.2], [0.1, Decimal128.fromString('0.1')]],
  ],
  lists: [
    [{ v: { $in: [1, 'a', null] } }, [1, 'a', null, missing, ['a', 'z']], [2, 'b', []]],
    [{ v: { $in: [/^ab/i, 5] } }, ['ABc', 5], ['b', 6]],
    [{ v: { $in: [] } }, [], [1, null, missing]],
    [{ v: { $nin: [1, null] } }, [2, 'a', []], [1, null, missing, [1, 2]]],
    [{ v: { $all: [1, 2] } }, [[2, 3, 1]], [[1], 1, missing]],
    [{ v: { $all: [1] } }, [1, [1]], [[2]]],
    [{ v: { $all: [] } }, [], [[], 1]],
    [
      { v: { $size: 2 } },
      [
        [1, 2],
        [[], []],
      ],
      [[1], 2, 'ab', missing],
    ],
    [{ v: { $elemMatch: { $gt: 1, $lt: 3 } } }, [[0, 2]], [[0, 9], 2]],
    [{ v: { $elemMatch: { a: 1, b: 2 } } }, [[{ a: 1, b: 2 }]], [[{ a: 1 }, { b: 2 }], { a: 1, b: 2 }]],
    [{ v: { $all: [{ $elemMatch: { a: 1 } }, { $elemMatch: { a: 2 } }] } }, [[{ a: 1 }, { a: 2 }]], [[{ a: 1 }]]],
    [{ 'v.0': 1 }, [[1, 2]], [[2, 1], 1]],
    [{ 'v.a': 1 }, [{ a: 1 }, [{ a: 1 }, 5], { a: [1] }], [[[{ a: 1 }]], 1]],
    [{ 'v.a': null }, [{}, { a: null }, 5, missing, [{}]], [{ a: 1 }, [{ a: 1 }], []]],
    [{ 'v.a': { $exists: false } }, [{}, [], 5, missing], [{ a: null }, [{ a: 1 }, {}]]],
    [{ 'v.1.a': 2 }, [[{ a: 1 }, { a: 2 }]], [[{ a: 2 }]]],
  ],
  'types and patterns': [
    [{ v: { $exists: true } }, [null, 0, []], [missing]],
    [{ v: { $type: 'number' } }, [1, 1.5, Long.ONE, Decimal128.fromString('1'), [1]], ['1', null]],
    [{ v: { $type: 'objectId' } }, [oid], ['a']],
    [{ v: { $type: ['string', 'null'] } }, ['a', null], [1, missing]],
    [{ v: { $type: 'array' } }, [[], [[]]], [1, missing]],
    [{ v: { $type: 'long' } }, [Long.ONE], [1, 1.5]],
    [{ v: { $type: 2 } }, ['a'], [2]],
    [{ v: { $type: 'date' } }, [new Date()], [0]],
    [{ v: /b$/ }, ['ab', 'ab\n', ['xb']], ['ba', 1, null]],
    [{ v: { $regex: 'B', $options: 'i' } }, ['abc'], ['ac']],
    [{ v: { $regex: '(?i)^AB' } }, ['abc'], ['bc']],
    [{ v: { $regex: 'a b # words', $options: 'x' } }, ['ab'], ['a b']],
    [{ v: { $regex: '^.b', $options: 's' } }, ['\nb'], ['b']],
    [{ v: { $regex: '^b', $options: 'm' } }, ['a\nb'], ['ab']],
    [{ v: { $regex: '^.$' } }, ['😀', 'a'], ['ab']],
    [{ v: { $regex: '\\Aa\\.b\\z' } }, ['a.b'], ['a.b\n', 'axb']],
    [{ v: { $regex: '\\Qa.b\\E' } }, ['a.b'], ['axb']],
    [{ v: { $not: /^a/ } }, ['b', 1, missing], ['ab']],
    [{ v: { $not: { $gt: 1 } } }, [1, 'a', missing], [2, [2]]],
    [{ v: { $mod: [3, 1] } }, [4, 7.9, Long.fromNumber(10)], [3, 'a']],
    [{ v: { $bitsAllSet: 5 } }, [5, 7], [4, 1.5, 'a']],
    [{ v: { $bitsAnyClear: [0, 1] } }, [1, 4], [3]],
  ],
  combinations: [
    [{ $or: [{ v: 1 }, { v: 2 }] }, [1, 2], [3]],
    [{ $and: [{ v: { $gt: 1 } }, { v: { $lt: 3 } }] }, [2, [0, 9]], [3]],
    [{ $nor: [{ v: 1 }, { v: 2 }] }, [3, missing], [1, 2]],
    [{ v: { $gt: 0 }, $comment: 'why' }, [1], [0]],
    [{ $expr: { $gt: ['$v', 1] } }, [2, 'a'], [1, null, missing]],
    [{ $expr: { $eq: [{ $size: { $ifNull: ['$v', []] } }, 2] } }, [[1, 2]], [[1], missing]],
    [{}, [1, missing], []],
  ],
}

describe('Filters', () => {
  const made = bench()
  const collection = () => made.collection

  for (const [group, rows] of Object.entries(ROWS)) {
    for (const indexed of [false, true]) {
      it(`find ${group}${indexed ? ' with an index' : ''}`, async () => {
        for (const [filter, matching, others] of rows) {
          await collection().deleteMany({})
          const documents = [...matching, ...others].map((v, _id) => (v === missing ? { _id } : { _id, v }))
          await collection().insertMany(documents)
          if (indexed) await collection().createIndex({ v: 1 })
          const found = (await collection().find(filter).toArray()).map(({ _id }) => Number(_id))
          expect(found, JSON.stringify(filter)).to.have.members([...matching.keys()])
          const counted = await collection().countDocuments(filter)
          expect(counted, JSON.stringify(filter)).to.equal(matching.length)
        }
      })
    }
  }

  it('are refused with the codes of MongoDB', async () => {
    await collection().insertOne({ _id: 1, v: 1 })
    const refused: [object, number][] = [
      [{ v: { $foo: 1 } }, 2],
      [{ $foo: 1 }, 2],
      [{ $where: 'true' }, 2],
      [{ $text: { $search: 'x' } }, 27],
      [{ $or: [] }, 2],
      [{ $and: {} }, 2],
      [{ v: { $in: 1 } }, 2],
      [{ v: { $size: 'a' } }, 9],
      [{ v: { $size: -1 } }, 9],
      [{ v: { $not: {} } }, 2],
      [{ v: { $mod: [0, 1] } }, 2],
      [{ v: { $mod: [1] } }, 2],
      [{ v: { $type: 'foo' } }, 2],
      [{ v: { $regex: '(' } }, 51091],
      [{ v: { $regex: 'a', $options: 'q' } }, 51108],
      [{ v: { $options: 'i' } }, 2],
      [{ v: { $elemMatch: 1 } }, 2],
      [{ v: { $all: 1 } }, 2],
      [{ $expr: { $foo: 1 } }, 168],
    ]
    for (const [filter, code] of refused) {
      expect(await codeOf(collection().findOne(filter)), JSON.stringify(filter)).to.equal(code)
    }
  })
})
