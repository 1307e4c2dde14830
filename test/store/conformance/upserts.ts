import type { Document } from 'mongodb'
import { asking, type Case, shown, type Table, update } from './case.ts'

/** An update that fails leaves the document as it was. */
function failing(before: Document, rows: [change: unknown, code: number, options?: Document][]): Case[] {
  const given = [{ _id: 1, ...before }]
  return rows.map(([change, code, options = {}]) => ({
    title: shown(change),
    given,
    steps: [{ ask: update({ _id: 1 }, change, options), error: { code } }],
    leaves: given,
  }))
}

function upserting(rows: [filter: Document, change: unknown, inserted: Document][]): Case[] {
  return rows.map(([filter, change, inserted]) => ({
    title: `${shown(filter)} with ${shown(change)}`,
    steps: [
      {
        ask: update(filter, change, { upsert: true }),
        reply: { n: 1, nModified: 0, upserted: [{ index: 0, _id: inserted._id }] },
      },
    ],
    leaves: [inserted],
  }))
}

export const UPSERTS: Table[] = [
  {
    area: 'Updates that fail',
    manual: 'reference/operator/update',
    cases: failing({ s: 'text', n: null, o: { x: 1 }, a: [1], d: 1 }, [
      [{ $inc: { d: 1, s: 1 } }, 14],
      [{ $inc: { n: 1 } }, 14],
      [{ $inc: { d: 'x' } }, 14],
      [{ $inc: { a: 1 } }, 14],
      [{ $mul: { s: 2 } }, 14],
      [{ $push: { s: 1 } }, 2],
      [{ $push: { n: 1 } }, 2],
      [{ $push: { a: { $each: 1 } } }, 2],
      [{ $push: { a: { $each: [1], $slice: 'x' } } }, 2],
      [{ $push: { a: { $each: [1], $sort: 2 } } }, 2],
      [{ $push: { a: { $each: [1], $foo: 2 } } }, 2],
      [{ $addToSet: { s: 1 } }, 2],
      [{ $addToSet: { a: { $each: 1 } } }, 14],
      [{ $pop: { s: 1 } }, 14],
      [{ $pop: { a: 2 } }, 9],
      [{ $pull: { s: 1 } }, 2],
      [{ $pullAll: { a: 1 } }, 2],
      [{ $set: { 's.x': 1 } }, 28],
      [{ $set: { 'n.x': 1 } }, 28],
      [{ $set: { 'a.x': 1 } }, 28],
      [{ $inc: { 'd.x': 1 } }, 28],
      [{ $set: { _id: 2 } }, 66],
      [{ $unset: { _id: 1 } }, 66],
      [{ $rename: { _id: 'x' } }, 66],
      [{ $inc: { _id: 1 } }, 66],
      [{ _id: 5 }, 66],
      [[{ $set: { _id: 2 } }], 66],
      [{ $set: { d: 1 }, $inc: { d: 1 } }, 40],
      [{ $set: { o: 1, 'o.x': 1 } }, 40],
      [{ $set: { d: 1 }, $rename: { d: 'e' } }, 40],
      [{ $foo: { d: 1 } }, 9],
      [{ $set: { d: 1 }, e: 1 }, 9],
      [{ $set: 1 }, 9],
      [{ e: 1, $set: { d: 1 } }, 52],
      [{ $set: { 'a.$': 1 } }, 2],
      [{ $set: { 'a.$[e]': 1 } }, 2],
      [{ $set: { 's.$[]': 1 } }, 2],
      [{ $set: { 'none.$[]': 1 } }, 2],
      [{ $set: { d: 1 } }, 9, { arrayFilters: [{ e: 1 }] }],
      [{ $set: { 'a.$[e]': 1 } }, 9, { arrayFilters: [{ e: 1 }, { e: 2 }] }],
      [[{ $set: { d: 1 } }], 9, { arrayFilters: [{ e: 1 }] }],
      [{ $rename: { d: 'd' } }, 2],
      [{ $rename: { o: 'o.z' } }, 2],
      [{ $rename: { d: 1 } }, 2],
      [{ $rename: { 'a.0': 'z' } }, 2],
      [{ $rename: { d: 'a.0' } }, 2],
      [{ $bit: { s: { and: 1 } } }, 2],
      [{ $bit: { d: { nand: 1 } } }, 2],
      [{ $bit: { d: { and: 1.5 } } }, 2],
      [{ $set: { '': 1 } }, 56],
      [{ $set: { 'a..b': 1 } }, 56],
      [{ $set: { 'a.': 1 } }, 56],
      [{ $currentDate: { d: 'x' } }, 2],
      [{ d: 2 }, 9, { multi: true }],
      [[{ $match: { d: 1 } }], 72],
      [[{ $set: { d: { $foo: 1 } } }], 168],
    ]),
  },
  {
    area: 'Upserts',
    manual: 'reference/method/db.collection.updateOne/#upsert',
    cases: upserting([
      [
        { _id: 7, 'a.b': 1, c: { $gt: 5 } },
        { $set: { d: 2 }, $setOnInsert: { e: 3 } },
        { _id: 7, a: { b: 1 }, d: 2, e: 3 },
      ],
      [{ $and: [{ _id: 8 }, { x: { $eq: 1 } }] }, { $inc: { n: 1 } }, { _id: 8, x: 1, n: 1 }],
      [{ _id: 1, x: { $in: [4] } }, { $set: { y: 1 } }, { _id: 1, x: 4, y: 1 }],
      [{ _id: 1, x: { $in: [4, 5] } }, { $set: { y: 1 } }, { _id: 1, y: 1 }],
      [{ _id: 1, x: { $all: [4] } }, { $set: { y: 1 } }, { _id: 1, x: 4, y: 1 }],
      [{ _id: 1, $or: [{ x: 2 }] }, { $set: { y: 1 } }, { _id: 1, x: 2, y: 1 }],
      [{ _id: 1, x: /a/ }, { $set: { y: 1 } }, { _id: 1, y: 1 }],
      [{ _id: 1 }, { $setOnInsert: { a: 1 } }, { _id: 1, a: 1 }],
      [{ _id: 1, a: 5 }, { $inc: { a: 1 } }, { _id: 1, a: 6 }],
      [{ _id: 1, a: 5 }, { $push: { l: 1 } }, { _id: 1, a: 5, l: [1] }],
      [{ _id: 1, a: 5 }, { b: 1 }, { _id: 1, b: 1 }],
      [{ a: 5 }, { _id: 3, b: 1 }, { _id: 3, b: 1 }],
      [{ _id: 1, a: 5 }, [{ $set: { b: { $add: ['$a', 1] } } }], { _id: 1, a: 5, b: 6 }],
      [{ _id: 1 }, { $unset: { a: 1 } }, { _id: 1 }],
      [{ a: 1 }, { $set: { _id: 4 } }, { _id: 4, a: 1 }],
    ]),
  },
  {
    area: 'Upserts that fail',
    manual: 'reference/method/db.collection.updateOne/#upsert',
    cases: asking(
      [],
      (
        [
          [{ _id: 3 }, { $set: { _id: 4 } }, 66],
          [{ _id: 3 }, { _id: 4 }, 66],
          [{ a: 1, $and: [{ a: 2 }] }, { $set: { b: 1 } }, 54],
          [{ a: 1, 'a.b': 2 }, { $set: { c: 1 } }, 54],
          [{ _id: [1] }, { $set: { c: 1 } }, 53],
          [{ a: 'x' }, { $set: { 'a.b': 1 } }, 28],
        ] as [Document, Document, number][]
      ).map(([filter, change, code]) => [
        `${shown(filter)} with ${shown(change)}`,
        update(filter, change, { upsert: true }),
        { error: { code } },
      ]),
    ),
  },
]
