import { Long } from 'mongodb'
import { aggregate, find, type Step, type Table } from './case.ts'
import { CURSOR } from './run.ts'

const five = [1, 2, 3, 4, 5].map((_id) => ({ _id }))
const ids = (...numbers: number[]) => numbers.map((_id) => ({ _id }))
const end = { cursor: { id: Long.ZERO.toNumber() } }
const more = (options: object = {}): Step => ({ ask: { getMore: CURSOR, collection: 'items', ...options } })
const sorted = { sort: { _id: 1 } }

export const CURSORS: Table[] = [
  {
    area: 'Cursors',
    manual: 'reference/command/getMore',
    cases: [
      {
        title: 'give all when it fits, and close',
        given: five,
        steps: [{ ask: find({}, sorted), documents: five, reply: end }],
      },
      {
        title: 'give batch after batch',
        given: five,
        steps: [
          { ask: find({}, { ...sorted, batchSize: 2 }), documents: ids(1, 2) },
          { ...more({ batchSize: 2 }), documents: ids(3, 4) },
          { ...more({ batchSize: 2 }), documents: ids(5), reply: end },
        ],
      },
      {
        title: 'give the rest when no size is asked',
        given: five,
        steps: [
          { ask: find({}, { ...sorted, batchSize: 1 }), documents: ids(1) },
          { ...more(), documents: ids(2, 3, 4, 5), reply: end },
        ],
      },
      {
        title: 'open with nothing for a batch of none',
        given: five,
        steps: [
          { ask: find({}, { ...sorted, batchSize: 0 }), documents: [] },
          { ...more(), documents: five, reply: end },
        ],
      },
      {
        title: 'stop at the limit',
        given: five,
        steps: [
          { ask: find({}, { ...sorted, limit: 3, batchSize: 2 }), documents: ids(1, 2) },
          { ...more(), documents: ids(3), reply: end },
        ],
      },
      {
        title: 'take a limit of none as no limit',
        given: five,
        steps: [{ ask: find({}, { ...sorted, limit: 0 }), documents: five, reply: end }],
      },
      {
        title: 'skip',
        given: five,
        steps: [{ ask: find({}, { ...sorted, skip: 3 }), documents: ids(4, 5), reply: end }],
      },
      {
        title: 'close after one batch when that is all that is wanted',
        given: five,
        steps: [{ ask: find({}, { ...sorted, batchSize: 2, singleBatch: true }), documents: ids(1, 2), reply: end }],
      },
      {
        title: 'give 101 documents first',
        given: Array.from({ length: 120 }, (_, _id) => ({ _id })),
        steps: [
          { ask: find({}, sorted), documents: Array.from({ length: 101 }, (_, _id) => ({ _id })) },
          { ...more(), documents: Array.from({ length: 19 }, (_, i) => ({ _id: 101 + i })), reply: end },
        ],
      },
      {
        title: 'serve pipelines',
        given: five,
        steps: [
          { ask: { ...aggregate({ $sort: { _id: 1 } }), cursor: { batchSize: 2 } }, documents: ids(1, 2) },
          { ...more(), documents: ids(3, 4, 5), reply: end },
        ],
      },
      {
        title: 'are empty for a collection that is not there',
        steps: [{ ask: { find: 'nothing' }, documents: [], reply: end }],
      },
      {
        title: 'are gone when they are killed',
        given: five,
        steps: [
          { ask: find({}, { batchSize: 1 }) },
          {
            ask: { killCursors: 'items', cursors: [CURSOR] },
            reply: { ok: 1, cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] },
          },
          { ...more(), error: { code: 43, codeName: 'CursorNotFound' } },
        ],
      },
      {
        title: 'are gone when they were read to the end',
        given: five,
        steps: [
          { ask: find({}, { batchSize: 4 }) },
          { ask: find({ _id: 1 }, { projection: { _id: 1 } }), documents: ids(1) },
          {
            ask: { getMore: Long.fromNumber(12345), collection: 'items' },
            error: { code: 43, codeName: 'CursorNotFound' },
          },
        ],
      },
      {
        title: 'tell which of those to kill they did not find',
        steps: [
          {
            ask: { killCursors: 'items', cursors: [Long.fromNumber(77)] },
            reply: { cursorsKilled: [], cursorsNotFound: [77] },
          },
        ],
      },
      {
        title: 'belong to their collection',
        given: five,
        steps: [
          { ask: find({}, { batchSize: 1 }) },
          { ask: { getMore: CURSOR, collection: 'others' }, error: { code: 13, codeName: 'Unauthorized' } },
        ],
      },
      {
        title: 'refuse a negative batch',
        given: five,
        steps: [{ ask: find({}, { batchSize: -1 }), error: { code: 51024 } }],
      },
      {
        title: 'refuse a negative limit',
        given: five,
        steps: [{ ask: find({}, { limit: -1 }), error: { code: 51024 } }],
      },
      {
        title: 'refuse a negative skip',
        given: five,
        steps: [{ ask: find({}, { skip: -1 }), error: { code: 51024 } }],
      },
      {
        title: 'refuse a batch that is no number',
        given: five,
        steps: [{ ask: find({}, { batchSize: 'a' }), error: { code: 14, codeName: 'TypeMismatch' } }],
      },
    ],
  },
]
