import { ObjectId } from 'mongodb'
import { aggregate, find, index, insert, type Table, update } from './case.ts'

const soon = new Date('2036-01-01T00:00:00Z')
const past = new Date('2016-01-01T00:00:00Z')
const now = new Date('2026-01-01T00:00:00Z')
const valid = { $or: [{ expires: { $exists: false } }, { expires: { $gt: now } }] }
const oid = new ObjectId('64b000000000000000000001')

/** The commands that connect-mongo and Mongoose send, as they send them. */
export const CLIENTS: Table[] = [
  {
    area: 'connect-mongo',
    manual: 'core/index-ttl',
    cases: [
      {
        title: 'makes an index that ends sessions',
        steps: [
          index({ expires: 1 }, { background: true, expireAfterSeconds: 0 }),
          { ask: index({ expires: 1 }, { background: true, expireAfterSeconds: 0 }).ask, reply: { ok: 1 } },
        ],
      },
      {
        title: 'sets a session that is new',
        steps: [
          {
            ask: update({ _id: 'one' }, { $set: { _id: 'one', session: '{}', expires: soon } }, { upsert: true }),
            reply: { n: 1, nModified: 0, upserted: [{ index: 0, _id: 'one' }] },
          },
        ],
        leaves: [{ _id: 'one', expires: soon, session: '{}' }],
      },
      {
        title: 'sets a session again, with its own _id',
        given: [{ _id: 'one', session: '{}', expires: past }],
        steps: [
          {
            ask: update({ _id: 'one' }, { $set: { _id: 'one', session: '{"a":1}', expires: soon } }, { upsert: true }),
            reply: { n: 1, nModified: 1 },
          },
        ],
        leaves: [{ _id: 'one', session: '{"a":1}', expires: soon }],
      },
      {
        title: 'gets a session that has not ended',
        given: [{ _id: 'one', expires: soon }],
        steps: [
          {
            ask: find({ _id: 'one', ...valid }, { limit: 1, singleBatch: true }),
            documents: [{ _id: 'one', expires: soon }],
          },
        ],
      },
      {
        title: 'gets a session that never ends',
        given: [{ _id: 'one' }],
        steps: [{ ask: find({ _id: 'one', ...valid }, { limit: 1, singleBatch: true }), documents: [{ _id: 'one' }] }],
      },
      {
        title: 'does not get a session that has ended',
        given: [{ _id: 'one', expires: past }],
        steps: [{ ask: find({ _id: 'one', ...valid }, { limit: 1, singleBatch: true }), documents: [] }],
      },
      {
        title: 'gets all sessions, with the index there',
        given: [{ _id: 1, expires: past }, { _id: 2 }, { _id: 3, expires: soon }],
        steps: [
          index({ expires: 1 }),
          { ask: find(valid, { sort: { _id: 1 }, projection: { _id: 1 } }), documents: [{ _id: 2 }, { _id: 3 }] },
        ],
      },
      {
        title: 'touches a session',
        given: [{ _id: 'one', expires: past }],
        steps: [{ ask: update({ _id: 'one' }, { $set: { expires: soon } }), reply: { n: 1, nModified: 1 } }],
        leaves: [{ _id: 'one', expires: soon }],
      },
      {
        title: 'finds no session to touch',
        steps: [{ ask: update({ _id: 'none' }, { $set: { expires: soon } }), reply: { n: 0, nModified: 0 } }],
      },
    ],
  },
  {
    area: 'Mongoose',
    manual: 'reference/command/nav-crud',
    cases: [
      {
        title: 'counts documents',
        given: [{ _id: 1 }, { _id: 2 }],
        steps: [
          { ask: aggregate({ $match: {} }, { $group: { _id: 1, n: { $sum: 1 } } }), documents: [{ _id: 1, n: 2 }] },
        ],
      },
      {
        title: 'asks whether something is there',
        given: [{ _id: oid, a: 1 }],
        steps: [
          { ask: find({ a: 1 }, { projection: { _id: 1 }, limit: 1, singleBatch: true }), documents: [{ _id: oid }] },
        ],
      },
      {
        title: 'saves what changed of a document, if its version is still the same',
        given: [{ _id: oid, tags: ['a'], __v: 0 }],
        steps: [
          {
            ask: update({ _id: oid, __v: 0 }, { $set: { tags: ['b'] }, $inc: { __v: 1 } }),
            reply: { n: 1, nModified: 1 },
          },
        ],
        leaves: [{ _id: oid, tags: ['b'], __v: 1 }],
      },
      {
        title: 'does not save a document whose version moved on',
        given: [{ _id: oid, tags: ['a'], __v: 3 }],
        steps: [
          {
            ask: update({ _id: oid, __v: 0 }, { $set: { tags: ['b'] }, $inc: { __v: 1 } }),
            reply: { n: 0, nModified: 0 },
          },
        ],
        leaves: [{ _id: oid, tags: ['a'], __v: 3 }],
      },
      {
        title: 'pushes onto an array of a document',
        given: [{ _id: oid, tags: ['a'], __v: 0 }],
        steps: [
          {
            ask: update({ _id: oid }, { $push: { tags: { $each: ['z'] } }, $inc: { __v: 1 }, $set: { at: now } }),
            reply: { nModified: 1 },
          },
        ],
        leaves: [{ _id: oid, tags: ['a', 'z'], __v: 1, at: now }],
      },
      {
        title: 'keeps when a document was made, on an upsert with timestamps',
        given: [{ _id: 1, n: 1, createdAt: past }],
        steps: [
          {
            ask: {
              findAndModify: 'items',
              query: { _id: 1 },
              update: { $inc: { n: 1 }, $setOnInsert: { createdAt: now, __v: 0 }, $set: { updatedAt: now } },
              upsert: true,
              new: true,
            },
            reply: { value: { _id: 1, n: 2, createdAt: past, updatedAt: now } },
          },
        ],
      },
      {
        title: 'fills in documents of another collection',
        given: [{ _id: oid }, { _id: 2 }],
        steps: [
          { ask: find({ _id: { $in: [oid, 2, 3] } }, { sort: { _id: 1 } }), documents: [{ _id: 2 }, { _id: oid }] },
        ],
      },
      {
        title: 'hears which of many inserts failed',
        given: [{ _id: 2 }],
        steps: [
          {
            ask: { ...insert({ _id: 1 }, { _id: 2 }, { _id: 3 }), ordered: false },
            reply: { n: 2 },
            error: { index: 1, code: 11000 },
          },
        ],
        leaves: [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
      },
    ],
  },
]
