import { type Connection, Schema } from 'mongoose'
import type { ListedItem } from '../content/item.ts'

/** That somebody said to have read an item, at its `readVersion` of that moment. */
export interface Reading {
  item: string
  version: number
  at: Date
}

interface ReadingRow extends Reading {
  _id: string
  /** Id of the reader. */
  person: string
}

const keptForSeconds = 2 * 365 * 24 * 60 * 60

const schema = new Schema<ReadingRow>(
  {
    _id: String,
    person: { type: String, required: true },
    item: { type: String, required: true },
    version: { type: Number, required: true },
    at: { type: Date, required: true, expires: keptForSeconds },
  },
  { versionKey: false },
)
schema.index({ person: 1, at: -1 })
schema.index({ item: 1, version: 1 })

type Wanted = Pick<ListedItem, 'id' | 'readVersion'>

/** The collection `readings`: one row for each person and version, for two years. */
export function openReadings(connection: Connection) {
  const rows = connection.model('reading', schema, 'readings')
  const idOf = (person: string, item: string, version: number) => `${person}|${item}@${version}`
  return {
    /** Keeps the first confirmation; a second one changes nothing. */
    async confirm(person: string, { item, version, at }: Reading): Promise<void> {
      const row = { $setOnInsert: { person, item, version, at } }
      await rows.updateOne({ _id: idOf(person, item, version) }, row, { upsert: true })
    },

    /** When somebody read these items as they are now, by id of the item. */
    async among(person: string, items: Wanted[]): Promise<Map<string, Date>> {
      if (items.length === 0) return new Map()
      const ids = items.map(({ id, readVersion }) => idOf(person, id, readVersion))
      const found = await rows.find({ _id: { $in: ids } }).lean()
      return new Map(found.map(({ item, at }) => [item, at]))
    },

    /** Everything that is kept of somebody, the newest first. */
    of: (person: string): Promise<Reading[]> =>
      rows.find({ person }, { _id: 0, item: 1, version: 1, at: 1 }).sort({ at: -1 }).lean(),

    /** Ids of those who read an item as it is now. */
    async readersOf({ id, readVersion }: Wanted): Promise<Set<string>> {
      const found = await rows.find({ item: id, version: readVersion }, { person: 1 }).lean()
      return new Set(found.map(({ person }) => person))
    },
  }
}
