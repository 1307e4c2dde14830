import { Decimal128, type Document, Long } from 'mongodb'
import { asking, type Case, index, insert, remove, type Step, shown, type Table, update } from './case.ts'

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

const refusing = (rows: [definition: Document, code: number, codeName: string][]): Case[] =>
  asking(
    [{ _id: 1 }],
    rows.map(([definition, code, codeName]) => [
      shown(definition),
      { createIndexes: 'items', indexes: [{ name: 'i', ...definition }] },
      { error: { code, codeName } },
    ]),
  )

/** Two definitions one after the other. */
function twice(title: string, first: Step, second: Step): Case {
  return { title, given: [{ _id: 1 }], steps: [first, second] }
}

const conflict = (step: Step, code: number, codeName: string): Step => ({ ask: step.ask, error: { code, codeName } })

export const INDEXES: Table[] = [
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
  {
    area: 'Indexes that are refused',
    manual: 'reference/command/createIndexes',
    cases: [
      ...refusing([
        [{ key: {} }, 67, 'CannotCreateIndex'],
        [{ key: { a: 0 } }, 67, 'CannotCreateIndex'],
        [{ key: { a: 'nonsense' } }, 67, 'CannotCreateIndex'],
        [{ key: { $a: 1 } }, 67, 'CannotCreateIndex'],
        [{ key: { 'a..b': 1 } }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1 }, sparse: true, partialFilterExpression: { b: 1 } }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1, b: 1 }, expireAfterSeconds: 5 }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1 }, expireAfterSeconds: -1 }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1 }, partialFilterExpression: { b: { $ne: 1 } } }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1 }, partialFilterExpression: { b: { $exists: false } } }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1 }, partialFilterExpression: { b: /x/ } }, 67, 'CannotCreateIndex'],
        [{ key: { a: 1 }, nonsense: true }, 197, 'InvalidIndexSpecificationOption'],
      ]),
      ...asking(
        [
          { _id: 1, a: 1 },
          { _id: 2, a: 1 },
        ],
        [
          [
            'unique over documents that are not',
            index({ a: 1 }, { unique: true }).ask,
            { error: { code: 11000, codeName: 'DuplicateKey', keyPattern: { a: 1 }, keyValue: { a: 1 } } },
          ],
          ['a text index', index({ a: 'text' }).ask, { reply: { ok: 1 } }, 67],
          ['a hashed index', index({ a: 'hashed' }).ask, { reply: { ok: 1 } }, 67],
          ['a wildcard index', index({ '$**': 1 }, { name: 'all' }).ask, { reply: { ok: 1 } }, 67],
          ['a collation', index({ a: 1 }, { collation: { locale: 'nl' } }).ask, { reply: { ok: 1 } }, 197],
        ],
      ),
      twice(
        'a name that is taken by another key',
        index({ a: 1 }),
        conflict(index({ b: 1 }, { name: 'a_1' }), 86, 'IndexKeySpecsConflict'),
      ),
      twice(
        'a key that is there under another name',
        index({ a: 1 }),
        conflict(index({ a: 1 }, { name: 'other' }), 85, 'IndexOptionsConflict'),
      ),
      twice(
        'the same name and key, but unique',
        index({ a: 1 }),
        conflict(index({ a: 1 }, { unique: true }), 86, 'IndexKeySpecsConflict'),
      ),
      twice(
        'the same name and key with another expiry',
        index({ a: 1 }, { expireAfterSeconds: 5 }),
        conflict(index({ a: 1 }, { expireAfterSeconds: 9 }), 85, 'IndexOptionsConflict'),
      ),
      twice('parallel arrays in a document', index({ x: 1, y: 1 }), {
        ask: insert({ _id: 3, x: [1], y: [2] }),
        error: { code: 171 },
      }),
      {
        title: 'parallel arrays that are there',
        given: [{ _id: 1, x: [1], y: [2] }],
        steps: [{ ask: index({ x: 1, y: 1 }).ask, error: { code: 171, codeName: 'CannotIndexParallelArrays' } }],
      },
    ],
  },
  {
    area: 'Indexes: made, listed and dropped',
    manual: 'reference/command/listIndexes',
    cases: [
      twice('the same index twice is no error', index({ a: 1 }), {
        ask: index({ a: 1 }).ask,
        reply: { ok: 1, numIndexesBefore: 2, numIndexesAfter: 2, note: 'all indexes already exist' },
      }),
      twice('one key unique and not, under two names', index({ a: 1 }), {
        ask: index({ a: 1 }, { unique: true, name: 'once' }).ask,
        reply: { ok: 1, numIndexesAfter: 3 },
      }),
      twice('the other direction is another index', index({ a: 1 }), {
        ask: index({ a: -1 }).ask,
        reply: { ok: 1, numIndexesAfter: 3 },
      }),
      {
        title: 'a first index makes the collection',
        steps: [
          {
            ask: index({ a: 1 }).ask,
            reply: { ok: 1, createdCollectionAutomatically: true, numIndexesBefore: 1, numIndexesAfter: 2 },
          },
        ],
        leaves: [],
      },
      {
        title: 'are listed with their options',
        given: [{ _id: 1 }],
        steps: [
          index({ at: 1 }, { expireAfterSeconds: 0 }),
          index({ a: 1, b: -1 }, { unique: true }),
          {
            ask: { listIndexes: 'items', cursor: {} },
            documents: [
              { v: 2, key: { _id: 1 }, name: '_id_' },
              { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 0 },
              { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
            ],
          },
        ],
      },
      {
        title: 'of a collection that is not there',
        steps: [{ ask: { listIndexes: 'items', cursor: {} }, error: { code: 26, codeName: 'NamespaceNotFound' } }],
      },
      twice('are dropped by name', index({ a: 1 }), {
        ask: { dropIndexes: 'items', index: 'a_1' },
        reply: { ok: 1, nIndexesWas: 2 },
      }),
      twice('are dropped by key', index({ a: 1 }), {
        ask: { dropIndexes: 'items', index: { a: 1 } },
        reply: { ok: 1, nIndexesWas: 2 },
      }),
      twice('are dropped by a list of names', index({ a: 1 }), {
        ask: { dropIndexes: 'items', index: ['a_1'] },
        reply: { ok: 1, nIndexesWas: 2 },
      }),
      twice('are dropped all but _id', index({ a: 1 }), {
        ask: { dropIndexes: 'items', index: '*' },
        reply: { ok: 1, nIndexesWas: 2 },
      }),
      twice('cannot be dropped when unknown', index({ a: 1 }), {
        ask: { dropIndexes: 'items', index: 'b_1' },
        error: { code: 27, codeName: 'IndexNotFound' },
      }),
      twice('cannot lose the one of _id', index({ a: 1 }), {
        ask: { dropIndexes: 'items', index: '_id_' },
        error: { code: 72, codeName: 'InvalidOptions' },
      }),
      {
        title: 'cannot be dropped of a collection that is not there',
        steps: [{ ask: { dropIndexes: 'items', index: '*' }, error: { code: 26, codeName: 'NamespaceNotFound' } }],
      },
      {
        title: 'let a key be used again after its document is deleted',
        given: [{ _id: 1, a: 1 }],
        steps: [
          index({ a: 1 }, { unique: true }),
          { ask: remove({ _id: 1 }) },
          { ask: insert({ _id: 2, a: 1 }), reply: { n: 1 } },
        ],
        leaves: [{ _id: 2, a: 1 }],
      },
      {
        title: 'let a dropped unique index go',
        given: [{ _id: 1, a: 1 }],
        steps: [
          index({ a: 1 }, { unique: true }),
          { ask: { dropIndexes: 'items', index: 'a_1' } },
          { ask: insert({ _id: 2, a: 1 }), reply: { n: 1 } },
        ],
      },
    ],
  },
]
