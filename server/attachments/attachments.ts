import type { Reader } from '../access/reader.ts'
import { NotFound } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { cleanUp } from './clean-up.ts'
import type { SafeFile } from './inspect.ts'
import { type Attachment, attachmentModel, attachmentOf } from './model.ts'
import type { Referrer } from './referrer.ts'

/** Pictures and documents that belong to items and drafts. */
export interface Attachments {
  /** Keeps a file under a new id. */
  add(file: SafeFile, about: About): Promise<Attachment>
  /** @throws {NotFound} when there is none, or this reader may see nothing that refers to it */
  get(id: string, reader: Reader): Promise<Attachment>
  /** Those of these ids that this reader may see. */
  readable(ids: string[], reader: Reader): Promise<Set<string>>
  /** The bytes of an attachment. @throws {NotFound} when they are gone */
  bytes(attachment: Pick<Attachment, 'id'>): Promise<Buffer>
  /** Those of these ids that there are, whoever may read them. */
  known(ids: string[]): Promise<Attachment[]>
  /** Every id, whoever may read it. */
  ids(): Promise<string[]>
  /** Removes what nothing has referred to for a month; gives the ids. */
  cleanUp(now: Date): Promise<string[]>
}

/** What the one who uploads a file says of it. */
export type About = Pick<Attachment, 'id' | 'alt' | 'uploadedBy' | 'uploadedAt'>

export function openAttachments(store: Store, referrers: Referrer[]): Attachments {
  const rows = attachmentModel(store.connection)

  /** Until an item or draft refers to it, it is of the one who uploaded it. */
  async function mayRead({ id, uploadedBy }: Attachment, reader: Reader): Promise<boolean> {
    for (const referrer of referrers) if (await referrer.shows(id, reader)) return true
    if (uploadedBy !== reader.id) return false
    const uses = await Promise.all(referrers.map((referrer) => referrer.inUse([id])))
    return uses.flat().length === 0
  }

  return {
    async add({ bytes, name, mime, sha256 }, { id, ...about }) {
      await store.files.save(id, bytes)
      const row = { _id: id, name, mime, sha256, size: bytes.length, ...about }
      await rows.create(row)
      return attachmentOf(row)
    },

    async get(id, reader) {
      const row = await rows.findById(id).lean()
      const attachment = row && attachmentOf(row)
      if (!attachment || !(await mayRead(attachment, reader))) throw new NotFound('attachment', id)
      return attachment
    },

    async readable(ids, reader) {
      const there = (await rows.find({ _id: { $in: ids } }).lean()).map(attachmentOf)
      const readable = await Promise.all(there.map((one) => mayRead(one, reader)))
      return new Set(there.filter((_, place) => readable[place]).map(({ id }) => id))
    },

    async bytes({ id }) {
      const bytes = await store.files.read(id)
      if (!bytes) throw new NotFound('file of attachment', id)
      return bytes
    },

    known: async (ids) => (await rows.find({ _id: { $in: ids } }).lean()).map(attachmentOf),

    ids: async () => (await rows.find({}, { _id: 1 }).sort({ _id: 1 }).lean()).map(({ _id }) => _id),

    cleanUp: (now) => cleanUp(store, referrers, now),
  }
}
