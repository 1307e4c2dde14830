import type { Doc } from '../bson/values.ts'
import type { Predicate } from '../query/predicate.ts'
import type { Examined } from './index-scan.ts'
import type { Access, Search } from './plan.ts'

/** A search with its filter compiled. */
export interface Query extends Search {
  matches: Predicate
}

/** Documents that match a filter, how they are reached, and whether they come in the order asked for. */
export interface Found {
  documents: Iterable<Doc>
  sorted: boolean
  access: Access
  /** Counts while `documents` is read. */
  examined: Examined
}

/** What there is of a collection that is not there. */
export const NOTHING: Found = { documents: [], sorted: true, access: { stage: 'EOF' }, examined: { keys: 0, docs: 0 } }

/** What a command sees of the data and may do to it: the data as they are, or those of a transaction. */
export interface View {
  find(namespace: string, query: Query): Found
  /** Ask to write these documents: throws when a transaction has them, before anything is changed. */
  claim(namespace: string, ids: string[]): void
  insert(namespace: string, doc: Doc): void
  /** Replace a document by one with the same `_id`. */
  replace(namespace: string, before: Doc, after: Doc): void
  remove(namespace: string, doc: Doc): void
  /** Resolves when what was written is safely on disk, as far as this view writes to disk. */
  settle(): Promise<void>
}

/** Thrown by `claim`: write again once this transaction is over. */
export class Busy extends Error {
  readonly over: Promise<void>

  constructor(over: Promise<void>) {
    super('another transaction is writing this document')
    this.over = over
  }
}
