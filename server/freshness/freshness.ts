import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import { belongingTo } from '../access/visibility.ts'
import { withFields } from '../content/edit-front-matter.ts'
import { parseItemFile } from '../content/item-file.ts'
import type { ItemTypes } from '../content/item-types.ts'
import type { Items } from '../content/items.ts'
import { addDays } from '../days.ts'
import { Conflict, Forbidden } from '../errors.ts'
import type { Notify } from '../notify/notify.ts'
import type { Directory } from '../people/directory.ts'
import type { Witness } from '../publishing/happening.ts'
import type { Store } from '../store/store.ts'
import { openReminded } from './reminded.ts'
import { nameOf, noticesOf, reminderDays, remindersFor } from './reminders.ts'

interface Needs {
  store: Store
  items: Items
  types: ItemTypes
  notify: Notify
  witness: Witness
  directory(): Directory
  /** These people with the rights of this moment. */
  readers(ids: string[]): Promise<Reader[]>
}

/** How knowledge stays current: somebody says so in one click, and those who look after it are reminded in time. */
export type Freshness = ReturnType<typeof openFreshness>

export function openFreshness({ store, items, types, notify, witness, directory, readers }: Needs) {
  const reminded = openReminded(store.connection)

  return {
    /**
     * Says of an item that it still holds on `today`: a new version that nobody needs to read again, with the next review after
     * the period of its type. Saying so twice on one day changes nothing.
     * @throws {Forbidden} {Conflict} when it is archived
     */
    async stillCurrent(id: string, today: string, reader: Reader, now: Date): Promise<void> {
      const item = await items.get(id, reader)
      const { plugin, slug, title, owner, deputy } = item
      if (!may(reader, 'look after item', belongingTo(item))) throw new Forbidden('look after item')
      if (item.state === 'archived') throw new Conflict(`${id} is archived`)
      await store.transaction(async (session) => {
        const was = await items.textOf(id, session)
        const text = withFields(was, { checked: today, review: undefined })
        if (text === was) return
        const file = { plugin, slug, text, content: parseItemFile({ plugin, slug, text }, types) }
        const note = 'Nog actueel'
        await items.publish([file], { by: reader.id, at: now, note, minor: true }, session)
        const concerns = [owner, deputy ?? owner].filter((person) => person !== reader.id)
        const about = { id, title }
        await witness({ kind: 'still-current', at: now, by: reader, about, path: `/${id}`, concerns, note }, session)
      })
    },

    /**
     * Reminds of every item whose review comes near or has passed; of each only once in ninety days for the same reason. More than
     * a few at once become one notice.
     */
    async remind(today: string, now: Date): Promise<void> {
      const soon = addDays(today, Math.max(...reminderDays))
      const due = await items.select({ state: 'published', review: { $lte: soon } }, { by: 'review' })
      const byPerson = remindersFor(due, today, directory())
      const known = new Map((await readers([...byPerson.keys()])).map((reader) => [reader.id, reader]))
      for (const [person, all] of byPerson) {
        const fresh = await reminded.newOf(person, all.map(nameOf))
        const reminders = all.filter((reminder) => fresh.has(nameOf(reminder)))
        if (reminders.length === 0) continue
        await store.transaction(async (session) => {
          for (const notice of noticesOf(reminders, known.get(person), today, now))
            await notify.tell([person], notice, session)
          await reminded.note(person, reminders.map(nameOf), now, session)
        })
      }
    },
  }
}
