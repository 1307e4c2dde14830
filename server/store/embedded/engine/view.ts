import type { SortField } from '../bson/sort.ts'
import type { Doc } from '../bson/values.ts'
import type { Predicate } from '../query/predicate.ts'

/** Documents that match a filter, and whether they come in the order asked for. */
export interface Found {
  documents: Iterable<Doc>
  sorted: boolean
  index: string | undefined
}

/** What a command sees of the data and may do to it: the data as they are, or those of a transaction. */
export interface View {
  find(namespace: string, filter: Doc, matches: Predicate, sort: SortField[]): Found
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
