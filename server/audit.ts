import { type ClientSession, Schema } from 'mongoose'
import type { HappeningKind } from './publishing/happening.ts'
import type { Store } from './store/store.ts'

type FolderAction = 'folder-keep' | 'folder-take' | 'folder-merge'
type TemplateAction = 'template-kept' | 'template-removed'

/** What somebody did that touches the access of another, or what everybody reads. */
export type AuditAction =
  | 'newcomer-confirmed'
  | 'newcomer-refused'
  | 'sessions-ended'
  | 'bulk-changed'
  | 'bulk-undone'
  | 'exported'
  | 'search-list-changed'
  | TemplateAction
  | FolderAction
  | HappeningKind

export interface AuditEntry {
  at: Date
  action: AuditAction
  /** Who did it, and about whom or which item: ids of readers, slugs of persons, ids of items and drafts, with the names they had then. */
  by: string
  byName: string
  about: string
  aboutName: string
  /** Why, or what was new. */
  note?: string
}

/** Who changed the access of whom, and who did what with which item; the store forgets it after a year. */
export interface Audit {
  /** @param session the transaction that does what is noted, where there is one */
  note(entries: AuditEntry | AuditEntry[], session?: ClientSession): Promise<void>
  /** The latest of these actions, newest first. */
  latest(actions: AuditAction[], most: number): Promise<AuditEntry[]>
  /** The latest about one thing, newest first. */
  about(id: string, most: number): Promise<AuditEntry[]>
}

const keptForSeconds = 365 * 24 * 60 * 60

const schema = new Schema<AuditEntry>(
  {
    at: { type: Date, required: true, expires: keptForSeconds },
    action: { type: String, required: true },
    by: { type: String, required: true },
    byName: { type: String, required: true },
    about: { type: String, required: true },
    aboutName: { type: String, default: '' },
    note: String,
  },
  { versionKey: false },
)

schema.index({ about: 1, at: -1 })

export function openAudit(store: Store): Audit {
  const rows = store.connection.model<AuditEntry>('auditEntry', schema, 'audit')
  return {
    async note(entries, session) {
      await rows.insertMany([entries].flat(), session ? { session } : {})
    },
    latest: (actions, most) =>
      rows
        .find({ action: { $in: actions } }, { _id: 0 })
        .sort({ at: -1 })
        .limit(most)
        .lean<AuditEntry[]>(),
    about: (about, most) => rows.find({ about }, { _id: 0 }).sort({ at: -1, _id: -1 }).limit(most).lean<AuditEntry[]>(),
  }
}
