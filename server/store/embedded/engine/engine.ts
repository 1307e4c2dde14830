import { setImmediate } from 'node:timers/promises'
import { deserialize } from 'bson'
import { Compactor } from '../bson/compact.ts'
import { DECODING, type Doc } from '../bson/values.ts'
import { readKey } from '../disk/entries.ts'
import type { Disk, Operation } from '../disk/port.ts'
import { MongoError } from '../errors.ts'
import { Collection } from './collection.ts'
import { parseIndex } from './index-spec.ts'
import { IndexTree } from './index-tree.ts'
import { Journal } from './journal.ts'
import { checkNamespace } from './namespace.ts'
import { Transactions } from './transactions.ts'

/** All collections in memory, with one writer to disk. Everything but waiting for the disk happens at once. */
export class Engine {
  readonly transactions: Transactions = new Transactions()
  readonly disk: Disk
  readonly #collections: Map<string, Collection> = new Map()
  readonly #journal: Journal
  #nextCollection = 1

  private constructor(disk: Disk, fail: (error: Error) => void) {
    this.disk = disk
    this.#journal = new Journal(disk, fail)
  }

  /**
   * Read everything from disk.
   * @param fail told when a write fails; the data in memory must not be used any further
   */
  static async open(disk: Disk, fail: (error: Error) => void): Promise<Engine> {
    const engine = new Engine(disk, fail)
    const byNumber = new Map<number, Collection>()
    const compactor = new Compactor()
    for await (const entries of disk.load()) {
      for (const [key, value] of entries) {
        const { collection, record } = readKey(key)
        if (record === undefined) byNumber.set(collection, Collection.fromEntry(collection, value))
        else byNumber.get(collection)?.restore(record, compactor.compact(deserialize(value, DECODING)), value.length)
      }
    }
    for (const collection of byNumber.values()) {
      collection.table.fillIndexes()
      engine.#collections.set(collection.namespace, collection)
      engine.#nextCollection = Math.max(engine.#nextCollection, collection.number + 1)
    }
    return engine
  }

  collection(namespace: string): Collection | undefined {
    return this.#collections.get(namespace)
  }

  existing(namespace: string): Collection {
    const collection = this.#collections.get(namespace)
    if (collection) return collection
    throw new MongoError(26, `ns does not exist: ${namespace}`)
  }

  collections(database?: string): Collection[] {
    const all = [...this.#collections.values()]
    return database === undefined ? all : all.filter((collection) => collection.database === database)
  }

  /** Add an empty collection in memory; the caller commits its description. */
  addCollection(namespace: string, options: Doc): Collection {
    checkNamespace(namespace)
    const collection = new Collection(this.#nextCollection++, namespace, options)
    this.#collections.set(namespace, collection)
    return collection
  }

  /** Take a collection away; transactions that write to it fail, those that read keep what they saw. */
  dropCollection(namespace: string): Operation[] {
    const collection = this.existing(namespace)
    for (const transaction of this.transactions.writingTo(namespace)) transaction.end()
    for (const { id, doc } of collection.table.records.values()) this.transactions.preserve(namespace, id, doc)
    this.#collections.delete(namespace)
    return collection.erasure()
  }

  /** @throws MongoError 11000 when documents already break a unique index */
  addIndex(collection: Collection, definition: Doc): void {
    const index = new IndexTree(parseIndex(definition, collection.namespace))
    const { records, indexes } = collection.table
    index.fill(records)
    index.build()
    indexes.push(index)
    if (!index.spec.unique) return
    for (const { id, doc } of records.values()) {
      const conflict = collection.table.conflict(collection.namespace, doc, (other) => other === id)
      if (!conflict) continue
      indexes.pop()
      throw conflict
    }
  }

  /** Build the indexes that nobody has asked for yet, one at a time with room for commands in between. */
  async buildIndexes(): Promise<void> {
    for (const { table } of this.#collections.values()) {
      for (const index of table.indexes) {
        index.build()
        await setImmediate()
      }
    }
  }

  /** Have a change of memory written, to be called in the turn in which memory changed; `settle` tells when it is on disk. */
  note(...operations: Operation[]): void {
    this.#journal.note(operations)
  }

  /** Resolves when everything noted so far is safely on disk. */
  settle(): Promise<void> {
    return this.#journal.settle()
  }

  commit(operations: Operation[]): Promise<void> {
    this.#journal.note(operations)
    return this.#journal.settle()
  }

  /** Finish what is being written and let go of the directory. */
  async close(): Promise<void> {
    await this.#journal.settle()
    await this.disk.close()
  }
}
