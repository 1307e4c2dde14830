import { expect } from 'chai'
import { ObjectId } from 'mongodb'
import { bench, codeOf } from './harness.ts'

const oid = new ObjectId('64b000000000000000000001')

describe('Aggregation', () => {
  const made = bench()
  const collection = () => made.collection

  const documents = [
    { _id: 1, unit: 'a', n: 5, tags: ['x', 'y'], at: new Date('2026-03-01T23:30:00Z') },
    { _id: 2, unit: 'b', n: 1, tags: ['x'], at: new Date('2026-07-01T22:30:00Z') },
    { _id: 3, unit: 'a', n: 3, tags: [], by: { name: 'An' } },
  ]

  beforeEach(() => collection().insertMany(documents))

  it('runs stages', async () => {
    const rows: [object[], object[]][] = [
      [
        [
          { $group: { _id: '$unit', total: { $sum: '$n' }, mean: { $avg: '$n' }, all: { $push: '$_id' } } },
          { $sort: { _id: 1 } },
        ],
        [
          { _id: 'a', total: 8, mean: 4, all: [1, 3] },
          { _id: 'b', total: 1, mean: 1, all: [2] },
        ],
      ],
      [
        [{ $group: { _id: null, low: { $min: '$n' }, high: { $max: '$n' }, count: { $count: {} } } }],
        [{ _id: null, low: 1, high: 5, count: 3 }],
      ],
      [[{ $match: { n: { $gt: 9 } } }, { $count: 'n' }], []],
      [[{ $match: { n: { $gt: 1 } } }, { $count: 'n' }], [{ n: 2 }]],
      [
        [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
        [
          { _id: 'x', count: 2 },
          { _id: 'y', count: 1 },
        ],
      ],
      [
        [
          { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
          { $match: { _id: { $ne: 2 } } },
          { $project: { tags: 1, i: 1 } },
        ],
        [
          { _id: 1, tags: 'x', i: 0 },
          { _id: 1, tags: 'y', i: 1 },
          { _id: 3, i: null },
        ],
      ],
      [[{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } }], [{ _id: 3, n: 3 }]],
      [
        [
          { $match: { _id: 3 } },
          { $addFields: { 'by.unit': '$unit', n: { $add: ['$n', 1] } } },
          { $unset: ['tags', 'unit'] },
        ],
        [{ _id: 3, n: 4, by: { name: 'An', unit: 'a' } }],
      ],
      [[{ $match: { _id: 3 } }, { $replaceRoot: { newRoot: '$by' } }], [{ name: 'An' }]],
      [
        [
          { $match: { _id: 2 } },
          { $lookup: { from: 'items', localField: 'tags', foreignField: 'tags', as: 'same' } },
          { $project: { 'same._id': 1 } },
        ],
        [{ _id: 2, same: [{ _id: 1 }, { _id: 2 }] }],
      ],
      [
        [
          { $match: { _id: 2 } },
          {
            $lookup: {
              from: 'items',
              let: { u: '$unit' },
              pipeline: [{ $match: { $expr: { $ne: ['$unit', '$$u'] } } }, { $project: { n: 1 } }],
              as: 'others',
            },
          },
          { $project: { others: 1 } },
        ],
        [
          {
            _id: 2,
            others: [
              { _id: 1, n: 5 },
              { _id: 3, n: 3 },
            ],
          },
        ],
      ],
      [
        [{ $facet: { count: [{ $count: 'n' }], first: [{ $limit: 1 }, { $project: { n: 1 } }] } }],
        [{ count: [{ n: 3 }], first: [{ _id: 1, n: 5 }] }],
      ],
    ]
    for (const [pipeline, expected] of rows) {
      expect(await collection().aggregate(pipeline).toArray(), JSON.stringify(pipeline)).to.deep.equal(expected)
    }
    expect(await collection().find().toArray()).to.deep.equal(documents)
  })

  it('evaluates expressions', async () => {
    const rows: [unknown, unknown][] = [
      [{ $cond: [{ $gt: ['$n', 3] }, 'high', 'low'] }, 'high'],
      // biome-ignore lint/suspicious/noThenProperty: the name is MongoDB's
      [{ $switch: { branches: [{ case: { $eq: ['$unit', 'b'] }, then: 1 }], default: 2 } }, 2],
      [{ $ifNull: ['$missing', '$unit'] }, 'a'],
      [{ $concat: ['$unit', '-', { $toString: '$n' }] }, 'a-5'],
      [{ $concat: ['$unit', '$missing'] }, null],
      [{ $toUpper: 'é-abc' }, 'é-ABC'],
      [{ $substrCP: ['aé😀b', 1, 2] }, 'é😀'],
      [{ $strLenCP: '😀a' }, 2],
      [{ $split: ['a,b', ','] }, ['a', 'b']],
      [{ $trim: { input: '  a ' } }, 'a'],
      [{ $regexMatch: { input: 'abc', regex: '^B', options: 'i' } }, false],
      [{ $replaceAll: { input: 'a$a', find: 'a', replacement: { $literal: '$&' } } }, '$&$$&'],
      [{ $size: '$tags' }, 2],
      [{ $in: ['x', '$tags'] }, true],
      [{ $arrayElemAt: ['$tags', -1] }, 'y'],
      [{ $slice: ['$tags', 1, 5] }, ['y']],
      [{ $map: { input: '$tags', as: 't', in: { $concat: ['$$t', '!'] } } }, ['x!', 'y!']],
      [{ $filter: { input: [1, 2, 3], cond: { $gt: ['$$this', 1] } } }, [2, 3]],
      [{ $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
      [
        {
          $setUnion: [
            [1, 2],
            [2, 3],
          ],
        },
        [1, 2, 3],
      ],
      [{ $setIsSubset: [[1], [1, 2]] }, true],
      [{ $mergeObjects: [{ a: 1, b: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
      [{ $objectToArray: { a: 1 } }, [{ k: 'a', v: 1 }]],
      [{ $arrayToObject: [[['a', 1]]] }, { a: 1 }],
      [{ $add: [1, 2.5] }, 3.5],
      [{ $add: ['$at', 1000] }, new Date('2026-03-01T23:30:01Z')],
      [{ $subtract: [5, 7] }, -2],
      [{ $divide: [1, 4] }, 0.25],
      [{ $mod: [-7, 3] }, -1],
      [{ $round: [2.5] }, 2],
      [{ $round: [2.345, 2] }, 2.35],
      [{ $cmp: [1, 'a'] }, -1],
      [
        {
          $eq: [
            { a: 1, b: 2 },
            { b: 2, a: 1 },
          ],
        },
        false,
      ],
      [{ $toObjectId: oid.toHexString() }, oid],
      [{ $toString: oid }, oid.toHexString()],
      [{ $type: '$missing' }, 'missing'],
      [{ $toInt: '12' }, 12],
      [{ $dateToString: { date: '$at', format: '%Y-%m-%d %H:%M', timezone: 'Europe/Amsterdam' } }, '2026-03-02 00:30'],
      [{ $year: '$at' }, 2026],
      [{ $month: { date: '$at', timezone: '-02:00' } }, 3],
      [{ $let: { vars: { a: 1 }, in: { $add: ['$$a', 1] } } }, 2],
      [{ $literal: '$n' }, '$n'],
      [{ $getField: 'unit' }, 'a'],
    ]
    for (const [expression, expected] of rows) {
      const [result] = await collection()
        .aggregate([{ $limit: 1 }, { $project: { _id: 0, r: expression } }])
        .toArray()
      expect(result?.r, JSON.stringify(expression)).to.deep.equal(expected)
    }
  })

  it('is refused where it is not known to be right', async () => {
    const rows: [object[], number][] = [
      [[{ $foo: 1 }], 40324],
      [[{ $project: { a: { $foo: 1 } } }], 168],
      [[{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
      [[{ $group: { a: 1 } }], 15955],
      [[{ $limit: 0 }], 15958],
      [[{ $match: 1 } as never], 15959],
      [[{ $sort: {} }], 15976],
      [[{ $unwind: 'tags' }], 28818],
      [[{ $match: {}, $limit: 1 }], 40323],
      [[{ $project: { r: { $divide: [1, 0] } } }], 2],
      [[{ $project: { r: { $size: '$n' } } }], 17124],
      [[{ $project: { r: { $add: ['$n', 'a'] } } }], 14],
      [[{ $project: { r: '$$nope' } }], 17276],
      [[{ $project: { r: { $toInt: 'x' } } }], 241],
      [[{ $changeStream: {} }], 40573],
      [[{ $out: 'x' }], 115],
    ]
    for (const [pipeline, code] of rows) {
      expect(await codeOf(collection().aggregate(pipeline).toArray()), JSON.stringify(pipeline)).to.equal(code)
    }
  })
})
