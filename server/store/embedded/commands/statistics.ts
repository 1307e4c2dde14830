import type { Collection } from '../engine/collection.ts'
import { type Command, namespaceOf } from './context.ts'

/** What documents and indexes come to. */
function measure(collections: Collection[]) {
  const sum = (of: (one: Collection) => number) => collections.reduce((total, one) => total + of(one), 0)
  const [documents, bytes] = [sum(({ table }) => table.records.size), sum((one) => one.bytes)]
  const indexes = sum(({ table }) => table.indexes.length + 1)
  return { documents, bytes, indexes, average: documents > 0 ? bytes / documents : 0 }
}

/** MongoDB's `dbStats`. All databases lie in the same files, so that `totalSize`, on disk, is that of all of them. */
export const dbStats: Command = async ({ engine, database }) => {
  const collections = engine.collections(database)
  const { documents, bytes, indexes, average } = measure(collections)
  const totalSize = await engine.disk.upkeep.size()
  return {
    db: database,
    collections: collections.length,
    views: 0,
    objects: documents,
    avgObjSize: average,
    dataSize: bytes,
    storageSize: totalSize,
    indexes,
    indexSize: 0,
    totalSize,
    scaleFactor: 1,
  }
}

/** MongoDB's `collStats`. Indexes are in memory only and take no room on disk. */
export const collStats: Command = (context) => {
  const namespace = namespaceOf(context)
  const collection = context.engine.collection(namespace)
  const { documents, bytes, indexes, average } = measure(collection ? [collection] : [])
  return {
    ns: namespace,
    count: documents,
    size: bytes,
    avgObjSize: average,
    nindexes: indexes,
    totalIndexSize: 0,
    scaleFactor: 1,
  }
}
