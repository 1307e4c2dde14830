import { calculateObjectSize } from 'bson'
import type { Table } from '../engine/table.ts'
import { type Command, namespaceOf } from './context.ts'

/** What documents and indexes come to. Every document is measured, so this is nothing to do for each page view. */
function measure({ records, indexes }: Table) {
  let bytes = 0
  for (const { doc } of records.values()) bytes += calculateObjectSize(doc)
  return { documents: records.size, bytes, indexes: indexes.length + 1 }
}

const average = (bytes: number, documents: number) => (documents > 0 ? bytes / documents : 0)

/** MongoDB's `dbStats`. All databases lie in the same files, so that `totalSize`, on disk, is that of all of them. */
export const dbStats: Command = async ({ engine, database }) => {
  const measured = engine.collections(database).map(({ table }) => measure(table))
  const sum = (of: (one: ReturnType<typeof measure>) => number) => measured.reduce((total, one) => total + of(one), 0)
  const [objects, dataSize] = [sum(({ documents }) => documents), sum(({ bytes }) => bytes)]
  const totalSize = await engine.disk.upkeep.size()
  return {
    db: database,
    collections: measured.length,
    views: 0,
    objects,
    avgObjSize: average(dataSize, objects),
    dataSize,
    storageSize: totalSize,
    indexes: sum(({ indexes }) => indexes),
    indexSize: 0,
    totalSize,
    scaleFactor: 1,
  }
}

/** MongoDB's `collStats`. Indexes are in memory only and take no room on disk. */
export const collStats: Command = (context) => {
  const namespace = namespaceOf(context)
  const collection = context.engine.collection(namespace)
  const { documents, bytes, indexes } = collection ? measure(collection.table) : { documents: 0, bytes: 0, indexes: 0 }
  return {
    ns: namespace,
    count: documents,
    size: bytes,
    avgObjSize: average(bytes, documents),
    nindexes: indexes,
    totalIndexSize: 0,
    scaleFactor: 1,
  }
}
