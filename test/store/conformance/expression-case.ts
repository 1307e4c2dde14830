import { aggregate, asking, type Case, shown } from './case.ts'

/** The one document that expressions are evaluated in. */
export const given = [
  {
    _id: 1,
    unit: 'a',
    n: 5,
    tags: ['x', 'y'],
    none: null,
    o: { a: 1, b: { c: 2 } },
    l: [{ v: 1 }, { v: 2 }],
    at: new Date('2026-03-01T23:30:15.250Z'),
  },
]

type Row = [expression: unknown, value: unknown, refused?: number]

/** The value of an expression, in a document by itself; undefined for a missing value. */
export function computing(rows: Row[]): Case[] {
  return asking(
    given,
    rows.map(([expression, value, refused]) => [
      shown(expression),
      aggregate({ $replaceWith: { r: expression } }),
      { documents: [value === undefined ? {} : { r: value }] },
      refused,
    ]),
  )
}
