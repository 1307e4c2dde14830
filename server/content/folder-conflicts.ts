import { type ClientSession, Schema } from 'mongoose'
import type { Store } from '../store/store.ts'

/** A file that changed in the folder while its item was edited in the app: the app's version stays until somebody chooses. */
export interface FolderConflict {
  /** Of the item. */
  id: string
  /** What the file says now, and its hash. */
  text: string
  hash: string
  /** The version that last came from the folder; 0 when the item began in the app. */
  base: number
  /** When it was first seen. */
  at: Date
}

/** What differs between folder and app and nobody has chosen about yet. */
export type FolderConflicts = ReturnType<typeof openFolderConflicts>

type ConflictRow = Omit<FolderConflict, 'id'> & { _id: string }

const schema = new Schema<ConflictRow>(
  {
    _id: String,
    text: { type: String, required: true },
    hash: { type: String, required: true },
    base: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
)

const conflictOf = ({ _id, ...row }: ConflictRow): FolderConflict => ({ id: _id, ...row })

export function openFolderConflicts(store: Store) {
  const rows = store.connection.model('folderConflict', schema, 'folderConflicts')
  return {
    /** Keeps what an import found; of the other files that it `read` nothing is in conflict any more. */
    async note(found: FolderConflict[], read: string[]): Promise<void> {
      for (const { id, at, ...seen } of found)
        await rows.updateOne({ _id: id }, { $set: seen, $setOnInsert: { at } }, { upsert: true })
      const over = new Set(read)
      for (const { id } of found) over.delete(id)
      const known = await rows.find({}, { _id: 1 }).lean()
      const gone = known.map(({ _id }) => _id).filter((id) => over.has(id))
      if (gone.length > 0) await rows.deleteMany({ _id: { $in: gone } })
    },

    /** The latest first. */
    async list(): Promise<FolderConflict[]> {
      return (await rows.find({}).sort({ at: -1, _id: 1 }).lean<ConflictRow[]>()).map(conflictOf)
    },

    async get(id: string): Promise<FolderConflict | undefined> {
      const row = await rows.findById(id).lean<ConflictRow>()
      return row ? conflictOf(row) : undefined
    },

    /** Forgets it, unless the file changed again since it was looked at. */
    async remove({ id, hash }: Pick<FolderConflict, 'id' | 'hash'>, session: ClientSession): Promise<boolean> {
      const { deletedCount } = await rows.deleteOne({ _id: id, hash }, { session })
      return deletedCount === 1
    },
  }
}
