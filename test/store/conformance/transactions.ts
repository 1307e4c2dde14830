import type { Document } from 'mongodb'
import { aggregate, find, index, insert, remove, type Step, type Table, update } from './case.ts'

const given = [
  { _id: 1, v: 1 },
  { _id: 2, v: 2 },
]
const all = find({}, { sort: { _id: 1 } })
const increase = (_id: number): Document => update({ _id }, { $inc: { v: 10 } })
const commit = { commitTransaction: 1 }
const abort = { abortTransaction: 1 }
const a = (ask: Document, answer: Partial<Step> = {}): Step => ({ in: 'a', ask, ...answer })
const b = (ask: Document, answer: Partial<Step> = {}): Step => ({ in: 'b', ask, ...answer })
const outside = (ask: Document, answer: Partial<Step> = {}): Step => ({ ask, ...answer })
const conflict = { error: { code: 112, codeName: 'WriteConflict', errorLabels: ['TransientTransactionError'] } }
const gone = { error: { code: 251, codeName: 'NoSuchTransaction', errorLabels: ['TransientTransactionError'] } }

export const TRANSACTIONS: Table[] = [
  {
    area: 'Transactions: what they see',
    manual: 'core/transactions',
    cases: [
      {
        title: 'show nothing before the commit',
        given,
        steps: [a(insert({ _id: 3 })), a(increase(1)), outside(all, { documents: given })],
      },
      {
        title: 'show all after the commit',
        given,
        steps: [
          a(insert({ _id: 3 })),
          a(increase(1)),
          a(remove({ _id: 2 })),
          a(commit),
          outside(all, { documents: [{ _id: 1, v: 11 }, { _id: 3 }] }),
        ],
        leaves: [{ _id: 1, v: 11 }, { _id: 3 }],
      },
      {
        title: 'see their own writes',
        given,
        steps: [
          a(increase(1)),
          a(insert({ _id: 3, v: 3 })),
          a(remove({ _id: 2 })),
          a(all, {
            documents: [
              { _id: 1, v: 11 },
              { _id: 3, v: 3 },
            ],
          }),
        ],
      },
      {
        title: 'see their own writes in a pipeline',
        given,
        steps: [
          a(increase(1)),
          a(aggregate({ $group: { _id: null, total: { $sum: '$v' } } }), { documents: [{ _id: null, total: 13 }] }),
        ],
      },
      {
        title: 'see their own writes in an index, in order',
        given,
        steps: [
          outside(index({ v: 1 }).ask),
          a(increase(1)),
          a(find({ v: { $gt: 0 } }, { sort: { v: 1 } }), {
            documents: [
              { _id: 2, v: 2 },
              { _id: 1, v: 11 },
            ],
          }),
        ],
      },
      {
        title: 'read the data as they were when they began',
        given,
        steps: [
          a(all, { documents: given }),
          outside(increase(1)),
          outside(insert({ _id: 3 })),
          outside(remove({ _id: 2 })),
          a(all, { documents: given }),
        ],
        leaves: [{ _id: 1, v: 11 }, { _id: 3 }],
      },
      {
        title: 'do not see what another transaction commits',
        given,
        steps: [a(all), b(increase(1)), b(commit), a(all, { documents: given })],
      },
      {
        title: 'leave nothing when they are aborted',
        given,
        steps: [a(increase(1)), a(insert({ _id: 3 })), a(abort), outside(all, { documents: given })],
        leaves: given,
      },
      {
        title: 'commit once however often the commit is sent',
        given,
        steps: [a(increase(1)), a(commit), a(commit)],
        leaves: [
          { _id: 1, v: 11 },
          { _id: 2, v: 2 },
        ],
      },
      {
        title: 'make a collection that is not there yet',
        steps: [
          a(insert({ _id: 1 })),
          outside(all, { documents: [] }),
          a(commit),
          outside(all, { documents: [{ _id: 1 }] }),
        ],
      },
      {
        title: 'find and modify',
        given,
        steps: [
          a(
            { findAndModify: 'items', query: { _id: 1 }, update: { $inc: { v: 1 } }, new: true },
            { reply: { value: { _id: 1, v: 2 } } },
          ),
          outside(all, { documents: given }),
          a(commit),
        ],
        leaves: [
          { _id: 1, v: 2 },
          { _id: 2, v: 2 },
        ],
      },
      {
        title: 'list distinct values',
        given,
        steps: [a(increase(1)), a({ distinct: 'items', key: 'v', query: { _id: 1 } }, { reply: { values: [11] } })],
      },
    ],
  },
  {
    area: 'Transactions: conflicts',
    manual: 'core/transactions-production-consideration',
    cases: [
      {
        title: 'two that write one document',
        given,
        steps: [a(increase(1)), b(increase(1), conflict), a(commit)],
        leaves: [
          { _id: 1, v: 11 },
          { _id: 2, v: 2 },
        ],
      },
      {
        title: 'two that delete one document',
        given,
        steps: [a(remove({ _id: 1 })), b(remove({ _id: 1 }), conflict)],
      },
      {
        title: 'one that writes what was changed after it began',
        given,
        steps: [a(find({ _id: 2 })), outside(increase(1)), a(increase(1), conflict)],
        leaves: [
          { _id: 1, v: 11 },
          { _id: 2, v: 2 },
        ],
      },
      {
        title: 'two that insert one _id',
        given,
        steps: [a(insert({ _id: 3, by: 'a' })), b(insert({ _id: 3, by: 'b' }), conflict), a(commit)],
        leaves: [...given, { _id: 3, by: 'a' }],
      },
      {
        title: 'two that write different documents go together',
        given,
        steps: [a(increase(1)), b(increase(2)), a(commit), b(commit)],
        leaves: [
          { _id: 1, v: 11 },
          { _id: 2, v: 12 },
        ],
      },
      {
        title: 'a conflict ends the transaction',
        given,
        steps: [
          a(increase(1)),
          b(increase(2)),
          b(increase(1), conflict),
          b(find({}), gone),
          outside(all, { documents: given }),
        ],
      },
      {
        title: 'a duplicate key ends the transaction',
        given,
        steps: [a(increase(2)), a(insert({ _id: 1 }), { error: { code: 11000 } }), a(find({}), gone)],
        leaves: given,
      },
      {
        title: 'a filter that is refused ends the transaction',
        given,
        steps: [a(increase(2)), a(find({ $foo: 1 }), { error: { code: 2 } }), a(find({}), gone)],
        leaves: given,
      },
      {
        title: 'a unique index counts inside',
        given,
        steps: [
          outside(index({ v: 1 }, { unique: true }).ask),
          a(insert({ _id: 3, v: 1 }), { error: { code: 11000, keyPattern: { v: 1 }, keyValue: { v: 1 } } }),
        ],
        leaves: given,
      },
    ],
  },
  {
    area: 'Transactions: what they cannot contain',
    manual: 'core/transactions-operations',
    cases: [
      ...[
        { count: 'items' },
        { dropIndexes: 'items', index: '*' },
        { drop: 'items' },
        { dropDatabase: 1 },
        { listCollections: 1 },
        { listIndexes: 'items' },
        { explain: { find: 'items' } },
      ].map((ask: Document) => ({
        title: String(Object.keys(ask)[0]),
        given,
        steps: [a(find({})), a(ask, { error: { code: 263, codeName: 'OperationNotSupportedInTransaction' } })],
      })),
      {
        title: 'create, of a collection that is not there',
        steps: [a(find({})), a({ create: 'items' }, { reply: { ok: 1 } })],
        refused: 263,
      },
    ],
  },
]
