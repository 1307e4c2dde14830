import { Schema } from 'mongoose'
import { addDays } from './days.ts'
import type { Log } from './log.ts'
import type { Store } from './store/store.ts'
import { unawaited } from './store/unawaited.ts'

/** What somebody opened last, so that they find it back. Only they get to see it; the store forgets it after thirty days. */
export type RecentlyViewed = ReturnType<typeof openRecentlyViewed>

interface Row {
  /** Id of the reader. */
  _id: string
  /** The newest first; two processes that write at one moment may name something twice. */
  opened: Array<{ id: string; day: string }>
  lastAt: Date
}

const most = 8
const keptForDays = 30

const schema = new Schema<Row>(
  {
    _id: String,
    opened: [{ _id: false, id: String, day: String }],
    lastAt: { type: Date, expires: keptForDays * 24 * 60 * 60 },
  },
  { versionKey: false },
)

export function openRecentlyViewed({ connection }: Store, log: Log) {
  const rows = connection.model('recentlyViewed', schema, 'recentlyViewed')
  const writes = unawaited(log)

  async function keep(person: string, id: string, day: string): Promise<void> {
    await rows.updateOne({ _id: person }, { $pull: { opened: { id } } })
    const opened = { $each: [{ id, day }], $position: 0, $slice: most }
    await rows.updateOne({ _id: person }, { $push: { opened }, $set: { lastAt: new Date(day) } }, { upsert: true })
  }

  return {
    /** Notes that `person` opened an item or the page of a colleague on `day` (`YYYY-MM-DD`). Nobody waits for it. */
    note(person: string, id: string, day: string): void {
      writes.begin(keep(person, id, day), 'What somebody opened was not noted')
    },

    /** Ids of what `person` opened last, at most eight, the newest first. */
    async of(person: string, today: string): Promise<string[]> {
      const row = await rows.findById(person).lean()
      const kept = (row?.opened ?? []).filter(({ day }) => day >= addDays(today, -keptForDays))
      return [...new Set(kept.map(({ id }) => id))]
    },

    /** Forgets all of it. */
    async forget(person: string): Promise<void> {
      await rows.deleteOne({ _id: person })
    },

    /** Waits until everything that was noted is written. */
    settle: writes.settle,
  }
}
