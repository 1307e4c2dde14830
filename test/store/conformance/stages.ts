import { aggregate, type Table } from './case.ts'
import { given, running } from './stage-case.ts'

const one = { $match: { _id: 1 } }
const byId = { $sort: { _id: 1 } }
const ids = { $project: { _id: 1 } }

export const STAGES: Table[] = [
  {
    area: 'Stages leave what is stored as it is',
    manual: 'core/aggregation-pipeline',
    cases: [
      {
        title: 'setting, removing and sorting within',
        given,
        steps: [
          {
            ask: aggregate(one, { $set: { n: 9, 'tags.x': 1 } }, { $unset: 'unit' }, { $project: { n: 1 } }),
            documents: [{ _id: 1, n: 9 }],
          },
        ],
        leaves: given,
      },
    ],
  },
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
]
