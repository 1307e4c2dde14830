import { inspect } from 'node:util'
import type { Document } from 'mongodb'

/** What the server must answer; what is left out is not looked at. */
export interface Answer {
  /** The documents of the cursor, in order; their fields are compared in order too. */
  documents?: Document[]
  /** Fields of the reply. */
  reply?: Document
  /** Fields of the error: of the reply when the command failed, else of its first write error. */
  error?: Document
}

/** One command, and what the server must answer. */
export interface Step extends Answer {
  ask: Document
  /** The transaction the command is part of; it starts with its first command. */
  in?: 'a' | 'b'
}

/** A question to a server with the answer that MongoDB's manual prescribes. */
export interface Case {
  title: string
  /** The documents of the collection `items` at the start. */
  given?: Document[]
  steps: Step[]
  /** The documents of `items` afterwards, by `_id`. */
  leaves?: Document[]
  /** The code with which the embedded store refuses the last command, which MongoDB does carry out. */
  refused?: number
}

/** The cases of one area, with the page of MongoDB's manual (below https://www.mongodb.com/docs/manual/) they rest on. */
export interface Table {
  area: string
  manual: string
  cases: Case[]
}

/** A value as a title shows it. */
export function shown(value: unknown): string {
  return inspect(value, { depth: null, breakLength: Number.POSITIVE_INFINITY, compact: true, maxArrayLength: 5 })
}

/** Index documents of `items` before a case begins. */
export function index(key: Document, options: Document = {}): Step {
  const name = Object.entries(key).flat().join('_')
  return { ask: { createIndexes: 'items', indexes: [{ key, name, ...options }] }, reply: { ok: 1 } }
}

export function insert(...documents: Document[]): Document {
  return { insert: 'items', documents }
}

export function find(filter: Document, options: Document = {}): Document {
  return { find: 'items', filter, ...options }
}

export function update(filter: Document, change: unknown, options: Document = {}): Document {
  return { update: 'items', updates: [{ q: filter, u: change, ...options }] }
}

export function remove(filter: Document, limit: 0 | 1 = 0): Document {
  return { delete: 'items', deletes: [{ q: filter, limit }] }
}

export function aggregate(...pipeline: Document[]): Document {
  return { aggregate: 'items', pipeline, cursor: {} }
}

/** Cases that are one command each. */
export function asking(
  given: Document[],
  rows: [title: string, ask: Document, answer: Answer, refused?: number | undefined][],
): Case[] {
  return rows.map(([title, ask, answer, refused]) => ({
    title,
    given,
    steps: [{ ask, ...answer }],
    ...(refused ? { refused } : {}),
  }))
}
