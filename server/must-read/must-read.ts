import type { Reader } from '../access/reader.ts'
import type { ListedItem } from '../content/item.ts'
import type { Items } from '../content/items.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import type { Notice } from '../notify/notice.ts'
import type { Notify } from '../notify/notify.ts'
import type { Directory } from '../people/directory.ts'
import type { ChangeLog } from '../store/changes.ts'
import { oncePerChange } from '../store/once-per-change.ts'
import type { Store } from '../store/store.ts'
import { asks, asksOf, type MustRead, stillAskedFrom } from './asked.ts'
import { openReadings } from './readings.ts'
import { reminderFor } from './reminder.ts'
import { mayFollow, whoHasRead } from './who-has-read.ts'

interface Needs {
  store: Store
  changes: ChangeLog
  items: Items
  notify: Notify
  directory(): Directory
  /** These people with the rights of this moment; without those who may not sign in. */
  readers(ids: string[]): Promise<Reader[]>
}

/** A must-read as it stands with one reader; `readAt` is absent as long as they did not confirm it. */
export interface Asked {
  item: MustRead
  readAt: Date | undefined
}

/** Must-reads: what people are asked to read and confirm, once for each version that says something new. */
export type MustReads = ReturnType<typeof openMustReads>

export function openMustReads({ store, changes, items, notify, directory, readers }: Needs) {
  const readings = openReadings(store.connection)

  const askingFrom = oncePerChange(changes, (day) =>
    items.select({ state: 'published', 'mustRead.before': { $gte: day } }),
  )

  /** All that asks something on `today`, the first day first. */
  async function asking(today: string): Promise<MustRead[]> {
    const found = await askingFrom(stillAskedFrom(today))
    return found
      .filter((item) => asks(item, today))
      .sort((one, other) => one.mustRead.before.localeCompare(other.mustRead.before))
  }

  /** All that is asked of `reader` on `today`, the first day first. */
  async function of(reader: Reader, today: string): Promise<Asked[]> {
    const asked = (await asking(today)).filter((item) => asksOf(item, reader, directory()))
    const read = await readings.among(reader.id, asked)
    return asked.map((item) => ({ item, readAt: read.get(item.id) }))
  }

  const active = () => directory().persons.filter((person) => person.active)

  /** Everybody who works here, with the rights of this moment; who never signed in has those that the directory gives. */
  async function colleagues(): Promise<Reader[]> {
    const persons = active()
    const known = new Map((await readers(persons.map(({ slug }) => slug))).map((reader) => [reader.id, reader]))
    return persons.map((person) => known.get(person.slug) ?? directory().readerFor(person))
  }

  return {
    of,

    /** How many items wait to be read by `reader`. */
    async countOpen(reader: Reader, today: string): Promise<number> {
      return (await of(reader, today)).filter(({ readAt }) => !readAt).length
    },

    /** How an item stands with `reader`; undefined when it asks nothing of them. */
    async statusOf(item: ListedItem, reader: Reader, today: string): Promise<Asked | undefined> {
      if (!asks(item, today) || !asksOf(item, reader, directory())) return undefined
      return { item, readAt: (await readings.among(reader.id, [item])).get(item.id) }
    },

    /** All that somebody confirmed in the last two years, the newest first. */
    readingsOf: readings.of,

    /**
     * Keeps that `reader` read an item at `version`, the `readVersion` that they saw.
     * @returns whether that is still the newest; if not, they are asked again
     * @throws {NotFound} {Conflict} when it is not asked of them
     */
    async confirm(id: string, version: number, reader: Reader, today: string, now: Date): Promise<boolean> {
      const item = await items.get(id, reader)
      const isAsked = asks(item, today) && asksOf(item, reader, directory())
      if (!isAsked || version > item.readVersion) throw new Conflict(`${id} does not ask ${reader.id} to read this`)
      await readings.confirm(reader.id, { item: id, version, at: now })
      return version === item.readVersion
    },

    /** Whether an item asks something, and `viewer` may know how far people are. */
    isFollowedBy: (item: ListedItem, viewer: Reader, today: string): boolean =>
      asks(item, today) && mayFollow(item, viewer, directory()),

    /** Of which must-reads `viewer` may know how far people are. */
    async followedBy(viewer: Reader, today: string): Promise<MustRead[]> {
      const readable = await items.find({ 'mustRead.before': { $gte: stillAskedFrom(today) } }, viewer)
      return readable.filter((item) => asks(item, today)).filter((item) => mayFollow(item, viewer, directory()))
    },

    /**
     * How far people are with an item, as far as `viewer` may know.
     * @throws {NotFound} when it asks nothing, or `viewer` may not read it
     * @throws {Forbidden}
     */
    async whoHasRead(id: string, viewer: Reader, today: string) {
      const item = await items.get(id, viewer)
      if (!asks(item, today)) throw new NotFound('must-read', id)
      if (!mayFollow(item, viewer, directory())) throw new Forbidden('count who has read')
      const asked = (await colleagues())
        .filter((reader) => asksOf(item, reader, directory()))
        .flatMap((reader) => directory().colleague(reader.id) ?? [])
      return { item, progress: whoHasRead(asked, await readings.readersOf(item), viewer, directory()) }
    },

    /** Reminds those who did not read, a week before the day and on the day itself; each once for a version. */
    async remind(today: string, now: Date): Promise<void> {
      const due = (await asking(today)).filter(({ mustRead }) => reminderFor(mustRead.before, today) !== undefined)
      if (due.length === 0) return
      const people = await readers(active().map(({ slug }) => slug))
      for (const item of due) {
        const read = await readings.readersOf(item)
        const waiting = people.filter((reader) => !read.has(reader.id) && asksOf(item, reader, directory()))
        await notify.tell(
          waiting.map((reader) => reader.id),
          reminder(item, today, now),
        )
      }
    },
  }
}

function reminder({ id, title, readVersion, mustRead: { before } }: MustRead, today: string, at: Date): Notice {
  const days = reminderFor(before, today)
  const kind = days === 0 ? 'must-read-today' : 'must-read-soon'
  const once = `must-read ${id}@${readVersion} ${before} ${days}`
  return { kind, item: id, title, link: `/${id}`, values: { before }, at, once }
}
