import type { AnyBulkWriteOperation, Collection, Db, Document, IndexDescriptionInfo } from 'mongodb'
import { batchesOf, canonical, documentsWith, exact, keyOf, type Raw } from './documents.ts'

const onlyId = { _id: 1 }

/**
 * Makes a collection of `to` the same as the one of `from`: adds what is missing, replaces what differs and removes what
 * is too much. What is the same already is left alone, so that a copy that was stopped goes on where it was.
 * @param onBatch told after each batch how many documents were looked at
 * @throws the reason of `signal` between two batches
 */
export async function copyCollection(
  name: string,
  options: Document,
  { from, to }: { from: Db; to: Db },
  signal: AbortSignal,
  onBatch: (documents: number) => void,
): Promise<void> {
  const [source, target] = [from.collection(name), to.collection(name)]
  const indexes = await source.listIndexes().toArray()
  await ensureBare(to, name, options)
  for await (const batch of batchesOf(source)) {
    signal.throwIfAborted()
    await copyBatch(batch, target)
    onBatch(batch.length)
  }
  if ((await target.countDocuments()) > (await source.countDocuments())) await removeSurplus(source, target, signal)
  await createIndexes(to, name, indexes)
}

/** Without indexes two documents may exchange a unique value, in whatever order they come. */
async function ensureBare(to: Db, name: string, options: Document): Promise<void> {
  const [present] = await to.listCollections({ name }).toArray()
  if (present) await to.command({ dropIndexes: name, index: '*' })
  else await to.createCollection(name, options)
}

async function copyBatch(batch: Raw[], target: Collection): Promise<void> {
  const present = await documentsWith(
    target,
    batch.map((raw) => exact(raw)._id),
  )
  const known = new Map(present.map((raw) => [keyOf(raw), canonical(raw)]))
  const writes = batch.flatMap((raw) => writeFor(raw, known.get(keyOf(raw))))
  if (writes.length > 0) await target.bulkWrite(writes, { ordered: false })
}

function writeFor(raw: Raw, known: Raw | undefined): AnyBulkWriteOperation[] {
  const document = exact(raw)
  if (!known) return [{ insertOne: { document } }]
  if (Buffer.compare(known, canonical(raw)) === 0) return []
  return [{ replaceOne: { filter: { _id: document._id }, replacement: document } }]
}

async function removeSurplus(source: Collection, target: Collection, signal: AbortSignal): Promise<void> {
  for await (const batch of batchesOf(target, onlyId)) {
    signal.throwIfAborted()
    const ids = batch.map((raw) => exact(raw)._id)
    const wanted = new Set((await documentsWith(source, ids, onlyId)).map(keyOf))
    const surplus = batch.filter((raw) => !wanted.has(keyOf(raw))).map((raw) => exact(raw)._id)
    if (surplus.length > 0) await target.deleteMany({ _id: { $in: surplus } })
  }
}

async function createIndexes(to: Db, name: string, indexes: IndexDescriptionInfo[]): Promise<void> {
  const wanted = indexes.filter((index) => index.name !== '_id_').map(({ v, ns, background, ...index }) => index)
  if (wanted.length > 0) await to.command({ createIndexes: name, indexes: wanted })
}
