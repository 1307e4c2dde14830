import { describe } from '../bson/describe.ts'
import { indexKeys } from '../bson/index-keys.ts'
import { reach } from '../bson/paths.ts'
import { compareKeys, type SortField } from '../bson/sort.ts'
import { type Doc, setField } from '../bson/values.ts'
import { MongoError } from '../errors.ts'
import type { Predicate } from '../query/predicate.ts'
import { SortedList } from './sorted-list.ts'

/** A stored document; `doc` is replaced, never changed. `number` is its place in natural order, `id` the key of its `_id`. */
export interface StoredRecord {
  number: number
  id: string
  doc: Doc
}

/** A checked index definition; `definition` is what the client gave, as `listIndexes` shows it. */
export interface IndexSpec {
  name: string
  fields: SortField[]
  unique: boolean
  sparse: boolean
  partial: { filter: Doc; matches: Predicate } | undefined
  expireAfterSeconds: number | undefined
  definition: Doc
}

export interface IndexEntry {
  key: unknown[]
  record: StoredRecord
}

/** The documents of a table in the order of some of their fields. */
export class IndexTree {
  readonly spec: IndexSpec
  readonly #entries: SortedList<IndexEntry>
  readonly #paths: string[][]
  #multikey = false
  /** Records that are filed when the index is first used. */
  #waiting: Map<string, StoredRecord> | undefined

  constructor(spec: IndexSpec) {
    this.spec = spec
    this.#paths = spec.fields.map((field) => field.path)
    this.#entries = new SortedList((a, b) => this.order(a, b))
  }

  /** Which of two entries comes first: negative, zero or positive. */
  order(a: IndexEntry, b: IndexEntry): number {
    return this.#compareKeys(a.key, b.key) || a.record.number - b.record.number
  }

  /** The keys of a document; none when a sparse or partial index leaves it out. */
  keysOf(document: Doc): unknown[][] {
    const { partial, sparse } = this.spec
    if (partial && !partial.matches(document)) return []
    const { keys, multikey } = indexKeys(document, this.#paths)
    if (multikey) this.#multikey = true
    if (sparse && !this.#paths.some((path) => hasPath(document, path))) return []
    return keys.length > 1 ? this.#distinct(keys) : keys
  }

  #distinct(keys: unknown[][]): unknown[][] {
    const sorted = keys.sort((a, b) => this.#compareKeys(a, b))
    return sorted.filter((key, i) => i === 0 || this.#compareKeys(key, sorted[i - 1] as unknown[]) !== 0)
  }

  /** File all records of a table when the index is first used. */
  fill(records: Map<string, StoredRecord>): void {
    this.#waiting = records
  }

  /** File what waits for it. */
  build(): void {
    if (!this.#waiting) return
    const entries: IndexEntry[] = []
    for (const record of this.#waiting.values()) {
      for (const key of this.keysOf(record.doc)) entries.push({ key, record })
    }
    this.#entries.fill(entries)
    this.#waiting = undefined
  }

  /** Whether some document is filed under several keys; never becomes false again. */
  get multikey(): boolean {
    this.build()
    return this.#multikey
  }

  add(record: StoredRecord, keys: unknown[][]): void {
    if (this.#waiting) return
    for (const key of keys) this.#entries.add({ key, record })
  }

  remove(record: StoredRecord, keys: unknown[][]): void {
    if (this.#waiting) return
    for (const key of keys) this.#entries.remove({ key, record })
  }

  /** The entries for which `probe` of the key is zero; see SortedList.range. */
  range(probe: (key: unknown[]) => number, direction: 1 | -1 = 1): Iterable<IndexEntry> {
    this.build()
    return this.#entries.range((entry) => probe(entry.key), direction)
  }

  entries(): Iterable<IndexEntry> {
    return this.range(() => 0)
  }

  /** The key of a document that another document already has, where that other is not excused. */
  conflict(document: Doc, excused: (id: string) => boolean): unknown[] | undefined {
    if (!this.spec.unique) return undefined
    return this.keysOf(document).find((key) => {
      for (const { record } of this.range((other) => this.#compareKeys(other, key))) {
        if (!excused(record.id)) return true
      }
      return false
    })
  }

  sameKeys(a: unknown[][], b: unknown[][]): boolean {
    return a.length === b.length && a.every((key, i) => this.#compareKeys(key, b[i] as unknown[]) === 0)
  }

  #compareKeys(a: unknown[], b: unknown[]): number {
    return compareKeys(a, b, this.spec.fields)
  }
}

function hasPath(document: Doc, path: string[]): boolean {
  return reach(document, path).some(({ value }) => value !== undefined)
}

/** Error 11000 as MongoDB words it. */
export function duplicateKey(namespace: string, name: string, fields: SortField[], key: unknown[]): MongoError {
  const keyPattern: Doc = {}
  const keyValue: Doc = {}
  for (const [i, { path, direction }] of fields.entries()) {
    setField(keyPattern, path.join('.'), direction)
    setField(keyValue, path.join('.'), key[i] ?? null)
  }
  const message = `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: ${describe(keyValue)}`
  return new MongoError(11000, message, { keyPattern, keyValue })
}
