import { calculateObjectSize, deserialize, serialize } from 'bson'
import { encode } from '../bson/encode.ts'
import { DECODING, type Doc } from '../bson/values.ts'
import { descriptionKey, documentKey } from '../disk/entries.ts'
import type { Operation } from '../disk/port.ts'
import { parseIndex } from './index-spec.ts'
import type { StoredRecord } from './index-tree.ts'
import { recordId, Table } from './table.ts'

/** A collection in memory, with the form it has on disk. */
export class Collection {
  readonly number: number
  readonly namespace: string
  readonly options: Doc
  readonly table: Table
  #nextRecord = 1
  #bytes = 0

  constructor(number: number, namespace: string, options: Doc = {}, indexes: Doc[] = []) {
    this.number = number
    this.namespace = namespace
    this.options = options
    this.table = new Table(indexes.map((definition) => parseIndex(definition, namespace)))
  }

  get database(): string {
    return this.namespace.slice(0, this.namespace.indexOf('.'))
  }

  get name(): string {
    return this.namespace.slice(this.namespace.indexOf('.') + 1)
  }

  /** What the documents come to as BSON. */
  get bytes(): number {
    return this.#bytes
  }

  static fromEntry(number: number, value: Uint8Array): Collection {
    const { namespace, options, indexes } = deserialize(value, DECODING)
    return new Collection(number, namespace, options, indexes)
  }

  /** The entry that describes this collection and its indexes. */
  description(): Operation {
    const indexes = this.table.indexes.map((index) => index.spec.definition)
    const value = serialize({ namespace: this.namespace, options: this.options, indexes })
    return { type: 'put', key: descriptionKey(this.number), value }
  }

  /** Take in a document read from disk, and how many bytes it has there; the indexes are built when all are there. */
  restore(number: number, doc: Doc, bytes: number): void {
    const record: StoredRecord = { number, id: recordId(doc), doc }
    this.table.records.set(record.id, record)
    this.#nextRecord = Math.max(this.#nextRecord, number + 1)
    this.#bytes += bytes
  }

  /** @param value the bytes of the document, when they are made already */
  insert(id: string, doc: Doc, value: Uint8Array = encode(doc)): Operation {
    const record = { number: this.#nextRecord++, id, doc }
    this.table.insert(record)
    this.#bytes += value.length
    return { type: 'put', key: documentKey(this.number, record.number), value }
  }

  replace(record: StoredRecord, doc: Doc): Operation {
    const value = encode(doc)
    const before = calculateObjectSize(record.doc)
    this.table.replace(record, doc)
    this.#bytes += value.length - before
    return { type: 'put', key: documentKey(this.number, record.number), value }
  }

  remove(record: StoredRecord): Operation {
    this.table.remove(record)
    this.#bytes -= calculateObjectSize(record.doc)
    return { type: 'del', key: documentKey(this.number, record.number) }
  }

  /** The operations that take the whole collection off the disk. */
  erasure(): Operation[] {
    const records = [...this.table.records.values()]
    const documents = records.map(({ number }) => ({ type: 'del' as const, key: documentKey(this.number, number) }))
    return [...documents, { type: 'del', key: descriptionKey(this.number) }]
  }
}
