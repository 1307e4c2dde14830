import type { Document } from 'mongodb'
import { aggregate, asking, type Case, shown, type Table } from './case.ts'

const given = [
  { _id: 1, unit: 'a', n: 5, tags: ['x', 'y'] },
  { _id: 2, unit: 'b', n: 1, tags: ['x'] },
  { _id: 3, unit: 'a', n: 3, tags: [], by: { name: 'An' } },
  { _id: 4 },
]

type Row = [pipeline: Document[], documents: Document[], refused?: number]

const running = (rows: Row[]): Case[] =>
  asking(
    given,
    rows.map(([pipeline, documents, refused]) => [shown(pipeline), aggregate(...pipeline), { documents }, refused]),
  )

const one = { $match: { _id: 1 } }
const byId = { $sort: { _id: 1 } }
const ids = { $project: { _id: 1 } }

export const STAGES: Table[] = [
  {
    area: 'Stages: choosing and ordering',
    manual: 'reference/operator/aggregation-pipeline',
    cases: running([
      [[], given],
      [
        [{ $match: { n: { $gt: 1 } } }, ids],
        [{ _id: 1 }, { _id: 3 }],
      ],
      [[{ $match: {} }, { $skip: 3 }], [{ _id: 4 }]],
      [[{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } }], [{ _id: 3, n: 3 }]],
      [
        [{ $sort: { n: 1, _id: -1 } }, ids],
        [{ _id: 4 }, { _id: 2 }, { _id: 3 }, { _id: 1 }],
      ],
      [
        [{ $limit: 2 }, { $sort: { _id: -1 } }, ids],
        [{ _id: 2 }, { _id: 1 }],
      ],
      [[{ $match: { n: { $gt: 9 } } }, { $count: 'n' }], []],
      [[{ $match: { n: { $gt: 1 } } }, { $count: 'n' }], [{ n: 2 }]],
      [[{ $sample: { size: 9 } }, byId, ids], given.map(({ _id }) => ({ _id }))],
    ]),
  },
  {
    area: 'Stages: shaping',
    manual: 'reference/operator/aggregation/project',
    cases: running([
      [[one, { $project: { n: 1, _id: 0 } }], [{ n: 5 }]],
      [[one, { $project: { tags: 0, n: 0 } }], [{ _id: 1, unit: 'a' }]],
      [[one, { $project: { double: { $multiply: ['$n', 2] } } }], [{ _id: 1, double: 10 }]],
      [[one, { $project: { 'a.b': '$n', _id: 0 } }], [{ a: { b: 5 } }]],
      [[one, { $project: { a: { b: '$n', c: '$unit' }, _id: 0 } }], [{ a: { b: 5, c: 'a' } }]],
      [[one, { $project: { x: ['$n', '$none'], _id: 0 } }], [{ x: [5, null] }]],
      [[one, { $project: { tags: '$$REMOVE', n: 1 } }], [{ _id: 1, n: 5 }]],
      [
        [
          { $match: { _id: 3 } },
          { $addFields: { 'by.unit': '$unit', n: { $add: ['$n', 1] } } },
          { $unset: ['tags', 'unit'] },
        ],
        [{ _id: 3, n: 4, by: { name: 'An', unit: 'a' } }],
      ],
      [[one, { $set: { n: '$none' } }, { $unset: 'tags' }], [{ _id: 1, unit: 'a' }]],
      [[{ $match: { _id: 3 } }, { $set: { 'tags.x': 1 } }, { $project: { tags: 1 } }], [{ _id: 3, tags: [] }]],
      [[{ $match: { _id: 3 } }, { $replaceRoot: { newRoot: '$by' } }], [{ name: 'An' }]],
      [[{ $match: { _id: 3 } }, { $replaceWith: { $mergeObjects: [{ id: '$_id' }, '$by'] } }], [{ id: 3, name: 'An' }]],
      [[{ $match: { _id: 3 } }, { $unset: 'by.name' }, { $project: { by: 1 } }], [{ _id: 3, by: {} }]],
    ]),
  },
  {
    area: 'Stages: $unwind',
    manual: 'reference/operator/aggregation/unwind',
    cases: running([
      [
        [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
        [
          { _id: 1, tags: 'x' },
          { _id: 1, tags: 'y' },
          { _id: 2, tags: 'x' },
        ],
      ],
      [
        [
          { $unwind: { path: '$tags', includeArrayIndex: 'i' } },
          { $match: { _id: 1 } },
          { $project: { i: 1, tags: 1 } },
        ],
        [
          { _id: 1, tags: 'x', i: 0 },
          { _id: 1, tags: 'y', i: 1 },
        ],
      ],
      [
        [
          { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } },
          { $match: { _id: { $gt: 2 } } },
          { $project: { tags: 1 } },
        ],
        [{ _id: 3 }, { _id: 4 }],
      ],
      [
        [
          { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
          { $match: { _id: 4 } },
        ],
        [{ _id: 4, i: null }],
      ],
      [[{ $unwind: '$unit' }, { $match: { _id: 2 } }, { $project: { unit: 1 } }], [{ _id: 2, unit: 'b' }]],
      [[{ $unwind: '$none' }], []],
    ]),
  },
  {
    area: 'Stages: $group and its accumulators',
    manual: 'reference/operator/aggregation/group',
    cases: running([
      [
        [{ $group: { _id: '$unit', total: { $sum: '$n' }, all: { $push: '$_id' } } }, byId],
        [
          { _id: null, total: 0, all: [4] },
          { _id: 'a', total: 8, all: [1, 3] },
          { _id: 'b', total: 1, all: [2] },
        ],
      ],
      [
        [{ $group: { _id: null, low: { $min: '$n' }, high: { $max: '$n' }, count: { $count: {} } } }],
        [{ _id: null, low: 1, high: 5, count: 4 }],
      ],
      [
        [{ $group: { _id: null, mean: { $avg: '$n' }, none: { $avg: '$unit' } } }],
        [{ _id: null, mean: 3, none: null }],
      ],
      [
        [byId, { $group: { _id: '$unit', first: { $first: '$n' }, last: { $last: '$n' } } }, byId],
        [
          { _id: null, first: null, last: null },
          { _id: 'a', first: 5, last: 3 },
          { _id: 'b', first: 1, last: 1 },
        ],
      ],
      [
        [{ $match: { unit: 'a' } }, { $group: { _id: null, units: { $addToSet: '$unit' }, none: { $push: '$none' } } }],
        [{ _id: null, units: ['a'], none: [] }],
      ],
      [
        [
          { $match: { _id: { $in: [1, 2] } } },
          { $group: { _id: { u: '$unit', m: '$none' }, n: { $sum: 1 } } },
          { $sort: { '_id.u': 1 } },
        ],
        [
          { _id: { u: 'a' }, n: 1 },
          { _id: { u: 'b' }, n: 1 },
        ],
      ],
      [
        [{ $group: { _id: { $gt: ['$n', 2] }, n: { $sum: 1 } } }, byId],
        [
          { _id: false, n: 2 },
          { _id: true, n: 2 },
        ],
      ],
      [[one, { $group: { _id: 1, o: { $mergeObjects: { a: '$n' } } } }], [{ _id: 1, o: { a: 5 } }]],
      [[{ $match: { none: 1 } }, { $group: { _id: null, n: { $sum: 1 } } }], []],
      [
        [{ $group: { _id: '$unit' } }, byId],
        [{ _id: null }, { _id: 'a' }, { _id: 'b' }],
      ],
      [
        [{ $unwind: '$tags' }, { $sortByCount: '$tags' }],
        [
          { _id: 'x', count: 2 },
          { _id: 'y', count: 1 },
        ],
      ],
      [[one, { $group: { _id: 1, d: { $stdDevPop: '$n' } } }], [{ _id: 1, d: 0 }], 15952],
      [[one, { $group: { _id: 1, d: { $firstN: { input: '$n', n: 1 } } } }], [{ _id: 1, d: [5] }], 15952],
    ]),
  },
  {
    area: 'Stages: several collections and pipelines',
    manual: 'reference/operator/aggregation/lookup',
    cases: running([
      [
        [
          { $match: { _id: 2 } },
          { $lookup: { from: 'items', localField: 'tags', foreignField: 'tags', as: 'same' } },
          { $project: { 'same._id': 1 } },
        ],
        [{ _id: 2, same: [{ _id: 1 }, { _id: 2 }] }],
      ],
      [
        [{ $match: { _id: 4 } }, { $lookup: { from: 'items', localField: 'unit', foreignField: 'unit', as: 'same' } }],
        [{ _id: 4, same: [{ _id: 4 }] }],
      ],
      [
        [{ $match: { _id: 4 } }, { $lookup: { from: 'nothing', localField: '_id', foreignField: '_id', as: 'same' } }],
        [{ _id: 4, same: [] }],
      ],
      [
        [
          { $match: { _id: 2 } },
          {
            $lookup: {
              from: 'items',
              let: { u: '$unit' },
              pipeline: [{ $match: { $expr: { $gt: ['$unit', '$$u'] } } }],
              as: 'others',
            },
          },
          { $project: { others: 1 } },
        ],
        [{ _id: 2, others: [] }],
      ],
      [
        [
          { $match: { _id: 2 } },
          {
            $lookup: {
              from: 'items',
              let: { u: '$unit' },
              pipeline: [{ $match: { $expr: { $lt: ['$n', 4] } } }, { $project: { u: '$$u' } }, byId],
              as: 'others',
            },
          },
          { $project: { others: 1 } },
        ],
        [
          {
            _id: 2,
            others: [
              { _id: 2, u: 'b' },
              { _id: 3, u: 'b' },
              { _id: 4, u: 'b' },
            ],
          },
        ],
      ],
      [
        [
          { $match: { _id: 2 } },
          {
            $lookup: {
              from: 'items',
              localField: 'tags',
              foreignField: 'tags',
              pipeline: [{ $match: { n: 5 } }, ids],
              as: 'same',
            },
          },
          { $project: { same: 1 } },
        ],
        [{ _id: 2, same: [{ _id: 1 }] }],
      ],
      [
        [{ $facet: { count: [{ $count: 'n' }], first: [byId, { $limit: 1 }, { $project: { n: 1 } }] } }],
        [{ count: [{ n: 4 }], first: [{ _id: 1, n: 5 }] }],
      ],
      [
        [{ $match: { _id: 4 } }, { $unionWith: { coll: 'items', pipeline: [{ $match: { _id: 4 } }] } }],
        [{ _id: 4 }, { _id: 4 }],
      ],
      [[{ $match: { _id: 4 } }, { $unionWith: 'nothing' }], [{ _id: 4 }]],
    ]),
  },
  {
    area: 'Stages MongoDB has and the embedded store refuses',
    manual: 'reference/operator/aggregation-pipeline',
    cases: running([
      [
        [{ $match: { _id: { $lt: 3 } } }, { $bucket: { groupBy: '$n', boundaries: [0, 3, 9] } }],
        [
          { _id: 0, count: 1 },
          { _id: 3, count: 1 },
        ],
        40324,
      ],
      [
        [
          { $match: { _id: 4 } },
          {
            $graphLookup: { from: 'items', startWith: '$_id', connectFromField: '_id', connectToField: '_id', as: 'g' },
          },
        ],
        [{ _id: 4, g: [{ _id: 4 }] }],
        40324,
      ],
      [[{ $match: { _id: 4 } }, { $redact: '$$KEEP' }], [{ _id: 4 }], 40324],
      [
        [{ $match: { _id: 4 } }, { $setWindowFields: { sortBy: { _id: 1 }, output: { r: { $documentNumber: {} } } } }],
        [{ _id: 4, r: 1 }],
        40324,
      ],
      [[{ $match: { _id: 4 } }, { $fill: { output: { n: { value: 0 } } } }], [{ _id: 4, n: 0 }], 40324],
      [[{ $match: { _id: 4 } }, { $merge: { into: 'copies' } }], [], 115],
      [[{ $match: { _id: 4 } }, { $out: 'copies' }], [], 115],
      [
        [{ $match: { _id: 4 } }, { $lookup: { from: 'items', localField: '_id', foreignField: '_id', as: 'a.b' } }],
        [{ _id: 4, a: { b: [{ _id: 4 }] } }],
        115,
      ],
    ]),
  },
  {
    area: 'Pipelines that are refused',
    manual: 'reference/operator/aggregation-pipeline',
    cases: asking(
      given,
      (
        [
          [[{ $foo: 1 }], 40324],
          [[{}], 40323],
          [[{ $match: {}, $limit: 1 }], 40323],
          [[{ $match: 1 }], 15959],
          [[{ $match: { $foo: 1 } }], 2],
          [[{ $project: {} }], 51272],
          [[{ $project: 1 }], 15969],
          [[{ $project: { a: 1, b: 0 } }], 31254],
          [[{ $project: { a: { $foo: 1 } } }], 31325],
          [[{ $project: { a: { $add: [{ $foo: 1 }] } } }], 168],
          [[{ $project: { a: { $add: [1], $subtract: [1, 1] } } }], 15983],
          [[{ $project: { $a: 1 } }], 16410],
          [[{ $addFields: 1 }], 40272],
          [[{ $unset: 1 }], 31002],
          [[{ $group: { a: { $sum: 1 } } }], 15955],
          [[{ $group: 1 }], 15947],
          [[{ $group: { _id: 1, a: { $foo: 1 } } }], 15952],
          [[{ $group: { _id: 1, a: 1 } }], 40234],
          [[{ $group: { _id: 1, a: { $sum: 1, $avg: 1 } } }], 40238],
          [[{ $group: { _id: 1, 'a.b': { $sum: 1 } } }], 40235],
          [[{ $group: { _id: 1, a: { $sum: ['$n', '$n'] } } }], 40237],
          [[{ $limit: 0 }], 15958],
          [[{ $limit: -1 }], 5107201],
          [[{ $limit: 'a' }], 5107201],
          [[{ $skip: -1 }], 5107200],
          [[{ $sort: {} }], 15976],
          [[{ $sort: 1 }], 15973],
          [[{ $sort: { n: 2 } }], 15975],
          [[{ $sort: { n: 'up' } }], 15974],
          [[{ $count: 1 }], 40156],
          [[{ $count: '' }], 40157],
          [[{ $count: '$a' }], 40158],
          [[{ $count: 'a.b' }], 40160],
          [[{ $unwind: 'tags' }], 28818],
          [[{ $unwind: 1 }], 15981],
          [[{ $unwind: {} }], 28812],
          [[{ $unwind: { path: 1 } }], 28808],
          [[{ $unwind: { path: '$tags', preserveNullAndEmptyArrays: 1 } }], 28809],
          [[{ $unwind: { path: '$tags', includeArrayIndex: 1 } }], 28810],
          [[{ $unwind: { path: '$tags', includeArrayIndex: '$i' } }], 28822],
          [[{ $unwind: { path: '$tags', nonsense: 1 } }], 28811],
          [[{ $replaceRoot: { newRoot: '$n' } }], 40228],
          [[{ $replaceRoot: {} }], 40414],
          [[{ $sortByCount: 'tags' }], 40148],
          [[{ $sortByCount: 1 }], 40149],
          [[{ $facet: {} }], 40169],
          [[{ $facet: { a: [{ $facet: { b: [] } }] } }], 40600],
          [[{ $facet: { a: [{ $out: 'x' }] } }], 40600],
          [[{ $facet: { a: 1 } }], 40170],
          [[{ $sample: { size: -1 } }], 28747],
          [[{ $sample: {} }], 28749],
          [[{ $lookup: 1 }], 9],
          [[{ $lookup: { from: 'items', localField: 'a', foreignField: 'b' } }], 9],
          [[{ $lookup: { from: 'items', localField: 'a', as: 'b' } }], 9],
          [[{ $lookup: { from: 'items', localField: 'a', foreignField: 'b', as: 'c', nonsense: 1 } }], 9],
        ] as [Document[], number][]
      ).map(([pipeline, code]) => [shown(pipeline), aggregate(...pipeline), { error: { code } }]),
    ),
  },
]
