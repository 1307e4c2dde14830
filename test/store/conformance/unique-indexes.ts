import { Decimal128, type Document, Long } from 'mongodb'
import { type Case, index, insert, type Step, type Table, update } from './case.ts'

/** A unique index over what is there; the next write is refused with the key in the error, or let through. */
function unique(rows: [title: string, index: Step, given: Document[], write: Document, key?: Document][]): Case[] {
  return rows.map(([title, made, given, write, keyValue]) => {
    const keyPattern = made.ask.indexes[0].key
    const error = { code: 11000, keyPattern, keyValue }
    return {
      title,
      given,
      steps: [made, keyValue ? { ask: write, error } : { ask: write, reply: { n: 1 } }],
      ...(keyValue ? { leaves: given } : {}),
    }
  })
}

export const UNIQUE_INDEXES: Table[] = [
  {
    area: 'Indexes: unique',
    manual: 'core/index-unique',
    cases: unique([
      [
        'refuse a second key',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: 1 }],
        insert({ _id: 2, a: 1 }),
        { a: 1 },
      ],
      [
        'refuse the same number of another type',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: 1 }],
        insert({ _id: 2, a: Long.ONE }),
        { a: 1 },
      ],
      [
        'refuse an equal decimal',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: 1 }],
        insert({ _id: 2, a: Decimal128.fromString('1.0') }),
        { a: Decimal128.fromString('1.0') },
      ],
      ['tell a number from a text', index({ a: 1 }, { unique: true }), [{ _id: 1, a: 1 }], insert({ _id: 2, a: '1' })],
      ['tell capitals', index({ a: 1 }, { unique: true }), [{ _id: 1, a: 'x' }], insert({ _id: 2, a: 'X' })],
      [
        'refuse a second document without the field',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1 }],
        insert({ _id: 2 }),
        { a: null },
      ],
      [
        'count missing as null',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1 }],
        insert({ _id: 2, a: null }),
        { a: null },
      ],
      [
        'refuse an equal document',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: { x: 1, y: 2 } }],
        insert({ _id: 2, a: { x: 1, y: 2 } }),
        { a: { x: 1, y: 2 } },
      ],
      [
        'tell documents by the order of their fields',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: { x: 1, y: 2 } }],
        insert({ _id: 2, a: { y: 2, x: 1 } }),
      ],
      [
        'refuse an update',
        index({ a: 1 }, { unique: true }),
        [
          { _id: 1, a: 1 },
          { _id: 2, a: 2 },
        ],
        update({ _id: 2 }, { $set: { a: 1 } }),
        { a: 1 },
      ],
      [
        'let a document keep its own key',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: 1 }],
        update({ _id: 1 }, { $set: { a: 1, b: 1 } }),
      ],
      [
        'refuse an upsert',
        index({ a: 1 }, { unique: true }),
        [{ _id: 1, a: 1 }],
        update({ _id: 2 }, { $set: { a: 1 } }, { upsert: true }),
        { a: 1 },
      ],
      [
        'refuse a second pair',
        index({ a: 1, 'b.c': -1 }, { unique: true }),
        [{ _id: 1, a: 1, b: { c: 2 } }],
        insert({ _id: 3, a: 1, b: { c: 2 } }),
        { a: 1, 'b.c': 2 },
      ],
      [
        'count a missing half of a pair as null',
        index({ a: 1, 'b.c': -1 }, { unique: true }),
        [{ _id: 1, a: 1 }],
        insert({ _id: 3, a: 1, b: null }),
        { a: 1, 'b.c': null },
      ],
      [
        'let half a pair through',
        index({ a: 1, b: 1 }, { unique: true }),
        [{ _id: 1, a: 1, b: 1 }],
        insert({ _id: 2, a: 1, b: 2 }),
      ],
      [
        'refuse one element of an array',
        index({ tags: 1 }, { unique: true }),
        [{ _id: 1, tags: ['a', 'b'] }],
        insert({ _id: 2, tags: ['c', 'b'] }),
        { tags: 'b' },
      ],
      [
        'let a document hold an element twice',
        index({ tags: 1 }, { unique: true }),
        [{ _id: 1, tags: ['a'] }],
        insert({ _id: 2, tags: ['b', 'b'] }),
      ],
      [
        'refuse a pair within an array of documents',
        index({ 'l.a': 1, 'l.b': 1 }, { unique: true }),
        [
          {
            _id: 1,
            l: [
              { a: 1, b: 1 },
              { a: 2, b: 2 },
            ],
          },
        ],
        insert({ _id: 2, l: [{ a: 2, b: 2 }] }),
        { 'l.a': 2, 'l.b': 2 },
      ],
      [
        'keep pairs of one array apart',
        index({ 'l.a': 1, 'l.b': 1 }, { unique: true }),
        [
          {
            _id: 1,
            l: [
              { a: 1, b: 1 },
              { a: 2, b: 2 },
            ],
          },
        ],
        insert({ _id: 2, l: [{ a: 1, b: 2 }] }),
      ],
    ]),
  },
  {
    area: 'Indexes: sparse and partial',
    manual: 'core/index-sparse',
    cases: [
      ...unique([
        [
          'sparse leaves out what is missing',
          index({ a: 1 }, { unique: true, sparse: true }),
          [{ _id: 1 }],
          insert({ _id: 2 }),
        ],
        [
          'sparse files null',
          index({ a: 1 }, { unique: true, sparse: true }),
          [{ _id: 1, a: null }],
          insert({ _id: 2, a: null }),
          { a: null },
        ],
        [
          'sparse over two fields files when one is there',
          index({ a: 1, b: 1 }, { unique: true, sparse: true }),
          [{ _id: 1, a: 1 }],
          insert({ _id: 2, a: 1 }),
          { a: 1, b: null },
        ],
        [
          'partial leaves out what its filter does not match',
          index({ a: 1 }, { unique: true, partialFilterExpression: { open: true } }),
          [{ _id: 1, a: 1, open: true }],
          insert({ _id: 2, a: 1 }),
        ],
        [
          'partial refuses what its filter matches',
          index({ a: 1 }, { unique: true, partialFilterExpression: { open: true } }),
          [{ _id: 1, a: 1, open: true }],
          insert({ _id: 2, a: 1, open: true }),
          { a: 1 },
        ],
        [
          'partial refuses an update that comes to match',
          index({ a: 1 }, { unique: true, partialFilterExpression: { n: { $gt: 5 } } }),
          [
            { _id: 1, a: 1, n: 9 },
            { _id: 2, a: 1, n: 1 },
          ],
          update({ _id: 2 }, { $set: { n: 6 } }),
          { a: 1 },
        ],
        [
          'partial by $exists',
          index({ a: 1 }, { unique: true, partialFilterExpression: { n: { $exists: true } } }),
          [{ _id: 1, a: 1, n: null }],
          insert({ _id: 2, a: 1, n: 1 }),
          { a: 1 },
        ],
      ]),
      {
        title: 'sparse does not change what a query finds',
        given: [{ _id: 1, a: null }, { _id: 2 }, { _id: 3, a: 1 }],
        steps: [
          index({ a: 1 }, { sparse: true }),
          {
            ask: { find: 'items', filter: { a: null }, sort: { _id: 1 } },
            documents: [{ _id: 1, a: null }, { _id: 2 }],
          },
          {
            ask: { find: 'items', sort: { a: 1, _id: 1 }, projection: { _id: 1 } },
            documents: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
          },
        ],
      },
      {
        title: 'partial does not change what a query finds',
        given: [
          { _id: 1, a: 1, n: 1 },
          { _id: 2, a: 1, n: 9 },
        ],
        steps: [
          index({ a: 1 }, { partialFilterExpression: { n: { $gt: 5 } } }),
          {
            ask: { find: 'items', filter: { a: 1 }, sort: { _id: 1 }, projection: { _id: 1 } },
            documents: [{ _id: 1 }, { _id: 2 }],
          },
        ],
      },
    ],
  },
]
