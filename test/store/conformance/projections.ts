import type { Document } from 'mongodb'
import { asking, type Case, find, shown, type Table } from './case.ts'

const DOCUMENT = {
  _id: 1,
  a: 1,
  o: { x: 1, y: 2 },
  l: [{ n: 1, m: 1 }, { n: 2, m: 2 }, 3],
  t: ['p', 'q', 'r'],
}

function shaping(rows: [projection: Document, result: Document, filter?: Document][]): Case[] {
  return asking(
    [DOCUMENT],
    rows.map(([projection, result, filter = {}]) => [
      `${shown(projection)}${Object.keys(filter).length > 0 ? ` for ${shown(filter)}` : ''}`,
      find(filter, { projection }),
      { documents: [result] },
    ]),
  )
}

const { _id, a, o, l, t } = DOCUMENT

export const PROJECTIONS: Table[] = [
  {
    area: 'Projections',
    manual: 'tutorial/project-fields-from-query-results',
    cases: shaping([
      [{}, DOCUMENT],
      [{ a: 1 }, { _id, a }],
      [{ a: true }, { _id, a }],
      [{ a: 1, _id: 0 }, { a }],
      [
        { t: 1, a: 1, _id: 0 },
        { a, t },
      ],
      [{ 'o.x': 1, _id: 0 }, { o: { x: 1 } }],
      [{ o: { y: 1 }, _id: 0 }, { o: { y: 2 } }],
      [{ 'o.x': 1, 'o.y': 1, _id: 0 }, { o }],
      [{ _id: 0 }, { a, o, l, t }],
      [{ _id: 1 }, { _id }],
      [{ a: 0, l: 0, t: 0, _id: 0, 'o.x': 0 }, { o: { y: 2 } }],
      [{ a: 0, l: 0, t: 0, o: 0 }, { _id }],
      [{ 'l.n': 1, _id: 0 }, { l: [{ n: 1 }, { n: 2 }] }],
      [{ _id: 0, a: 0, o: 0, t: 0, 'l.m': 0 }, { l: [{ n: 1 }, { n: 2 }, 3] }],
      [{ missing: 1, _id: 0 }, {}],
      [{ missing: 0, _id: 0, l: 0, o: 0, t: 0 }, { a }],
      [{ 'a.x': 1, _id: 0 }, {}],
    ]),
  },
  {
    area: 'Projections: arrays',
    manual: 'reference/operator/projection',
    cases: shaping([
      [
        { _id: 0, t: { $slice: 1 }, a: 1 },
        { a, t: ['p'] },
      ],
      [{ t: { $slice: 2 } }, { _id, a, o, l, t: ['p', 'q'] }],
      [
        { _id: 0, o: 0, l: 0, t: { $slice: -2 } },
        { a, t: ['q', 'r'] },
      ],
      [{ _id: 0, o: 0, l: 0, a: 0, t: { $slice: [1, 1] } }, { t: ['q'] }],
      [{ _id: 0, o: 0, l: 0, a: 0, t: { $slice: [-2, 1] } }, { t: ['q'] }],
      [{ _id: 0, o: 0, l: 0, a: 0, t: { $slice: [5, 1] } }, { t: [] }],
      [{ _id: 0, o: 0, l: 0, t: 0, a: { $slice: 1 } }, { a }],
      [{ _id: 0, l: { $elemMatch: { n: 2 } } }, { l: [{ n: 2, m: 2 }] }],
      [{ _id: 0, l: { $elemMatch: { n: 9 } } }, {}],
      [{ _id: 0, t: { $elemMatch: { $gt: 'p' } } }, { t: ['q'] }],
      [
        { _id: 0, a: 1, t: { $elemMatch: { $eq: 'r' } } },
        { a, t: ['r'] },
      ],
      [{ _id: 0, 't.$': 1 }, { t: ['q'] }, { t: 'q' }],
      [{ _id: 0, 'l.$': 1 }, { l: [{ n: 2, m: 2 }] }, { 'l.n': 2 }],
      [{ _id: 0, 'l.$': 1 }, { l: [{ n: 2, m: 2 }] }, { l: { $elemMatch: { m: { $gt: 1 } } } }],
    ]),
  },
  {
    area: 'Projections: expressions',
    manual: 'reference/method/db.collection.find/#projection',
    cases: shaping([
      [{ _id: 0, sum: { $add: ['$a', '$o.y'] } }, { sum: 3 }],
      [
        { _id: 0, a: 1, copy: '$o.x' },
        { a, copy: 1 },
      ],
      [{ _id: 0, word: 'plain' }, { word: 'plain' }],
      [
        { _id: 0, 'o.z': { $literal: 5 }, a: 1 },
        { a, o: { z: 5 } },
      ],
      [{ _id: 0, none: '$missing', a: 1 }, { a }],
      [{ _id: 0, list: ['$a', '$missing'] }, { list: [1, null] }],
      [{ _id: 0, names: '$l.n' }, { names: [1, 2] }],
    ]),
  },
  {
    area: 'Projections that are refused',
    manual: 'reference/method/db.collection.find/#projection',
    cases: asking(
      [DOCUMENT],
      (
        [
          [{ a: 1, o: 0 }, 31254],
          [{ a: 0, o: 1 }, 31253],
          [{ 'o.x': 1, o: 1 }, 31250],
          [{ o: 1, 'o.x': 1 }, 31249],
          [{ 't.$': 1 }, 51246],
          [{ 't.$': 1, 'l.$': 1 }, 31276],
          [{ 't.$.x': 1 }, 31394],
          [{ 't.$': 0 }, 31395],
          [{ $a: 1 }, 16410],
          [{ 'a.': 1 }, 40353],
          [{ '': 1 }, 40352],
          [{ 'a..b': 1 }, 15998],
          [{ o: {} }, 51270],
          [{ 'o.l': { $elemMatch: { n: 1 } } }, 31275],
          [{ t: { $slice: 'a' } }, 28667],
          [{ t: { $slice: [1, 0] } }, 28724],
          [{ a: { $foo: 1 } }, 31325],
        ] as [Document, number][]
      ).map(([projection, code]) => [shown(projection), find({}, { projection }), { error: { code } }]),
    ),
  },
]
