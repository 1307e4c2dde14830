import { encode } from '../bson/encode.ts'
import type { Doc } from '../bson/values.ts'
import type { Operation } from '../disk/port.ts'
import { writeConflict } from '../errors.ts'
import { matching } from './direct-view.ts'
import type { Engine } from './engine.ts'
import { duplicateKey, type StoredRecord } from './index-tree.ts'
import { checkNamespace } from './namespace.ts'
import { planFor } from './plan.ts'
import { ID_FIELDS, recordId, Table } from './table.ts'
import type { Found, Query, View } from './view.ts'

/** One collection as a transaction sees it: `hidden` documents of the data are replaced by those of `table`. */
interface Overlay {
  table: Table
  hidden: Set<string>
  written: Set<string>
  next: number
}

/**
 * A transaction: it reads the data as they were when it began, plus its own writes, which nobody else sees.
 * What others change meanwhile is preserved in its overlay; writing to such a document is a conflict.
 */
export class Transaction implements View {
  readonly over: Promise<void>
  readonly #engine: Engine
  readonly #overlays: Map<string, Overlay> = new Map()
  #finish: () => void = () => {}

  constructor(engine: Engine) {
    this.#engine = engine
    this.over = new Promise((resolve) => {
      this.#finish = resolve
    })
  }

  find(namespace: string, query: Query): Found {
    const base = this.#engine.collection(namespace)?.table ?? new Table()
    const overlay = this.#overlays.get(namespace)
    const { records, ...plan } = planFor(base, query)
    if (!overlay) return { ...plan, documents: matching(records, query.matches) }
    const own = planFor(overlay.table, { ...query, sort: [] }).records
    const all = visible(records, overlay.hidden, own)
    return { ...plan, documents: matching(all, query.matches), sorted: query.sort.length === 0 }
  }

  claim(namespace: string, ids: string[]): void {
    for (const id of ids) {
      const overlay = this.#overlays.get(namespace)
      if (overlay?.hidden.has(id) && !overlay.written.has(id)) throw writeConflict()
      const owner = this.#engine.transactions.ownerOf(namespace, id)
      if (owner && owner !== this) throw writeConflict()
      this.#engine.transactions.own(namespace, id, this)
    }
  }

  insert(namespace: string, doc: Doc): void {
    const id = recordId(doc)
    const overlay = this.#overlay(namespace)
    const base = this.#engine.collection(namespace)?.table
    if (!base) checkNamespace(namespace)
    const exists = overlay.table.records.has(id) || (base?.records.has(id) && !overlay.hidden.has(id))
    if (exists) throw duplicateKey(namespace, '_id_', ID_FIELDS, [doc._id])
    this.#checkUnique(namespace, overlay, doc, id)
    this.#write(overlay, id, doc)
  }

  replace(namespace: string, before: Doc, after: Doc): void {
    const id = recordId(before)
    const overlay = this.#overlay(namespace)
    this.#checkUnique(namespace, overlay, after, id)
    this.#write(overlay, id, after)
  }

  remove(namespace: string, doc: Doc): void {
    this.#write(this.#overlay(namespace), recordId(doc), undefined)
  }

  /** Nothing of a transaction is on disk before it is committed. */
  settle(): Promise<void> {
    return Promise.resolve()
  }

  /** Whether it holds documents of a collection: what it wrote itself, or how they were before others changed them. */
  hasDocuments(namespace: string): boolean {
    return this.#overlays.has(namespace)
  }

  hasWritten(namespace: string): boolean {
    return (this.#overlays.get(namespace)?.written.size ?? 0) > 0
  }

  /** Keep the version this transaction began with of a document that somebody else changes now. */
  preserve(namespace: string, id: string, before: Doc | undefined): void {
    const overlay = this.#overlay(namespace)
    if (overlay.hidden.has(id)) return
    overlay.hidden.add(id)
    if (before) overlay.table.insert({ number: overlay.next++, id, doc: before })
  }

  /**
   * Make all writes count at once.
   * @throws MongoError 112 when one of them no longer goes with the indexes; then nothing has changed
   */
  apply(): Operation[] {
    for (const [namespace, overlay] of this.#overlays) this.#checkAgain(namespace, overlay)
    return [...this.#overlays].flatMap(([namespace, overlay]) => this.#applyOverlay(namespace, overlay))
  }

  /** Let go of what it holds; who waits for it may go on. */
  end(): void {
    this.#engine.transactions.release(this)
    this.#overlays.clear()
    this.#finish()
  }

  #overlay(namespace: string): Overlay {
    const found = this.#overlays.get(namespace)
    if (found) return found
    const specs = this.#engine.collection(namespace)?.table.indexes.map((index) => index.spec)
    const overlay = { table: new Table(specs), hidden: new Set<string>(), written: new Set<string>(), next: 1 }
    this.#overlays.set(namespace, overlay)
    return overlay
  }

  #write(overlay: Overlay, id: string, doc: Doc | undefined): void {
    if (doc) encode(doc)
    const record = overlay.table.records.get(id)
    if (record && doc) overlay.table.replace(record, doc)
    else if (record) overlay.table.remove(record)
    else if (doc) overlay.table.insert({ number: overlay.next++, id, doc })
    overlay.hidden.add(id)
    overlay.written.add(id)
  }

  #checkUnique(namespace: string, overlay: Overlay, doc: Doc, id: string): void {
    const base = this.#engine.collection(namespace)?.table
    const conflict =
      base?.conflict(namespace, doc, (other) => overlay.hidden.has(other) || other === id) ??
      overlay.table.conflict(namespace, doc, (other) => other === id)
    if (conflict) throw conflict
  }

  #checkAgain(namespace: string, overlay: Overlay): void {
    const base = this.#engine.collection(namespace)?.table
    if (!base) return
    for (const id of overlay.written) {
      const doc = overlay.table.records.get(id)?.doc
      if (doc && base.conflict(namespace, doc, (other) => overlay.written.has(other))) throw writeConflict()
    }
  }

  #applyOverlay(namespace: string, overlay: Overlay): Operation[] {
    if (overlay.written.size === 0) return []
    const existing = this.#engine.collection(namespace)
    const collection = existing ?? this.#engine.addCollection(namespace, {})
    const operations = existing ? [] : [collection.description()]
    for (const id of overlay.written) {
      const record = collection.table.records.get(id)
      const doc = overlay.table.records.get(id)?.doc
      const before = record?.doc
      if (record && doc) operations.push(collection.replace(record, doc))
      else if (record) operations.push(collection.remove(record))
      else if (doc) operations.push(collection.insert(id, doc))
      this.#engine.transactions.preserve(namespace, id, before, this)
    }
    return operations
  }
}

function* visible(
  base: Iterable<StoredRecord>,
  hidden: Set<string>,
  own: Iterable<StoredRecord>,
): Iterable<StoredRecord> {
  for (const record of base) if (!hidden.has(record.id)) yield record
  yield* own
}
