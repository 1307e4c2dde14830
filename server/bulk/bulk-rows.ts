import { type ClientSession, Schema } from 'mongoose'
import type { Store } from '../store/store.ts'
import type { Change, PassedOver } from './change.ts'

/** What became of one item of a bulk. Of what is `kept` there is a newer version than the bulk made, or it cannot be set back. */
export type Outcome = 'waiting' | 'changed' | 'passed' | 'undone' | 'kept'

export interface Line {
  item: string
  /** The version that was looked at. */
  from: number
  outcome: Outcome
  why?: PassedOver
}

/** One change to many items, with what became of each. It says nothing of the items that their present versions do not tell. */
export interface Bulk {
  id: string
  state: 'changing' | 'changed' | 'undoing' | 'undone'
  change: Change
  /** What the list of versions says of it. */
  note: string
  by: string
  byName: string
  at: Date
  lines: Line[]
}

export type ListedBulk = Omit<Bulk, 'lines'>

type BulkRow = Omit<Bulk, 'id'> & { _id: string }

const schema = new Schema<BulkRow>(
  {
    _id: String,
    state: { type: String, required: true },
    change: { type: Schema.Types.Mixed, required: true },
    note: String,
    by: { type: String, required: true, index: true },
    byName: String,
    at: { type: Date, required: true, index: true },
    lines: [Schema.Types.Mixed],
  },
  { versionKey: false, minimize: false },
)

const rowOf = ({ id, ...bulk }: Bulk): BulkRow => ({ _id: id, ...bulk })
const bulkOf = ({ _id, ...row }: BulkRow): Bulk => ({ id: _id, ...row })

/** The bulks as they are kept. */
export function openBulkRows(store: Store) {
  const rows = store.connection.model<BulkRow>('bulk', schema, 'bulks')
  return {
    async get(id: string, session?: ClientSession): Promise<Bulk | undefined> {
      const row = await rows.findById(id, null, session ? { session } : {}).lean<BulkRow>()
      return row ? bulkOf(row) : undefined
    },
    async insert(bulk: Bulk, session: ClientSession): Promise<void> {
      await rows.insertMany([rowOf(bulk)], { session })
    },
    async replace(bulk: Bulk, session: ClientSession): Promise<void> {
      await rows.replaceOne({ _id: bulk.id }, rowOf(bulk), { session })
    },
    /** The latest first; of one person, or of all. */
    async latest(most: number, by?: string): Promise<ListedBulk[]> {
      const found = await rows
        .find(by ? { by } : {}, { lines: 0 })
        .sort({ at: -1, _id: 1 })
        .limit(most)
        .lean<BulkRow[]>()
      return found.map(bulkOf)
    },
  }
}
