import { type ClientSession, type Connection, Schema } from 'mongoose'
import type { Reader } from '../access/reader.ts'
import { mayRead } from '../access/visibility.ts'
import type { ListedItem } from '../content/item.ts'
import type { Items } from '../content/items.ts'
import type { Follows, Subject } from './follows.ts'
import type { Notice } from './notice.ts'
import type { Notices } from './notices.ts'

/** A version of an item that was published: by whom (id of a reader, absent when Kenniskompas did), what is new, and when. */
export interface Publication extends Pick<Notice, 'by' | 'note' | 'at'> {
  item: string
  version: number
}

/** The news of what was published, on its way to those who follow it. */
export interface News {
  /** Keeps that there is news, as part of the transaction that publishes: however many follow it, one row. */
  published(publication: Publication, session: ClientSession): Promise<void>
  /** Tells the followers of all that was published and says something new, each once. What fails or is cut off stays, for the next time. */
  deliver(now: Date): Promise<void>
}

interface NewsRow extends Publication {
  _id: string
  /** Until when a process is at it. */
  until: Date
}

const schema = new Schema<NewsRow>(
  {
    _id: String,
    item: { type: String, required: true },
    version: { type: Number, required: true },
    by: String,
    note: String,
    at: { type: Date, required: true },
    until: { type: Date, required: true },
  },
  { versionKey: false },
)

const lease = 60_000
const atOnce = 500

interface Parts {
  items: Pick<Items, 'select'>
  follows: Follows
  notices: Notices
  /** These people with the rights of this moment. */
  readers(ids: string[]): Promise<Reader[]>
}

export function openNews(connection: Connection, { items, follows, notices, readers }: Parts): News {
  const rows = connection.model('news', schema, 'news')

  async function tellFollowers(publication: Publication): Promise<void> {
    const [item] = await items.select({ _id: publication.item, state: 'published' })
    if (!item || publication.version > item.readVersion) return
    const persons = (await follows.followersOf(subjectsOf(item))).filter((person) => person !== publication.by)
    for (let start = 0; start < persons.length; start += atOnce) {
      const some = await readers(persons.slice(start, start + atOnce))
      const allowed = some.filter((reader) => mayRead(item.visibility, reader))
      await notices.tell(
        allowed.map(({ id }) => id),
        publicationNotice(item, publication),
      )
    }
  }

  async function deliverOne(row: NewsRow, now: Date): Promise<void> {
    const until = new Date(now.getTime() + lease)
    const taken = await rows.updateOne({ _id: row._id, until: row.until }, { $set: { until } })
    if (taken.modifiedCount === 0) return
    await tellFollowers(row)
    await rows.deleteOne({ _id: row._id })
  }

  return {
    async published(publication, session) {
      const row = { ...publication, until: new Date(0) }
      await rows.updateOne({ _id: nameOf(publication) }, { $setOnInsert: row }, { upsert: true, session })
    },

    async deliver(now) {
      const waiting = await rows
        .find({ until: { $lte: now } })
        .sort({ at: 1 })
        .lean()
      const failures: unknown[] = []
      for (const row of waiting) await deliverOne(row, now).catch((error) => failures.push(error))
      if (failures.length > 0) throw new AggregateError(failures, 'Some news did not reach those who follow it')
    },
  }
}

/** Whoever follows one of these wants to hear of the item. */
const subjectsOf = ({ id, type, unit, themes }: ListedItem): Subject[] => [
  { kind: 'item', target: id },
  { kind: 'type', target: type },
  { kind: 'unit', target: unit },
  ...themes.map((target) => ({ kind: 'theme' as const, target })),
]

const nameOf = ({ item, version }: Pick<Publication, 'item' | 'version'>) => `${item}@${version}`

/** The same news for those who worked on it and those who follow it: whoever is both is told once. */
export const publicationNotice = (
  { id, title }: Pick<ListedItem, 'id' | 'title'>,
  { version, by, note, at }: Omit<Publication, 'item'>,
): Notice => ({
  kind: version === 1 ? 'published-new' : 'published-changed',
  item: id,
  title,
  by,
  link: `/${id}`,
  note,
  at,
  once: nameOf({ item: id, version }),
})
