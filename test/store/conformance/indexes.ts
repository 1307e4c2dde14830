import type { Document } from 'mongodb'
import { asking, type Case, index, insert, remove, type Step, shown, type Table } from './case.ts'

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
