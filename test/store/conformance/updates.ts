import { Decimal128, type Document, Long } from 'mongodb'
import { type Case, shown, type Table, update } from './case.ts'

type Row = [before: Document, change: unknown, after: Document, options?: Document, filter?: Document]

/** The document `{ _id: 1, ...before }` is updated and becomes `{ _id: 1, ...after }`. */
function changing(rows: Row[]): Case[] {
  return rows.map(([before, change, after, options = {}, filter = {}]) => ({
    title: `${shown(before)} by ${shown(change)}`,
    given: [{ _id: 1, ...before }],
    steps: [{ ask: update({ _id: 1, ...filter }, change, options), reply: { n: 1 } }],
    leaves: [{ _id: 1, ...after }],
  }))
}

const decimal = (text: string) => Decimal128.fromString(text)

export const UPDATES: Table[] = [
  {
    area: 'Updates: fields',
    manual: 'reference/operator/update-field',
    cases: changing([
      [{}, { $set: { a: 1, 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
      [{ a: [1, 2] }, { $set: { 'a.1': 9, 'a.3': 4 } }, { a: [1, 9, null, 4] }],
      [{ a: 1 }, { $set: { _id: 1, a: 2 } }, { a: 2 }],
      [{ a: 1 }, { $set: {} }, { a: 1 }],
      [{ a: { b: 1 } }, { $set: { a: { c: 1 } } }, { a: { c: 1 } }],
      [{ a: { b: 1 } }, { $set: { 'a.c': 1 } }, { a: { b: 1, c: 1 } }],
      [{}, { $set: { b: 1, a: 1 } }, { a: 1, b: 1 }],
      [{ z: 1 }, { $set: { z: 2, b: 1, a: 1 } }, { z: 2, a: 1, b: 1 }],
      [{ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } }, { a: [{ b: 2 }] }],
      [{ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
      [{ a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
      [{ a: [1, 2] }, { $unset: { 'a.0': 1 } }, { a: [null, 2] }],
      [{ a: 1 }, { $unset: { 'a.b': 1 } }, { a: 1 }],
      [{ a: 1 }, { $unset: { x: 1 } }, { a: 1 }],
      [{ a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
      [{ a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
      [{ a: 1 }, { $rename: { x: 'y' } }, { a: 1 }],
      [{ a: 1 }, { $setOnInsert: { a: 2 } }, { a: 1 }],
      [JSON.parse('{"__proto__": {"a": 1}}'), { $set: { b: 1 } }, JSON.parse('{"__proto__": {"a": 1}, "b": 1}')],
      [{ a: 1 }, { $set: { b: 1 }, $inc: { a: 1 }, $unset: { c: 1 } }, { a: 2, b: 1 }],
    ]),
  },
  {
    area: 'Updates: numbers',
    manual: 'reference/operator/update/inc',
    cases: changing([
      [{ a: 1 }, { $inc: { a: 2, b: 5 } }, { a: 3, b: 5 }],
      [{ a: 1 }, { $inc: { a: -1.5 } }, { a: -0.5 }],
      [{ a: { b: 1 } }, { $inc: { 'a.b': 1, 'a.c': 1 } }, { a: { b: 2, c: 1 } }],
      [{ a: [1, 2] }, { $inc: { 'a.1': 1 } }, { a: [1, 3] }],
      [{ a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
      [{ a: 3 }, { $min: { a: 2 }, $max: { b: 5 } }, { a: 2, b: 5 }],
      [{ a: 3 }, { $max: { a: 2 } }, { a: 3 }],
      [{ a: 3 }, { $min: { a: 'x' } }, { a: 3 }],
      [{ a: 3 }, { $max: { a: 'x' } }, { a: 'x' }],
      [{ a: new Date(5) }, { $max: { a: new Date(9) } }, { a: new Date(9) }],
      [{ a: 13 }, { $bit: { a: { and: 10 } } }, { a: 8 }],
      [{ a: 3 }, { $bit: { a: { or: 5 } } }, { a: 7 }],
      [{ a: 1 }, { $bit: { a: { xor: 5 } } }, { a: 4 }],
      [{}, { $bit: { a: { or: 5 } } }, { a: 5 }],
      [{ a: decimal('0.1') }, { $inc: { a: decimal('0.2') } }, { a: decimal('0.3') }],
      [{ a: decimal('0.1') }, { $mul: { a: 3 } }, { a: decimal('0.3') }],
      [{ a: Long.fromString('9007199254740993') }, { $inc: { a: 2 } }, { a: Long.fromString('9007199254740995') }],
    ]),
  },
  {
    area: 'Updates: arrays',
    manual: 'reference/operator/update-array',
    cases: changing([
      [{}, { $push: { a: 1 } }, { a: [1] }],
      [{ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
      [{ a: [1] }, { $push: { a: { $each: [] } } }, { a: [1] }],
      [{ a: [3] }, { $push: { a: { $each: [1, 2], $sort: 1, $slice: 2 } } }, { a: [1, 2] }],
      [{ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
      [{ a: [1, 4] }, { $push: { a: { $each: [3], $position: -1 } } }, { a: [1, 3, 4] }],
      [{ a: [1] }, { $push: { a: { $each: [2], $position: 9 } } }, { a: [1, 2] }],
      [{ a: [{ n: 2 }] }, { $push: { a: { $each: [{ n: 1 }], $sort: { n: -1 } } } }, { a: [{ n: 2 }, { n: 1 }] }],
      [{ a: [{ n: 2 }] }, { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } }, { a: [{ n: 1 }, { n: 2 }] }],
      [{ a: [3, 'a', 1] }, { $push: { a: { $each: [], $sort: -1 } } }, { a: ['a', 3, 1] }],
      [{ a: [1] }, { $push: { a: { $each: [2, 3], $slice: -2 } } }, { a: [2, 3] }],
      [{ a: [1] }, { $push: { a: { $each: [2, 3], $slice: 0 } } }, { a: [] }],
      [{ a: [1] }, { $addToSet: { a: 1 } }, { a: [1] }],
      [{ a: [1] }, { $addToSet: { a: [1] } }, { a: [1, [1]] }],
      [{ a: [1] }, { $addToSet: { a: { $each: [2, 2, 1] } } }, { a: [1, 2] }],
      [{}, { $addToSet: { a: 1 } }, { a: [1] }],
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
      [{ a: [1, 5, 9] }, { $pull: { a: { $in: [1, 9] } } }, { a: [5] }],
      [{ a: ['ab', 'b'] }, { $pull: { a: /^a/ } }, { a: ['b'] }],
      [{ a: [{ x: 1, y: 1 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
      [{ a: [{ x: 1 }, { x: 5 }] }, { $pull: { a: { x: { $gte: 3 } } } }, { a: [{ x: 1 }] }],
      [{ a: [{ x: [1, 2] }, { x: [3] }] }, { $pull: { a: { x: { $elemMatch: { $gt: 2 } } } } }, { a: [{ x: [1, 2] }] }],
      [{ a: [[1], [2]] }, { $pull: { a: [1] } }, { a: [[2]] }],
      [{ a: [1] }, { $pull: { b: 1 } }, { a: [1] }],
      [{ a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
      [{ a: [{ x: 1 }, { x: 1, y: 1 }] }, { $pullAll: { a: [{ x: 1 }] } }, { a: [{ x: 1, y: 1 }] }],
      [{ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
      [{ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
      [{ a: [] }, { $pop: { a: 1 } }, { a: [] }],
    ]),
  },
  {
    area: 'Updates: array elements by position and filter',
    manual: 'reference/operator/update/positional',
    cases: changing([
      [{ a: [1, 2] }, { $set: { 'a.$': 9 } }, { a: [1, 9] }, {}, { a: 2 }],
      [{ a: [1, 5, 6] }, { $set: { 'a.$': 9 } }, { a: [1, 9, 6] }, {}, { a: { $gt: 4 } }],
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
      [{ a: [1, 2] }, { $unset: { 'a.$': 1 } }, { a: [null, 2] }, {}, { a: 1 }],
      [{ o: { a: [1, 2] } }, { $set: { 'o.a.$': 9 } }, { o: { a: [1, 9] } }, {}, { 'o.a': 2 }],
      [{ a: [1, 2] }, { $inc: { 'a.$[]': 1 } }, { a: [2, 3] }],
      [{ a: [{ b: [1, 2] }, { b: [3] }] }, { $inc: { 'a.$[].b.$[]': 1 } }, { a: [{ b: [2, 3] }, { b: [4] }] }],
      [
        { a: [{ g: 1 }, { g: 9 }] },
        { $set: { 'a.$[e].ok': true } },
        { a: [{ g: 1 }, { g: 9, ok: true }] },
        { arrayFilters: [{ 'e.g': { $gt: 5 } }] },
      ],
      [{ a: [1, 5, 9] }, { $set: { 'a.$[e]': 0 } }, { a: [1, 0, 0] }, { arrayFilters: [{ e: { $gt: 1 } }] }],
      [
        {
          a: [
            { g: 1, b: [1, 2] },
            { g: 2, b: [1, 2] },
          ],
        },
        { $inc: { 'a.$[x].b.$[y]': 10 } },
        {
          a: [
            { g: 1, b: [1, 2] },
            { g: 2, b: [1, 12] },
          ],
        },
        { arrayFilters: [{ 'x.g': 2 }, { y: { $gte: 2 } }] },
      ],
      [
        {
          a: [
            { g: 1, h: 1 },
            { g: 1, h: 2 },
          ],
        },
        { $set: { 'a.$[e].ok': 1 } },
        {
          a: [
            { g: 1, h: 1 },
            { g: 1, h: 2, ok: 1 },
          ],
        },
        { arrayFilters: [{ $and: [{ 'e.g': 1 }, { 'e.h': 2 }] }] },
      ],
    ]),
  },
  {
    area: 'Updates: replacement and pipeline',
    manual: 'reference/command/update',
    cases: changing([
      [{ a: 1, b: 2 }, { c: 3 }, { c: 3 }],
      [{ a: 1 }, { _id: 1, c: 3 }, { c: 3 }],
      [{ a: 1 }, {}, {}],
      [{ a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], { b: 2, c: 3 }],
      [{ a: 1 }, [{ $replaceWith: { z: '$a' } }], { z: 1 }],
      [{ a: [1, 2] }, [{ $set: { total: { $sum: '$a' } } }], { a: [1, 2], total: 3 }],
      [{ a: 1, b: 1 }, [{ $project: { a: 1 } }], { a: 1 }],
      [{ a: 1 }, [{ $set: { a: '$b', c: '$a' } }], { c: 1 }],
    ]),
  },
]
