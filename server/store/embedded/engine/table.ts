import { equalityKey } from '../bson/compare.ts'
import type { Doc } from '../bson/values.ts'
import type { MongoError } from '../errors.ts'
import { duplicateKey, type IndexSpec, IndexTree, type StoredRecord } from './index-tree.ts'

export const ID_FIELDS = [{ path: ['_id'], direction: 1 as const }]

const ID_INDEX: IndexSpec = {
  name: '_id_',
  fields: ID_FIELDS,
  unique: true,
  sparse: false,
  partial: undefined,
  expireAfterSeconds: undefined,
  definition: { v: 2, key: { _id: 1 }, name: '_id_' },
}

/** Documents by `_id`, in natural order, with their indexes. Knows nothing of disk or transactions. */
export class Table {
  readonly records: Map<string, StoredRecord> = new Map()
  readonly indexes: IndexTree[] = []
  /** The order of the `_id`s; finding one of them needs only `records`. */
  readonly idIndex: IndexTree = new IndexTree(ID_INDEX)

  constructor(specs: IndexSpec[] = []) {
    for (const spec of specs) this.indexes.push(new IndexTree(spec))
    this.idIndex.fill(this.records)
  }

  allIndexes(): IndexTree[] {
    return [...this.indexes, this.idIndex]
  }

  insert(record: StoredRecord): void {
    const indexes = this.allIndexes()
    const keys = indexes.map((index) => index.keysOf(record.doc))
    this.records.set(record.id, record)
    for (const [i, index] of indexes.entries()) index.add(record, keys[i] ?? [])
  }

  /** Put another document in the place of one with the same `_id`. */
  replace(record: StoredRecord, doc: Doc): void {
    const changes = this.indexes.map((index) => ({ index, old: index.keysOf(record.doc), keys: index.keysOf(doc) }))
    for (const { index, old, keys } of changes) {
      if (index.sameKeys(old, keys)) continue
      index.remove(record, old)
      index.add(record, keys)
    }
    record.doc = doc
  }

  remove(record: StoredRecord): void {
    for (const index of this.allIndexes()) index.remove(record, index.keysOf(record.doc))
    this.records.delete(record.id)
  }

  /** Let the indexes follow, after `records` was filled directly. */
  fillIndexes(): void {
    for (const index of this.indexes) index.fill(this.records)
  }

  /** Error 11000 when a document cannot be added beside the others; documents that are excused do not count. */
  conflict(namespace: string, doc: Doc, excused: (id: string) => boolean): MongoError | undefined {
    for (const index of this.indexes) {
      const key = index.conflict(doc, excused)
      if (key) return duplicateKey(namespace, index.spec.name, index.spec.fields, key)
    }
    return undefined
  }
}

export function recordId(doc: Doc): string {
  return equalityKey(doc._id)
}
