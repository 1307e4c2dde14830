import { type ClientSession, type Connection, Schema } from 'mongoose'

/** Who was reminded of what. The store forgets it after ninety days. */
export type Reminded = ReturnType<typeof openReminded>

interface ReminderRow {
  _id: string
  at: Date
}

const keptForSeconds = 90 * 24 * 60 * 60

const schema = new Schema<ReminderRow>(
  { _id: String, at: { type: Date, required: true, expires: keptForSeconds } },
  { versionKey: false },
)

export function openReminded(connection: Connection) {
  const rows = connection.model('reminder', schema, 'reminders')
  const idOf = (person: string, reminder: string) => `${person} ${reminder}`

  return {
    /** Those of these reminders that this person did not get yet. */
    async newOf(person: string, reminders: string[]): Promise<Set<string>> {
      const ids = reminders.map((reminder) => idOf(person, reminder))
      const known = await rows.find({ _id: { $in: ids } }, { _id: 1 }).lean()
      const had = new Set(known.map(({ _id }) => _id))
      return new Set(reminders.filter((reminder) => !had.has(idOf(person, reminder))))
    },

    async note(person: string, reminders: string[], at: Date, session: ClientSession): Promise<void> {
      const writes = reminders.map((reminder) => ({
        updateOne: { filter: { _id: idOf(person, reminder) }, update: { $setOnInsert: { at } }, upsert: true },
      }))
      await rows.bulkWrite(writes, { session })
    },
  }
}
