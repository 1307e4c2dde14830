import type { Document } from 'mongodb'
import { aggregate, asking, type Case, shown } from './case.ts'

/** The documents that pipelines run over. */
export const given = [
  { _id: 1, unit: 'a', n: 5, tags: ['x', 'y'] },
  { _id: 2, unit: 'b', n: 1, tags: ['x'] },
  { _id: 3, unit: 'a', n: 3, tags: [], by: { name: 'An' } },
  { _id: 4 },
]

type Row = [pipeline: Document[], documents: Document[], refused?: number]

export const running = (rows: Row[]): Case[] =>
  asking(
    given,
    rows.map(([pipeline, documents, refused]) => [shown(pipeline), aggregate(...pipeline), { documents }, refused]),
  )
