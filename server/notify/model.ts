import { type Connection, Schema } from 'mongoose'
import type { KeptNotice } from './notice.ts'

export interface NoticeRow extends Omit<KeptNotice, 'id'> {
  _id: string
  person: string
  /** The mail that it went out with. */
  letter?: string
}

const keptForSeconds = 90 * 24 * 60 * 60

const noticeSchema = new Schema<NoticeRow>(
  {
    _id: String,
    person: { type: String, required: true },
    kind: { type: String, required: true },
    item: String,
    draft: String,
    title: { type: String, default: '' },
    by: String,
    note: String,
    link: { type: String, required: true },
    values: Schema.Types.Mixed,
    at: { type: Date, required: true, expires: keptForSeconds },
    unread: { type: Boolean, required: true },
    letter: { type: String, index: { sparse: true } },
  },
  { versionKey: false },
)

// In the order of the list, so that a page of it costs as little as the number beside the bell.
noticeSchema.index({ person: 1, unread: -1, at: -1, _id: 1 })

/** The collection `notices`: one row for each person who is told something, for ninety days. */
export const noticeModel = (connection: Connection) => connection.model('notice', noticeSchema, 'notices')
