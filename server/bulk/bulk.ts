import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import { publishableBy } from '../access/visibility.ts'
import type { Audit, AuditAction } from '../audit.ts'
import type { ListedItem } from '../content/item.ts'
import type { ParsedFile } from '../content/item-file.ts'
import type { ItemTypes } from '../content/item-types.ts'
import type { Items } from '../content/items.ts'
import { idOf } from '../content/rows.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { type Bulk, type Line, type ListedBulk, openBulkRows } from './bulk-rows.ts'
import { type Change, effectOn, type NewFields, type PassedOver } from './change.ts'
import { nextLines, obstacleTo, settleChange, settleUndo } from './settle.ts'

interface Needs {
  store: Store
  items: Items
  types: ItemTypes
  audit: Audit
  /** Those of these items that somebody has a draft of. */
  drafted(ids: string[]): Promise<Set<string>>
}

/** What a change will make of one item. */
export interface Foreseen {
  item: ListedItem
  effect: NewFields | PassedOver
}

/** How many items one bulk may have: what somebody can look over. */
export const mostInBulk = 500

/** How many items change in one transaction. */
const atOnce = 50

/** Changes of one field in many items at once, which can be looked at before and undone after. */
export type Bulks = ReturnType<typeof openBulks>

export function openBulks({ store, items, types, audit, drafted }: Needs) {
  const rows = openBulkRows(store)

  /** @throws {NotFound} also for a bulk of somebody else, for who does not publish everything */
  async function get(id: string, reader: Reader): Promise<Bulk> {
    const bulk = await rows.get(id)
    if (!bulk || (bulk.by !== reader.id && !may(reader, 'publish item'))) throw new NotFound('bulk', id)
    return bulk
  }

  const choose = (wanted: Record<string, unknown>, reader: Reader): Promise<ListedItem[]> =>
    items.find({ $and: [wanted, publishableBy(reader)] }, reader, { limit: mostInBulk + 1 })

  /** Does the next lines of a bulk and writes down what became of them, or none of it. */
  async function step(id: string, reader: Reader, now: Date): Promise<Bulk> {
    const { lines: all } = await get(id, reader)
    const inDraft = await drafted(all.map(({ item }) => item))
    return store.transaction(async (session) => {
      const bulk = await rows.get(id, session)
      if (!bulk) throw new NotFound('bulk', id)
      const { change, state } = bulk
      const batch = nextLines(bulk, atOnce)
      const present = await items.select({ _id: { $in: batch.map(({ item }) => item) } }, {}, session)
      const texts = await items.texts(
        batch.map(({ item, from }) => ({ item, version: from })),
        session,
      )
      const settled = batch.map((line) => {
        const item = present.find(({ id: one }) => one === line.item)
        const now = { item, drafted: inDraft.has(line.item) }
        const text = texts.get(line.item) ?? ''
        return state === 'changing'
          ? settleChange(line, now, text, { change, reader, types })
          : settleUndo(line, now, text, { reader, types })
      })
      const files = settled.flatMap(({ file }) => file ?? [])
      await publish(files, bulk, reader, now, session)
      const after = withLines(
        bulk,
        settled.map(({ line }) => line),
      )
      await rows.replace(after, session)
      return after
    })
  }

  async function publish(
    files: ParsedFile[],
    { state, note: why }: Bulk,
    reader: Reader,
    at: Date,
    session: Parameters<Items['publish']>[2],
  ) {
    if (files.length === 0) return
    const note = state === 'undoing' ? `Ongedaan gemaakt: ${why}` : why
    await items.publish(files, { by: reader.id, at, note, minor: true }, session)
    const action = state === 'undoing' ? 'bulk-undone' : 'bulk-changed'
    const noted = files.map((file) => ({ about: idOf(file), aboutName: file.content.title, note }))
    await audit.note(
      noted.map((about) => ({ ...entry(action, reader, at), ...about })),
      session,
    )
  }

  return {
    choose,
    get,

    /** What `change` makes of each of these items; those that are not this reader's to change are left out. */
    async foresee(ids: string[], change: Change, reader: Reader): Promise<Foreseen[]> {
      const chosen = await choose({ _id: { $in: ids } }, reader)
      const inDraft = await drafted(chosen.map(({ id }) => id))
      return chosen.slice(0, mostInBulk).map((item) => ({
        item,
        effect: obstacleTo({ item, drafted: inDraft.has(item.id) }, item.version, reader) ?? effectOn(item, change),
      }))
    },

    /** Notes what is to be done, so that it can be gone on with whatever happens. Nothing has changed yet. */
    async begin(
      id: string,
      { chosen, change, note }: { chosen: Array<{ item: string; version: number }>; change: Change; note: string },
      reader: Reader,
      now: Date,
    ): Promise<void> {
      const lines = chosen.map(({ item, version }): Line => ({ item, from: version, outcome: 'waiting' }))
      const by = { by: reader.id, byName: reader.name, at: now }
      const about = { about: id, aboutName: note, note: String(lines.length) }
      await store.transaction(async (session) => {
        await rows.insert({ id, state: 'changing', change, note, ...by, lines }, session)
        await audit.note({ ...entry('bulk-changed', reader, now), ...about }, session)
      })
    },

    /** Goes on with a bulk, `steps` transactions at most; a bulk that is done stays as it is. */
    async goOn(id: string, steps: number, reader: Reader, now: Date): Promise<Bulk> {
      let bulk = await get(id, reader)
      for (let done = 0; done < steps && nextLines(bulk, 1).length > 0; done += 1) bulk = await step(id, reader, now)
      return bulk
    },

    /** Begins to set back what a bulk changed. @throws {Conflict} when it is not done, or was undone already */
    async undo(id: string, reader: Reader, now: Date): Promise<void> {
      await get(id, reader)
      await store.transaction(async (session) => {
        const bulk = await rows.get(id, session)
        if (bulk?.state !== 'changed') throw new Conflict(`Bulk ${id} is ${bulk?.state ?? 'gone'}`)
        await rows.replace(withLines({ ...bulk, state: 'undoing' }, []), session)
        await audit.note({ ...entry('bulk-undone', reader, now), about: id, aboutName: bulk.note }, session)
      })
    },

    /** The latest bulks: their own, or those of all for who publishes everything. */
    latest: (most: number, reader: Reader): Promise<ListedBulk[]> =>
      rows.latest(most, may(reader, 'publish item') ? undefined : reader.id),
  }
}

const entry = (action: AuditAction, { id: by, name: byName }: Reader, at: Date) => ({ action, by, byName, at })

/** A bulk with these lines in the place of what they were; it is done when none is left. */
function withLines(bulk: Bulk, settled: Line[]): Bulk {
  const now = new Map(settled.map((line) => [line.item, line]))
  const after = { ...bulk, lines: bulk.lines.map((line) => now.get(line.item) ?? line) }
  if (nextLines(after, 1).length > 0) return after
  return { ...after, state: bulk.state === 'undoing' ? 'undone' : 'changed' }
}
