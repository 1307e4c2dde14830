import type { Document } from 'mongodb'
import { type Answer, aggregate, asking, find, insert, shown, type Table, update } from './case.ts'

const given = [
  { _id: 1, v: 1 },
  { _id: 2, v: 1 },
  { _id: 3, v: 2 },
]
const modify = (options: Document): Document => ({ findAndModify: 'items', ...options })
const titled = (ask: Document, answer: Answer, refused?: number): [string, Document, Answer, number | undefined] => [
  shown(ask),
  ask,
  answer,
  refused,
]
const failing = (ask: Document, code: number, codeName?: string) =>
  titled(ask, { error: codeName ? { code, codeName } : { code } })

export const COMMANDS: Table[] = [
  {
    area: 'Commands: writes',
    manual: 'reference/command/nav-crud',
    cases: asking(given, [
      titled(insert({ _id: 4 }, { _id: 5 }), { reply: { n: 2, ok: 1 } }),
      titled(update({ v: 1 }, { $set: { v: 9 } }), { reply: { n: 1, nModified: 1 } }),
      titled(update({ v: 1 }, { $set: { v: 9 } }, { multi: true }), { reply: { n: 2, nModified: 2 } }),
      titled(update({}, { $set: { v: 1 } }, { multi: true }), { reply: { n: 3, nModified: 1 } }),
      titled(update({ v: 7 }, { $set: { v: 1 } }), { reply: { n: 0, nModified: 0 } }),
      titled(update({ _id: 4 }, { $set: { v: 1 } }, { upsert: true }), {
        reply: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 4 }] },
      }),
      titled({ delete: 'items', deletes: [{ q: { v: 1 }, limit: 1 }] }, { reply: { n: 1 } }),
      titled({ delete: 'items', deletes: [{ q: { v: 1 }, limit: 0 }] }, { reply: { n: 2 } }),
      titled(
        {
          delete: 'items',
          deletes: [
            { q: { v: 1 }, limit: 0 },
            { q: {}, limit: 1 },
          ],
        },
        { reply: { n: 3 } },
      ),
      titled({ delete: 'nothing', deletes: [{ q: {}, limit: 0 }] }, { reply: { n: 0, ok: 1 } }),
      titled(insert({ _id: 4 }, { _id: 1 }, { _id: 5 }), {
        reply: { n: 1 },
        error: { index: 1, code: 11000, keyPattern: { _id: 1 }, keyValue: { _id: 1 } },
      }),
      titled(
        { ...insert({ _id: 4 }, { _id: 1 }, { _id: 5 }), ordered: false },
        { reply: { n: 2 }, error: { index: 1, code: 11000 } },
      ),
      titled(insert({ _id: [1] }), { error: { code: 53 } }),
      titled(insert({ _id: /a/ }), { error: { code: 53 } }),
      titled(insert({ _id: { $a: 1 } }), { error: { code: 52 } }),
      failing(insert(), 16, 'InvalidLength'),
      failing({ update: 'items', updates: [] }, 16, 'InvalidLength'),
      failing({ delete: 'items', deletes: [] }, 16, 'InvalidLength'),
      failing({ delete: 'items', deletes: [{ q: {}, limit: 2 }] }, 9, 'FailedToParse'),
      failing({ delete: 'items', deletes: [{ q: {} }] }, 40414),
      failing({ update: 'items', updates: [{ q: {} }] }, 40414),
      failing({ update: 'items', updates: [{ u: { $set: { a: 1 } } }] }, 40414),
      failing({ insert: 'items', documents: 1 }, 14, 'TypeMismatch'),
      failing({ insert: 'items' }, 40414),
      failing({ ...insert({ _id: 9 }), nonsense: 1 }, 40415),
      failing({ update: 'items', updates: [{ q: {}, u: { $set: { a: 1 } }, nonsense: 1 }] }, 40415),
      failing({ delete: 'items', deletes: [{ q: {}, limit: 0, nonsense: 1 }] }, 40415),
    ]),
  },
  {
    area: 'Commands: writes with variables',
    manual: 'reference/command/update/#std-label-update-let-syntax',
    cases: [
      {
        title: 'in a pipeline',
        given: [{ _id: 1, v: 1 }],
        steps: [
          {
            ask: { ...update({}, [{ $set: { v: { $add: ['$v', '$$by'] } } }]), let: { by: 5 } },
            reply: { nModified: 1 },
          },
        ],
        leaves: [{ _id: 1, v: 6 }],
      },
      {
        title: 'of the statement',
        given: [{ _id: 1, v: 1 }],
        steps: [{ ask: update({}, [{ $set: { v: '$$c' } }], { c: { c: 7 } }), reply: { nModified: 1 } }],
        leaves: [{ _id: 1, v: 7 }],
      },
      {
        title: 'in the filter',
        given: [
          { _id: 1, v: 1 },
          { _id: 2, v: 2 },
        ],
        steps: [
          {
            ask: { ...update({ $expr: { $eq: ['$v', '$$n'] } }, { $set: { hit: true } }), let: { n: 2 } },
            reply: { n: 1 },
          },
        ],
        leaves: [
          { _id: 1, v: 1 },
          { _id: 2, v: 2, hit: true },
        ],
      },
      {
        title: 'in findAndModify',
        given: [{ _id: 1, v: 1 }],
        steps: [
          {
            ask: modify({ query: {}, update: [{ $set: { v: '$$n' } }], new: true, let: { n: 8 } }),
            reply: { value: { _id: 1, v: 8 } },
          },
        ],
      },
    ],
  },
  {
    area: 'Commands: findAndModify',
    manual: 'reference/command/findAndModify',
    cases: asking(given, [
      titled(modify({ query: { _id: 1 }, update: { $inc: { v: 1 } } }), {
        reply: { value: { _id: 1, v: 1 }, lastErrorObject: { n: 1, updatedExisting: true } },
      }),
      titled(modify({ query: { _id: 1 }, update: { $inc: { v: 1 } }, new: true }), {
        reply: { value: { _id: 1, v: 2 } },
      }),
      titled(modify({ query: {}, sort: { v: -1 }, update: { $inc: { v: 1 } } }), {
        reply: { value: { _id: 3, v: 2 } },
      }),
      titled(modify({ query: { _id: 1 }, update: { $set: { a: 1 } }, fields: { _id: 0, v: 1 } }), {
        reply: { value: { v: 1 } },
      }),
      titled(modify({ query: { _id: 1 }, update: { w: 1 }, new: true }), { reply: { value: { _id: 1, w: 1 } } }),
      titled(modify({ query: { _id: 9 }, update: { $set: { v: 1 } } }), {
        reply: { value: null, lastErrorObject: { n: 0, updatedExisting: false } },
      }),
      titled(modify({ query: { _id: 9 }, update: { $set: { v: 1 } }, upsert: true }), {
        reply: { value: null, lastErrorObject: { n: 1, updatedExisting: false, upserted: 9 } },
      }),
      titled(modify({ query: { _id: 9 }, update: { $set: { v: 1 } }, upsert: true, new: true }), {
        reply: { value: { _id: 9, v: 1 } },
      }),
      titled(modify({ query: { _id: 2 }, remove: true }), {
        reply: { value: { _id: 2, v: 1 }, lastErrorObject: { n: 1 } },
      }),
      titled(modify({ query: { _id: 9 }, remove: true }), { reply: { value: null, lastErrorObject: { n: 0 } } }),
      titled(modify({ query: {}, sort: { _id: -1 }, remove: true, fields: { v: 1, _id: 0 } }), {
        reply: { value: { v: 2 } },
      }),
      failing(modify({ query: {} }), 9, 'FailedToParse'),
      failing(modify({ query: {}, remove: true, update: { $set: { a: 1 } } }), 9, 'FailedToParse'),
      failing(modify({ query: {}, remove: true, new: true }), 9, 'FailedToParse'),
      failing(modify({ query: {}, remove: true, upsert: true }), 9, 'FailedToParse'),
      failing(modify({ query: { _id: 1 }, update: { $set: { _id: 2 } } }), 66, 'ImmutableField'),
      failing(modify({ query: { _id: 1 }, update: { $inc: { v: 'a' } } }), 14, 'TypeMismatch'),
      failing(modify({ query: {}, update: { $set: { a: 1 } }, nonsense: 1 }), 40415),
    ]),
  },
  {
    area: 'Commands: count and distinct',
    manual: 'reference/command/count',
    cases: asking(given, [
      titled({ count: 'items' }, { reply: { n: 3, ok: 1 } }),
      titled({ count: 'items', query: { v: 1 } }, { reply: { n: 2 } }),
      titled({ count: 'items', query: {}, skip: 1, limit: 1 }, { reply: { n: 1 } }),
      titled({ count: 'items', skip: 5 }, { reply: { n: 0 } }),
      titled({ count: 'nothing' }, { reply: { n: 0, ok: 1 } }),
      titled(aggregate({ $match: { v: 1 } }, { $group: { _id: 1, n: { $sum: 1 } } }), {
        documents: [{ _id: 1, n: 2 }],
      }),
      titled({ distinct: 'items', key: 'v' }, { reply: { values: [1, 2] } }),
      titled({ distinct: 'items', key: 'v', query: { _id: 3 } }, { reply: { values: [2] } }),
      titled({ distinct: 'items', key: 'none' }, { reply: { values: [] } }),
      titled({ distinct: 'nothing', key: 'v' }, { reply: { values: [] } }),
      failing({ distinct: 'items', key: 1 }, 14, 'TypeMismatch'),
      failing({ distinct: 'items' }, 40414),
      failing({ count: 'items', query: { $foo: 1 } }, 2, 'BadValue'),
    ]),
  },
  {
    area: 'Commands: distinct through arrays',
    manual: 'reference/command/distinct',
    cases: asking(
      [
        { _id: 1, t: ['a', 'b'], l: [{ n: 1 }, { n: 2 }] },
        { _id: 2, t: 'a', l: { n: 2 } },
        { _id: 3, t: [] },
      ],
      [
        titled({ distinct: 'items', key: 't' }, { reply: { values: ['a', 'b'] } }),
        titled({ distinct: 'items', key: 'l.n' }, { reply: { values: [1, 2] } }),
        titled({ distinct: 'items', key: 't.0' }, { reply: { values: ['a'] } }),
      ],
    ),
  },
  {
    area: 'Commands: collections',
    manual: 'reference/command/nav-administration',
    cases: [
      ...asking(given, [
        titled(
          { listCollections: 1, nameOnly: true, filter: { name: 'items' } },
          { documents: [{ name: 'items', type: 'collection' }] },
        ),
        titled({ listCollections: 1, filter: { name: 'nothing' } }, { documents: [] }),
        titled({ drop: 'items' }, { reply: { ok: 1, nIndexesWas: 1 } }),
        titled({ create: 'capped', capped: true, size: 4096 }, { reply: { ok: 1 } }, 115),
        titled({ create: 'view', viewOn: 'items', pipeline: [] }, { reply: { ok: 1 } }, 115),
        titled({ create: 'fresh', validator: { a: 1 } }, { reply: { ok: 1 } }, 115),
        failing({ create: 'fresh', nonsense: 1 }, 40415),
      ]),
      {
        title: 'a created collection is there, and empty',
        steps: [
          { ask: { create: 'items' }, reply: { ok: 1 } },
          {
            ask: { listCollections: 1, nameOnly: true, filter: { name: 'items' } },
            documents: [{ name: 'items', type: 'collection' }],
          },
        ],
        leaves: [],
      },
      {
        title: 'a dropped collection is gone with its indexes',
        given,
        steps: [
          { ask: { drop: 'items' } },
          { ask: insert({ _id: 1 }) },
          { ask: { listIndexes: 'items' }, documents: [{ v: 2, key: { _id: 1 }, name: '_id_' }] },
        ],
        leaves: [{ _id: 1 }],
      },
    ],
  },
  {
    area: 'Commands that are refused',
    manual: 'reference/command',
    cases: asking(given, [
      failing({ nonsense: 1 }, 59, 'CommandNotFound'),
      failing({ constructor: 1 }, 59, 'CommandNotFound'),
      failing({ find: '' }, 73, 'InvalidNamespace'),
      failing(find({}, { nonsense: 1 }), 40415),
      failing(find({}, { filter: 1 }), 14, 'TypeMismatch'),
      failing(find({}, { sort: 1 }), 14, 'TypeMismatch'),
      failing(find({}, { projection: 'a' }), 14, 'TypeMismatch'),
      failing({ aggregate: 'items', pipeline: [] }, 9, 'FailedToParse'),
      failing({ aggregate: 'items', pipeline: 1, cursor: {} }, 14, 'TypeMismatch'),
      failing({ aggregate: 'items', pipeline: [1], cursor: {} }, 14, 'TypeMismatch'),
      failing({ aggregate: 'items', cursor: {} }, 40414),
      failing({ ...aggregate(), nonsense: 1 }, 40415),
      failing({ count: 'items', nonsense: 1 }, 40415),
      failing({ distinct: 'items', key: 'a', nonsense: 1 }, 40415),
      titled(find({ v: 1 }, { collation: { locale: 'nl' }, sort: { _id: 1 } }), { documents: given.slice(0, 2) }, 115),
      titled(find({ v: 1 }, { collation: { locale: 'simple' }, sort: { _id: 1 } }), { documents: given.slice(0, 2) }),
      titled({ ...update({ v: 2 }, { $set: { w: 1 } }, { collation: { locale: 'nl' } }) }, { reply: { n: 1 } }, 115),
      titled({ count: 'items', collation: { locale: 'nl' } }, { reply: { n: 3 } }, 115),
      titled({ distinct: 'items', key: 'v', collation: { locale: 'nl' } }, { reply: { values: [1, 2] } }, 115),
      titled(
        { ...aggregate({ $match: { v: 2 } }), collation: { locale: 'nl' } },
        { documents: [{ _id: 3, v: 2 }] },
        115,
      ),
      titled(find({ v: 2 }, { showRecordId: true, projection: { v: 1, _id: 0 } }), { reply: { ok: 1 } }, 115),
      titled(find({}, { returnKey: true }), { reply: { ok: 1 } }, 115),
      titled(aggregate({ $changeStream: {} }), { reply: { ok: 1 } }, 40573),
    ]),
  },
  {
    area: 'Commands: who is there',
    manual: 'reference/command/nav-diagnostic',
    cases: asking(
      [],
      [
        titled({ ping: 1 }, { reply: { ok: 1 } }),
        titled(
          { hello: 1 },
          {
            reply: {
              isWritablePrimary: true,
              maxBsonObjectSize: 16777216,
              maxMessageSizeBytes: 48000000,
              maxWriteBatchSize: 100000,
              readOnly: false,
            },
          },
        ),
        titled({ isMaster: 1 }, { reply: { ismaster: true } }),
        titled({ buildInfo: 1 }, { reply: { ok: 1, bits: 64, maxBsonObjectSize: 16777216 } }),
        titled({ connectionStatus: 1 }, { reply: { ok: 1 } }),
      ],
    ),
  },
]
