import type { ClientSession, QueryFilter } from 'mongoose'
import type { Reader } from '../access/reader.ts'
import type { State } from '../access/rules.ts'
import { mayRead, mayReadItem, type Readers, readableBy } from '../access/visibility.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { ChangeLog } from '../store/changes.ts'
import { oncePerChange } from '../store/once-per-change.ts'
import type { Store } from '../store/store.ts'
import type { Edit, Item, ItemVersion, ListedItem } from './item.ts'
import type { ParsedFile } from './item-file.ts'
import { type ItemRow, itemModels } from './model.ts'
import {
  asImported,
  type Former,
  idOf,
  itemOf,
  listedItemOf,
  nextRow,
  rowOf,
  versionRowOf,
  visibilityOf,
} from './rows.ts'

/** What the import must know of an item to tell new, changed and edited-since files apart. */
export interface ImportState {
  version: number
  imported?: { hash: string; version: number }
}

/** Which items are wanted, in the words of the store. */
export type ItemFilter = QueryFilter<ItemRow>

export interface ItemOrder {
  by?: 'title' | 'changedAt' | 'review'
  newestFirst?: boolean
  limit?: number
}

/** Everything that may be asked of the items. Whatever takes a `reader` gives only what that reader may see. */
export interface Items {
  /**
   * Saves each imported file as the next version of its item, all or none; what is archived stays so.
   * @throws {Conflict} when an item has a version that was made in the app, or this file already
   */
  save(files: ParsedFile[], edit: Edit): Promise<void>
  /** Publishes each file as the next version of its item, archived or not, inside the transaction that makes it happen. */
  publish(files: ParsedFile[], edit: Edit, session: ClientSession): Promise<void>
  /** @throws {Conflict} when the item has another version, as the transaction sees it; 0 is for an item that is not there */
  mustBeAt(id: string, version: number, session: ClientSession): Promise<void>
  /** The file of the present version, as the transaction sees it. @throws {NotFound} */
  textOf(id: string, session: ClientSession): Promise<string>
  /** Archives an item, or publishes it again. @throws {Conflict} when it is so already */
  setState(id: string, state: State, session: ClientSession): Promise<void>
  /** Puts an item back with all its versions, oldest first; the last one is `file`. @throws {Conflict} when it is already there */
  restore(file: ParsedFile, versions: Array<Omit<ItemVersion, 'item'>>, state?: State): Promise<void>
  /** An item, archived or not. @throws {NotFound} when there is none, or this reader may not see it */
  get(id: string, reader: Reader): Promise<Item>
  find(wanted: ItemFilter, reader: Reader, order?: ItemOrder): Promise<ListedItem[]>
  /** How many there are that `find` would give, counted up to `most`. */
  count(wanted: ItemFilter, reader: Reader, most: number): Promise<number>
  /** The items of one plugin, by title. */
  ofPlugin(plugin: string, reader: Reader): Promise<ListedItem[]>
  countByTheme(reader: Reader): Promise<Map<string, number>>
  /** The versions of an item that were meant for this reader too, newest first. @throws {NotFound} as `get` */
  versions(id: string, reader: Reader): Promise<ItemVersion[]>

  /** Which of these there are, archived or not, whoever may read them. */
  known(ids: string[]): Promise<Set<string>>
  /** Everybody who owns an item or stands in for its owner. */
  keepers(): Promise<string[]>
  /** Rows by a filter of the kernel's own, whoever may read them. For jobs and for those who look after everything. */
  select(wanted: ItemFilter, order?: ItemOrder, session?: ClientSession): Promise<ListedItem[]>
  /** The files of these versions by item, whoever may read them. */
  texts(versions: Array<{ item: string; version: number }>, session: ClientSession): Promise<Map<string, string>>
  /** Who may read these items now. */
  readersOf(ids: string[]): Promise<Map<string, Readers>>
  /** Every item, or those with these ids, with its text as search reads it, whoever may read it: search guards what it gives. */
  all(ids?: string[]): AsyncIterable<ListedItem & { plain: string }>
  /** Every published item, or those with these ids, with its body, whoever may read it. */
  whole(ids?: string[]): AsyncIterable<Item>
  /** When the first version of each of these was published. */
  beginnings(ids: string[]): Promise<Map<string, Date>>
  /** Every version of an item, oldest first, whoever may read it. */
  history(id: string): Promise<ItemVersion[]>
  /** What the import saw last of every item, or of those with these ids. */
  importStates(ids?: string[]): Promise<Map<string, ImportState>>
  /** Notes which file the import saw last, so that it is not taken for new. */
  rememberFile(id: string, imported: NonNullable<ImportState['imported']>, session: ClientSession): Promise<void>
  /** Gives rows of before items had states what they lack. */
  bringForward(): Promise<void>
}

/** Rows that are read in one go while pages are being served: enough to go fast, few enough to hold nobody up. */
const rowsAtOnce = 50
/** The same without bodies. */
const listedAtOnce = 500

/** What of its row belongs to a version. */
const asVersion = { _id: 0, attachments: 0 } as const

export function openItems(store: Store, changes: ChangeLog): Items {
  const { items, versions } = itemModels(store.connection)

  async function mustBeReadable(id: string, reader: Reader): Promise<ItemRow> {
    const row = await items.findById(id).lean()
    if (!row || !mayReadItem(row, reader)) throw new NotFound('item', id)
    return row
  }

  async function list(
    wanted: ItemFilter,
    { by = 'title', newestFirst = false, limit = 0 }: ItemOrder = {},
    session?: ClientSession,
  ) {
    const rows = await items
      .find(wanted, { body: 0, plain: 0 }, session ? { session } : {})
      .sort({ [by]: newestFirst ? -1 : 1, checked: -1, _id: 1 })
      .limit(limit)
      .batchSize(listedAtOnce)
      .lean()
    return rows.map(listedItemOf)
  }

  /** @param left what of their rows is not wanted */
  const published = (ids: string[] | undefined, left: 'body' | 'plain') =>
    items
      .find({ state: 'published', ...(ids && { _id: { $in: ids } }) }, { [left]: 0 })
      .sort({ _id: 1 })
      .lean<ItemRow[]>()
      .cursor({ batchSize: rowsAtOnce })

  const itemsOfPlugin = oncePerChange(changes, (plugin) => list({ plugin, state: 'published' }))

  const keepers = oncePerChange(changes, async () => {
    const [owners, deputies] = await Promise.all([items.distinct('owner'), items.distinct('deputy')])
    return [...new Set([...owners, ...deputies])].filter((slug): slug is string => Boolean(slug))
  })

  /** Takes the filter of `readableBy` as JSON. One row comes for each combination of themes, which is far fewer than items. */
  const themeCounts = oncePerChange(changes, async (readable) => {
    const combinations = await items.aggregate<{ _id: string[]; count: number }>([
      { $match: JSON.parse(readable) },
      { $group: { _id: '$themes', count: { $sum: 1 } } },
    ])
    const counts = new Map<string, number>()
    for (const { _id: themes, count } of combinations) {
      for (const theme of themes) counts.set(theme, (counts.get(theme) ?? 0) + count)
    }
    return counts
  })

  /** Writes the next version of each file's item; `finish` may add to a row what its file does not tell, or what it `was`. */
  async function write(
    files: ParsedFile[],
    edit: Edit,
    session: ClientSession,
    finish: (row: ItemRow, file: ParsedFile, was?: Former) => ItemRow = (row) => row,
  ): Promise<void> {
    const ids = files.map(idOf)
    const known = { version: 1, readVersion: 1, imported: 1, state: 1 }
    const present = await items.find({ _id: { $in: ids } }, known, { session }).lean()
    const former = new Map(present.map((row) => [row._id, row]))
    const next = files.map((file) => {
      const was = former.get(idOf(file))
      return { text: file.text, row: finish(nextRow(file, edit, was), file, was) }
    })
    await versions.insertMany(
      next.map(({ text, row }) => versionRowOf(row._id, { version: row.version, text, ...edit })),
      { session },
    )
    await items.bulkWrite(
      next.map(({ row }) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
      { session },
    )
    await changes.record('item', ids, session)
  }

  return {
    save: (files, edit) =>
      store.transaction((session) =>
        write(files, edit, session, (row, file, was) => {
          const imported = asImported(row, file)
          if (was && (was.imported?.version !== was.version || was.imported.hash === imported.imported?.hash))
            throw new Conflict(`${row._id} was changed meanwhile`)
          return { ...imported, state: was?.state ?? row.state }
        }),
      ),

    publish: (files, edit, session) => write(files, edit, session),

    async mustBeAt(id, version, session) {
      const row = await items.findById(id, { version: 1 }, { session }).lean()
      if ((row?.version ?? 0) !== version) throw new Conflict(`${id} is at version ${row?.version ?? 0}`)
    },

    async textOf(id, session) {
      const row = await items.findById(id, { version: 1 }, { session }).lean()
      const present = row && (await versions.findById(`${id}@${row.version}`, { text: 1 }, { session }).lean())
      if (!present) throw new NotFound('item', id)
      return present.text
    },

    async setState(id, state, session) {
      const { matchedCount } = await items.updateOne(
        { _id: id, state: { $ne: state } },
        { $set: { state } },
        { session },
      )
      if (matchedCount === 0) throw new Conflict(`${id} is ${state} already`)
      await changes.record('item', [id], session)
    },

    restore: (file, kept, state = 'published') =>
      store.transaction(async (session) => {
        const id = idOf(file)
        const present = kept.at(-1)
        if (!present) return
        if (await items.exists({ _id: id }).session(session)) throw new Conflict(`${id} is already there`)
        const readVersion = kept.findLast(({ minor }) => !minor)?.version ?? present.version
        const row = { ...rowOf(file, present.version, present), state, readVersion }
        await items.insertOne(asImported(row, file), { session })
        await versions.insertMany(
          kept.map((version) => versionRowOf(id, version)),
          { session },
        )
        await changes.record('item', [id], session)
      }),

    get: async (id, reader) => itemOf(await mustBeReadable(id, reader)),

    find: (wanted, reader, order) => list({ $and: [wanted, readableBy(reader)] }, order),

    count: (wanted, reader, most) =>
      items.countDocuments({ $and: [wanted, readableBy(reader)] }, { limit: most }).exec(),

    async ofPlugin(plugin, reader) {
      return (await itemsOfPlugin(plugin)).filter((item) => mayRead(item.visibility, reader))
    },

    countByTheme: (reader) => themeCounts(JSON.stringify(readableBy(reader))),

    async versions(id, reader) {
      await mustBeReadable(id, reader)
      const kept = await versions.find({ item: id }, asVersion).sort({ version: -1 }).lean()
      return kept.filter((version) => mayRead(visibilityOf(version.text), reader))
    },

    async known(ids) {
      const rows = await items.find({ _id: { $in: ids } }, { _id: 1 }).lean()
      return new Set(rows.map((row) => row._id))
    },

    keepers: () => keepers(''),

    select: list,

    async texts(wanted, session) {
      const ids = wanted.map(({ item, version }) => `${item}@${version}`)
      const rows = await versions.find({ _id: { $in: ids } }, { item: 1, text: 1 }, { session }).lean()
      return new Map(rows.map(({ item, text }) => [item, text]))
    },

    async readersOf(ids) {
      const rows = await items.find({ _id: { $in: ids }, state: 'published' }, { visibility: 1 }).lean()
      return new Map(rows.map((row) => [row._id, row.visibility]))
    },

    async *all(ids) {
      for await (const row of published(ids, 'body')) yield { ...listedItemOf(row), plain: row.plain ?? '' }
    },

    async *whole(ids) {
      for await (const row of published(ids, 'plain')) yield itemOf(row)
    },

    async beginnings(ids) {
      const firsts = await versions.find({ _id: { $in: ids.map((id) => `${id}@1`) } }, { item: 1, at: 1 }).lean()
      return new Map(firsts.map(({ item, at }) => [item, at]))
    },

    history: (id) => versions.find({ item: id }, asVersion).sort({ version: 1 }).lean(),

    async bringForward() {
      const lacking = [{ $set: { state: 'published', readVersion: '$version' } }]
      await items.updateMany({ state: { $exists: false } }, lacking, { updatePipeline: true })
    },

    async rememberFile(id, imported, session) {
      await items.updateOne({ _id: id }, { $set: { imported } }, { session })
    },

    async importStates(ids) {
      const wanted = ids ? { _id: { $in: ids } } : {}
      const rows = items.find(wanted, { version: 1, imported: 1 }).lean<Array<ImportState & { _id: string }>>()
      const states = new Map<string, ImportState>()
      for await (const { _id, ...state } of rows.cursor({ batchSize: listedAtOnce })) states.set(_id, state)
      return states
    },
  }
}
