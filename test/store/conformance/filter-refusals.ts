import type { Document } from 'mongodb'
import { asking, find, shown, type Table } from './case.ts'

export const FILTER_REFUSALS: Table[] = [
  {
    area: 'Filters that are refused',
    manual: 'reference/operator/query',
    cases: asking(
      [{ _id: 1, v: 1 }],
      (
        [
          [{ v: { $foo: 1 } }, 2],
          [{ $foo: 1 }, 2],
          [{ $or: [] }, 2],
          [{ $and: {} }, 2],
          [{ $nor: [1] }, 2],
          [{ v: { $in: 1 } }, 2],
          [{ v: { $in: [{ $gt: 1 }] } }, 2],
          [{ v: { $nin: 'a' } }, 2],
          [{ v: { $size: 'a' } }, 2],
          [{ v: { $size: 1.5 } }, 2],
          [{ v: { $size: -1 } }, 2],
          [{ v: { $not: {} } }, 2],
          [{ v: { $not: 1 } }, 2],
          [{ v: { $mod: [0, 1] } }, 2],
          [{ v: { $mod: [1] } }, 2],
          [{ v: { $mod: [1, 2, 3] } }, 2],
          [{ v: { $mod: ['a', 1] } }, 2],
          [{ v: { $type: 'foo' } }, 2],
          [{ v: { $type: 99 } }, 2],
          [{ v: { $type: [] } }, 9],
          [{ v: { $regex: '(' } }, 51091],
          [{ v: { $regex: 1 } }, 2],
          [{ v: { $regex: 'a', $options: 'q' } }, 51108],
          [{ v: { $regex: /a/i, $options: 's' } }, 51075],
          [{ v: { $options: 'i' } }, 2],
          [{ v: { $ne: /a/ } }, 2],
          [{ v: { $gt: /a/ } }, 2],
          [{ v: { $elemMatch: 1 } }, 2],
          [{ v: { $all: 1 } }, 2],
          [{ v: { $all: [{ $gt: 1 }] } }, 2],
          [{ v: { $bitsAllSet: 'a' } }, 2],
          [{ v: { $bitsAllSet: -1 } }, 9],
          [{ v: { $bitsAllSet: [-1] } }, 2],
          [{ $text: { $search: 'x' } }, 27],
          [{ $expr: { $foo: 1 } }, 168],
        ] as [Document, number][]
      ).map(([filter, code]) => [shown(filter), find(filter), { error: { code } }]),
    ),
  },
  {
    area: 'Filters that need a script or another index',
    manual: 'reference/operator/query/where',
    cases: asking(
      [{ _id: 1, v: 1 }],
      [
        ['$where', find({ $where: 'this.v === 1' }), { documents: [{ _id: 1, v: 1 }] }, 2],
        [
          '$expr with $function',
          find({ $expr: { $function: { body: 'function() { return true }', args: [], lang: 'js' } } }),
          { documents: [{ _id: 1, v: 1 }] },
          168,
        ],
        ['$geoWithin', find({ v: { $geoWithin: { $center: [[0, 0], 1] } } }), { documents: [] }, 2],
      ],
    ),
  },
]
