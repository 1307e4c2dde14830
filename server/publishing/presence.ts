import { Schema } from 'mongoose'
import type { Reader } from '../access/reader.ts'
import type { Store } from '../store/store.ts'

/** Who has a draft open at the moment, in whichever process. */
export interface Presence {
  /** Notes that `reader` has it open, and gives the names of the others who do. */
  here(draft: string, reader: Reader, now: Date): Promise<string[]>
}

/** Somebody of whom nothing was heard for so long has gone, in ms; a page tells every 15 seconds that it is open. */
const goneAfter = 45_000

interface PresenceRow {
  _id: string
  draft: string
  name: string
  at: Date
}

const schema = new Schema<PresenceRow>(
  { _id: String, draft: { type: String, index: true }, name: String, at: { type: Date, expires: 300 } },
  { versionKey: false },
)

export function openPresence(store: Store): Presence {
  const rows = store.connection.model('presence', schema, 'presence')
  return {
    async here(draft, reader, now) {
      const own = `${draft}|${reader.id}`
      await rows.updateOne({ _id: own }, { $set: { draft, name: reader.name, at: now } }, { upsert: true })
      const since = new Date(now.getTime() - goneAfter)
      const others = await rows
        .find({ draft, _id: { $ne: own }, at: { $gte: since } })
        .sort({ name: 1 })
        .lean()
      return others.map(({ name }) => name)
    },
  }
}
