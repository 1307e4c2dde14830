import type { Reader } from '../access/reader.ts'
import { lookedAfterBy } from '../access/visibility.ts'
import { attachmentsIn } from '../attachments/names.ts'
import type { Item } from '../content/item.ts'
import { itemsNamedIn, type Known, namedIn } from '../content/library-check.ts'
import { parseReference } from '../content/reference.ts'
import type { OpenShelves } from '../shelves.ts'
import { type Change, isWhole } from '../store/changes.ts'
import { type BrokenPlace, brokenIn } from './broken-places.ts'
import { linkCheckModels } from './link-check-model.ts'

/** What leads nowhere in published items, kept by a job that looks again only at what a change can have touched. */
export type LinkCheck = ReturnType<typeof openLinkCheck>

/** A version of an item in which something is broken. */
export interface BrokenItem {
  id: string
  version: number
  broken: BrokenPlace[]
}

/** After more changes than this everything is looked at: to ask for so many by name would hold up the pages. */
const mostByName = 2000

export function openLinkCheck(shelves: OpenShelves) {
  const { store, changes, items, attachments, types } = shelves
  const { checks, marks } = linkCheckModels(store.connection)

  /** The items that these changes can have touched: those that changed, and those that name what changed. */
  async function touchedBy(fresh: Change[]): Promise<string[]> {
    const changed = fresh.map(({ id }) => id)
    const naming = await checks.find({ names: { $in: changed } }, { _id: 1 }).lean()
    const itself = fresh.filter(({ kind }) => kind === 'item').map(({ id }) => id)
    return [...new Set([...itself, ...naming.map(({ _id }) => _id)])]
  }

  /** Archived items count as gone: readers do not get there. */
  async function knownTo(item: Item, always: Pick<Known, 'directory' | 'reference'>): Promise<Known> {
    const [published, attached] = await Promise.all([
      items.readersOf(itemsNamedIn({ plugin: item.plugin, content: item }, types)),
      attachments.known(attachmentsIn(item.body)),
    ])
    return { ...always, ids: new Set(published.keys()), attachments: new Set(attached.map(({ id }) => id)) }
  }

  async function checkThose(ids: string[] | undefined, change: number): Promise<void> {
    const directory = await shelves.directoryStore.load()
    const reference = parseReference(await shelves.referenceStore.texts())
    for await (const item of items.whole(ids)) {
      const { id, version, unit, owner, deputy } = item
      const broken = brokenIn(item, types, await knownTo(item, { directory, reference }))
      const names = namedIn({ plugin: item.plugin, content: item }, types)
      const row = { version, unit, owner, deputy, names, change, ...(broken.length > 0 && { isBroken: true, broken }) }
      await checks.replaceOne({ _id: id }, row, { upsert: true })
    }
    // What was not met is published no more.
    await checks.deleteMany({ ...(ids && { _id: { $in: ids } }), change: { $lt: change } })
  }

  const wanted = (reader: Reader) => ({ isBroken: true, ...lookedAfterBy(reader) })

  return {
    /** Looks again at all that changed since the last time; at everything when names and amounts changed, or the first time. */
    async run(): Promise<void> {
      const latest = await changes.latest()
      const mark = await marks.findById('links').lean()
      if (mark?.change === latest) return
      const fresh = mark ? await changes.since(mark.change) : []
      const areAll = mark && isWhole(fresh, mark.change) && fresh.every(({ kind }) => kind !== 'reference')
      const areFew = areAll && fresh.length <= mostByName
      await checkThose(areFew ? await touchedBy(fresh) : undefined, latest)
      await marks.updateOne({ _id: 'links' }, { $set: { change: latest } }, { upsert: true })
    },

    /** How many broken items `reader` looks after, counted up to `most`. */
    count: (reader: Reader, most: number): Promise<number> =>
      checks.countDocuments(wanted(reader), { limit: most }).exec(),

    async find(reader: Reader, limit: number): Promise<BrokenItem[]> {
      const rows = await checks.find(wanted(reader), { names: 0 }).sort({ _id: 1 }).limit(limit).lean()
      return rows.map(({ _id, version, broken = [] }) => ({ id: _id, version, broken }))
    },
  }
}
