import { deserialize, serialize } from 'bson'
import type { Collection, Document, Filter } from 'mongodb'

/** A document as its bytes, as a server sent it. */
export type Raw = Uint8Array

/** Documents that are read and written in one go. */
export const batchSize = 200

/** Every document of a collection by `_id`, in batches. */
export async function* batchesOf(collection: Collection, fields?: Document): AsyncIterable<Raw[]> {
  const cursor = collection.find({}, { raw: true, sort: { _id: 1 }, batchSize, ...(fields && { projection: fields }) })
  let batch: Raw[] = []
  for await (const document of cursor) {
    batch.push(document as unknown as Raw)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Those documents of a collection that have one of these ids. */
export async function documentsWith(collection: Collection, ids: unknown[], fields?: Document): Promise<Raw[]> {
  const wanted: Filter<Document> = { _id: { $in: ids as never[] } }
  const found = await collection.find(wanted, { raw: true, ...(fields && { projection: fields }) }).toArray()
  return found as unknown as Raw[]
}

/** A document with the type of each number kept, to write it elsewhere. */
export const exact = (raw: Raw): Document => deserialize(raw, { promoteValues: false, bsonRegExp: true })

/**
 * The bytes by which two servers' copies of a document are compared. A double with a whole value counts as an int32, and
 * fields named by whole numbers come first, because that is how JavaScript clients write them.
 */
export const canonical = (raw: Raw): Raw =>
  serialize(deserialize(raw, { promoteLongs: false, promoteBuffers: false, bsonRegExp: true }))

/** The `_id` of a document as text, for look-ups. */
export const keyOf = (raw: Raw): string => Buffer.from(serialize({ _id: exact(raw)._id })).toString('base64')
