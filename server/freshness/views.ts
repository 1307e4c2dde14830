import { Schema } from 'mongoose'
import type { Reader } from '../access/reader.ts'
import { lookedAfterBy } from '../access/visibility.ts'
import type { Items } from '../content/items.ts'
import { addDays } from '../days.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { unawaited } from '../store/unawaited.ts'

/** How often items are opened, counted per month without who did; the store forgets it after thirteen months. */
export type Views = ReturnType<typeof openViews>

interface ViewRow {
  _id: string
  item: string
  /** `YYYY-MM` */
  month: string
  count: number
  lastAt: Date
}

const keptForSeconds = 400 * 24 * 60 * 60

const viewSchema = new Schema<ViewRow>(
  { _id: String, item: String, month: String, count: Number, lastAt: { type: Date, expires: keptForSeconds } },
  { versionKey: false },
)
viewSchema.index({ month: 1, item: 1 })

/** An item that nobody opened in half a year. */
interface UnusedRow {
  _id: string
  title: string
  unit: string
  owner: string
  deputy?: string | undefined
  /** The day on which that was found. */
  day: string
}

const unusedSchema = new Schema<UnusedRow>(
  {
    _id: String,
    title: String,
    unit: { type: String, index: true },
    owner: { type: String, index: true },
    deputy: { type: String, index: true },
    day: { type: String, required: true },
  },
  { versionKey: false },
)
unusedSchema.index({ title: 1, _id: 1 })

/** So many days without a view make an item unused. */
const halfYear = 183

export function openViews({ connection }: Store, items: Items, log: Log) {
  const views = connection.model('view', viewSchema, 'views')
  const unused = connection.model('unusedItem', unusedSchema, 'unusedItems')
  const writes = unawaited(log)

  /** Whether views were counted in all of the time since the beginning of `month`. */
  async function countedSince(month: string): Promise<boolean> {
    const first = await views.findOne({}, { month: 1 }).sort({ month: 1 }).lean()
    return first !== null && first.month < month
  }

  /** The published items that are older than `day` and that nobody opened since. */
  async function unopenedSince(day: string) {
    const month = day.slice(0, 7)
    if (!(await countedSince(month))) return []
    const opened = new Set(await views.distinct('item', { month: { $gte: month } }))
    const found: Array<Omit<UnusedRow, 'day'>> = []
    for await (const { id, title, unit, owner, deputy } of items.all()) {
      if (!opened.has(id)) found.push({ _id: id, title, unit, owner, deputy })
    }
    const beginnings = await items.beginnings(found.map(({ _id }) => _id))
    const isOlder = (id: string) => (beginnings.get(id)?.getTime() ?? Number.POSITIVE_INFINITY) < Date.parse(day)
    return found.filter(({ _id }) => isOlder(_id))
  }

  return {
    /** Counts that somebody opened an item. Nobody waits for it, and nothing fails when it does. */
    note(item: string, day: string): void {
      const month = day.slice(0, 7)
      const write = views.updateOne(
        { _id: `${item}|${month}` },
        { $inc: { count: 1 }, $set: { item, month, lastAt: new Date(day) } },
        { upsert: true },
      )
      writes.begin(write.exec(), `A view of ${item} was not counted`)
    },

    /** Waits until everything that was noted is written. */
    settle: writes.settle,

    /** Finds anew which items nobody opened in the half year before `today`. */
    async findUnused(today: string): Promise<void> {
      const rows = await unopenedSince(addDays(today, -halfYear))
      const writes = rows.map(({ _id, ...row }) => ({
        replaceOne: { filter: { _id }, replacement: { ...row, day: today }, upsert: true },
      }))
      if (writes.length > 0) await unused.bulkWrite(writes)
      await unused.deleteMany({ day: { $ne: today } })
    },

    /** How many unused items `reader` looks after, counted up to `most`. */
    countUnused: (reader: Reader, most: number): Promise<number> =>
      unused.countDocuments(lookedAfterBy(reader), { limit: most }).exec(),

    /** Their ids, by title. */
    async unused(reader: Reader, limit: number): Promise<string[]> {
      const rows = await unused.find(lookedAfterBy(reader), { _id: 1 }).sort({ title: 1, _id: 1 }).limit(limit).lean()
      return rows.map(({ _id }) => _id)
    },
  }
}
