import { Binary, BSONRegExp, Decimal128, type Document, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb'
import { aggregate, asking, type Case, find, index, shown, type Table } from './case.ts'

/** Values of every type, from the lowest to the highest. */
const ORDERED = [
  new MinKey(),
  [],
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  -1.5,
  Decimal128.fromString('0.5'),
  3,
  Long.fromString('9007199254740993'),
  Number.POSITIVE_INFINITY,
  '',
  'B',
  'a',
  'aa',
  'é',
  '\uffee',
  '😀',
  {},
  { a: 1 },
  { a: 2 },
  { a: 2, b: 1 },
  { b: 0 },
  new Binary(Buffer.from([9])),
  new Binary(Buffer.from([1, 1])),
  new ObjectId('64b000000000000000000001'),
  false,
  true,
  new Date(-5),
  new Date(5),
  new Timestamp({ t: 1, i: 1 }),
  new BSONRegExp('a'),
  new MaxKey(),
]

const mixed: Document[] = ORDERED.map((v, _id) => ({ _id, v })).reverse()
const upward = ORDERED.map((_, _id) => ({ _id }))

/** The same question without an index, with one, and through a pipeline. */
function ordering(title: string, given: Document[], sort: Document, ids: unknown[]): Case[] {
  const documents = ids.map((_id) => ({ _id }))
  const ask = find({}, { sort, projection: { _id: 1 } })
  return [
    { title, given, steps: [{ ask, documents }] },
    { title: `${title}, with an index`, given, steps: [index(sort), { ask, documents }] },
    {
      title: `${title}, in a pipeline`,
      given,
      steps: [{ ask: aggregate({ $sort: sort }, { $project: { _id: 1 } }), documents }],
    },
  ]
}

const numbers = [
  { _id: 1, v: [1, 9] },
  { _id: 2, v: [5] },
  { _id: 3, v: 4 },
]
const nested = [
  { _id: 1, v: [{ n: 1 }, { n: 9 }] },
  { _id: 2, v: [{ n: 5 }] },
  { _id: 3, v: { n: 4 } },
]
const pairs = [
  {
    _id: 1,
    v: [
      { n: 1, m: 5 },
      { n: 2, m: 0 },
    ],
  },
  {
    _id: 2,
    v: [
      { n: 1, m: 3 },
      { n: 7, m: 9 },
    ],
  },
]
const gaps = [{ _id: 1, v: [{ n: 2 }, {}] }, { _id: 2, v: [{ n: 1 }] }, { _id: 3, v: [{ n: 3 }, 7] }, { _id: 4 }]
const pages = Array.from({ length: 20 }, (_, i) => ({ _id: i, a: i % 5, b: i % 7 }))

export const SORTING: Table[] = [
  {
    area: 'Sort order',
    manual: 'reference/bson-type-comparison-order',
    cases: [
      ...ordering(
        'orders values of different types',
        mixed,
        { v: 1 },
        upward.map(({ _id }) => _id),
      ),
      ...ordering(
        'orders them downward',
        mixed,
        { v: -1 },
        mixed.map(({ _id }) => _id),
      ),
      ...ordering('takes the smallest element of an array upward', numbers, { v: 1 }, [1, 3, 2]),
      ...ordering('takes the largest element of an array downward', numbers, { v: -1 }, [1, 2, 3]),
      ...ordering('takes the smallest of a dotted path upward', nested, { 'v.n': 1 }, [1, 3, 2]),
      ...ordering('takes the largest of a dotted path downward', nested, { 'v.n': -1 }, [1, 2, 3]),
      ...ordering('compares pairs of one array element', pairs, { 'v.n': 1, 'v.m': 1 }, [2, 1]),
      ...ordering('compares pairs of one array element downward', pairs, { 'v.n': -1, 'v.m': -1 }, [2, 1]),
      ...ordering('counts what is missing in an element as null', gaps, { 'v.n': 1, _id: 1 }, [1, 3, 4, 2]),
      ...ordering(
        'orders by a position',
        [
          { _id: 1, v: [3, 1] },
          { _id: 2, v: [2, 9] },
        ],
        { 'v.0': 1 },
        [2, 1],
      ),
      ...ordering(
        'puts missing and null together',
        [{ _id: 2, v: null }, { _id: 1 }, { _id: 3, v: 0 }],
        { v: 1, _id: 1 },
        [1, 2, 3],
      ),
      ...ordering(
        'orders by several fields',
        pages,
        { a: 1, b: -1, _id: 1 },
        pages.toSorted((x, y) => x.a - y.a || y.b - x.b).map(({ _id }) => _id),
      ),
      ...asking(pages, [
        [
          'gives a page',
          find({}, { sort: { a: 1, b: -1 }, skip: 3, limit: 2, projection: { _id: 1 } }),
          { documents: [{ _id: 0 }, { _id: 6 }] },
        ],
        [
          'gives the top of a pipeline',
          aggregate({ $sort: { b: -1, _id: -1 } }, { $skip: 1 }, { $limit: 2 }, { $project: { a: 1 } }),
          {
            documents: [
              { _id: 6, a: 1 },
              { _id: 19, a: 4 },
            ],
          },
        ],
        ['gives nothing beyond the end', find({}, { sort: { a: 1 }, skip: 99 }), { documents: [] }],
      ]),
    ],
  },
  {
    area: 'Sorts that are refused',
    manual: 'reference/method/cursor.sort',
    cases: asking(
      [{ _id: 1, a: [1], b: [2] }],
      (
        [
          [{ a: 2 }, 15975],
          [{ a: 0 }, 15975],
          [{ a: 'up' }, 15974],
          [{ a: 1, b: 1 }, 2],
          [{ $a: 1 }, 16410],
        ] as [Document, number][]
      ).map(([sort, code]) => [shown(sort), find({}, { sort }), { error: { code } }]),
    ),
  },
]
