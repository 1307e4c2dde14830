import { type Connection, Schema } from 'mongoose'
import type { Item, ItemVersion } from './item.ts'

const plain = { versionKey: false as const, minimize: false }

export interface ItemRow extends Omit<Item, 'id'> {
  _id: string
  /** The body without its markup, made once at saving, for search. */
  plain: string
  /** Ids of the attachments that its text refers to; absent for none. */
  attachments?: string[]
  /** What the import last saw: a file with this hash is not new, an item with another version was edited since. */
  imported?: { hash: string; version: number }
}

export interface VersionRow extends ItemVersion {
  _id: string
  attachments?: string[]
}

/** Most items have none, and take no room in the index. */
const attachments = { type: [String], default: undefined, index: { sparse: true } }

const itemSchema = new Schema<ItemRow>(
  {
    _id: { type: String, required: true },
    plugin: { type: String, required: true, index: true },
    type: { type: String, required: true },
    slug: { type: String, required: true },
    title: String,
    summary: String,
    body: String,
    plain: String,
    unit: { type: String, index: true },
    owner: { type: String, index: true },
    deputy: { type: String, index: true },
    themes: { type: [String], index: true },
    audience: [String],
    product: Schema.Types.Mixed,
    keywords: [String],
    checked: String,
    review: String,
    language: String,
    mustRead: Schema.Types.Mixed,
    visibility: { type: Schema.Types.Mixed, required: true },
    source: Schema.Types.Mixed,
    related: { type: [String], index: true },
    fields: Schema.Types.Mixed,
    state: { type: String, required: true },
    expires: String,
    version: { type: Number, required: true },
    readVersion: { type: Number, required: true },
    changedAt: { type: Date, required: true },
    changedBy: { type: String, required: true },
    imported: Schema.Types.Mixed,
    attachments,
  },
  plain,
)

// In the order in which lists want them, so that the first few of ten thousand cost as little as the first few of ten.
itemSchema.index({ changedAt: -1, checked: -1, _id: 1 })
itemSchema.index({ review: 1, checked: -1, _id: 1 })
itemSchema.index({ state: 1, changedAt: -1 }, { partialFilterExpression: { state: 'archived' } })
itemSchema.index({ 'mustRead.before': 1 }, { sparse: true })
itemSchema.index({ expires: 1 }, { sparse: true })
itemSchema.index({ 'product.uri': 1 }, { sparse: true })

const versionSchema = new Schema<VersionRow>(
  {
    _id: { type: String, required: true },
    item: { type: String, required: true, index: true },
    version: { type: Number, required: true },
    text: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    note: { type: String, default: '' },
    minor: Boolean,
    attachments,
  },
  plain,
)

/** The collections `items` (present versions) and `itemVersions` (every version, as the file it came from). */
export function itemModels(connection: Connection) {
  return {
    items: connection.model('item', itemSchema, 'items'),
    versions: connection.model('itemVersion', versionSchema, 'itemVersions'),
  }
}
