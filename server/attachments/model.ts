import { type Connection, Schema } from 'mongoose'

/** What is kept of an attachment; its bytes are in the files of the store, under the same id. */
export interface Attachment {
  id: string
  name: string
  mime: string
  /** SHA-256 of the bytes, in hex. */
  sha256: string
  /** In bytes. */
  size: number
  /** What a picture shows, '' for one that only decorates; what the link to a document says. */
  alt: string
  uploadedBy: string
  uploadedAt: Date
}

export interface AttachmentRow extends Omit<Attachment, 'id'> {
  _id: string
  /** Since when nothing refers to it any more, as the clean-up found it. */
  unusedSince?: Date
}

const schema = new Schema<AttachmentRow>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    mime: { type: String, required: true },
    sha256: { type: String, required: true },
    size: { type: Number, required: true },
    alt: { type: String, default: '' },
    uploadedBy: { type: String, required: true },
    uploadedAt: { type: Date, required: true },
    unusedSince: Date,
  },
  { versionKey: false },
)

/** The collection `attachments`. */
export const attachmentModel = (connection: Connection) =>
  connection.model<AttachmentRow>('attachment', schema, 'attachments')

export const attachmentOf = ({ _id, unusedSince, ...row }: AttachmentRow): Attachment => ({ id: _id, ...row })
