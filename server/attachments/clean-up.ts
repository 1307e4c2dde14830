import type { Store } from '../store/store.ts'
import { attachmentModel } from './model.ts'
import type { Referrer } from './referrer.ts'

const aDay = 24 * 60 * 60 * 1000
const daysUnused = 30
const batchSize = 200

/** Removes attachments that nothing has referred to for a month, and files of uploads that never came to an end. */
export async function cleanUp(store: Store, referrers: Referrer[], now: Date): Promise<string[]> {
  const rows = attachmentModel(store.connection)
  const inUse = async (ids: string[]) => (await Promise.all(referrers.map((referrer) => referrer.inUse(ids)))).flat()

  const all = (await rows.find({}, { _id: 1 }).sort({ _id: 1 }).lean()).map(({ _id }) => _id)
  for (let start = 0; start < all.length; start += batchSize) {
    const ids = all.slice(start, start + batchSize)
    const used = await inUse(ids)
    const isUsed = new Set(used)
    await rows.updateMany({ _id: { $in: used }, unusedSince: { $exists: true } }, { $unset: { unusedSince: 1 } })
    const unused = ids.filter((id) => !isUsed.has(id))
    await rows.updateMany({ _id: { $in: unused }, unusedSince: { $exists: false } }, { $set: { unusedSince: now } })
  }

  const since = new Date(now.getTime() - daysUnused * aDay)
  const removed = (await rows.find({ unusedSince: { $lte: since } }, { _id: 1 }).lean()).map(({ _id }) => _id)
  for (const id of removed) {
    await rows.deleteOne({ _id: id })
    await store.files.remove(id)
  }
  await removeStrays(store, new Date(now.getTime() - aDay))
  return removed
}

/** Files that no attachment tells of: the process was killed between keeping the one and the other. */
async function removeStrays({ files, connection }: Store, before: Date): Promise<void> {
  await files.tidy(before)
  const old = (await files.list()).filter(({ savedAt }) => savedAt < before).map(({ id }) => id)
  const known = await attachmentModel(connection)
    .find({ _id: { $in: old } }, { _id: 1 })
    .lean()
  const ids = new Set(known.map(({ _id }) => _id))
  for (const id of old) if (!ids.has(id)) await files.remove(id)
}
