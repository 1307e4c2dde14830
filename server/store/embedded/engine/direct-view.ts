import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/values.ts'
import type { Predicate } from '../query/predicate.ts'
import type { Engine } from './engine.ts'
import { duplicateKey, type StoredRecord } from './index-tree.ts'
import { planFor } from './plan.ts'
import { ID_FIELDS, recordId } from './table.ts'
import { Busy, type Found, NOTHING, type Query, type View } from './view.ts'

/** The data as they are: every write counts at once and is on disk when `settle` resolves. */
export class DirectView implements View {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  find(namespace: string, query: Query): Found {
    const collection = this.#engine.collection(namespace)
    if (!collection) return NOTHING
    const { records, ...plan } = planFor(collection.table, query)
    return { ...plan, documents: matching(records, query.matches) }
  }

  claim(namespace: string, ids: string[]): void {
    for (const id of ids) {
      const owner = this.#engine.transactions.ownerOf(namespace, id)
      if (owner) throw new Busy(owner.over)
    }
  }

  insert(namespace: string, doc: Doc): void {
    const id = recordId(doc)
    const value = encode(doc)
    const collection = this.#engine.collection(namespace) ?? this.#create(namespace)
    if (collection.table.records.has(id)) throw duplicateKey(namespace, '_id_', ID_FIELDS, [doc._id])
    const conflict = collection.table.conflict(namespace, doc, () => false)
    if (conflict) throw conflict
    this.#engine.note(collection.insert(id, doc, value))
    this.#engine.transactions.preserve(namespace, id, undefined)
  }

  replace(namespace: string, before: Doc, after: Doc): void {
    const id = recordId(before)
    const collection = this.#engine.existing(namespace)
    const conflict = collection.table.conflict(namespace, after, (other) => other === id)
    if (conflict) throw conflict
    const record = collection.table.records.get(id) as StoredRecord
    this.#engine.note(collection.replace(record, after))
    this.#engine.transactions.preserve(namespace, id, before)
  }

  remove(namespace: string, doc: Doc): void {
    const id = recordId(doc)
    const collection = this.#engine.existing(namespace)
    this.#engine.note(collection.remove(collection.table.records.get(id) as StoredRecord))
    this.#engine.transactions.preserve(namespace, id, doc)
  }

  settle(): Promise<void> {
    return this.#engine.settle()
  }

  #create(namespace: string) {
    const collection = this.#engine.addCollection(namespace, {})
    this.#engine.note(collection.description())
    return collection
  }
}

export function* matching(records: Iterable<StoredRecord>, matches: Predicate): Iterable<Doc> {
  for (const { doc } of records) if (matches(doc)) yield doc
}
