import { isDeepStrictEqual } from 'node:util'
import { deserialize, serialize } from 'bson'
import type { OpenShelves } from '../shelves.ts'
import type { Flaw } from '../store/flaw.ts'
import { BadItemFile, type ParsedFile, parseItemFile } from './item-file.ts'
import { brokenReferences, type Known } from './library-check.ts'
import { type ItemRow, itemModels, type VersionRow } from './model.ts'
import { rowOf } from './rows.ts'

/** An item as it is kept. */
export interface KeptItem {
  id: string
  row: ItemRow | null
  /** The newest that is kept. */
  version: VersionRow
  /** Whether the change log tells of it. */
  announced: boolean
}

/**
 * What is wrong with one item. What its row should say follows from the Markdown of its newest version, so that a row
 * that says something else can be made anew; one from before a field was added as well.
 */
export function flawsOfItem(item: KeptItem, known: Known, shelves: OpenShelves): Flaw[] {
  const where = `items ${item.id}`
  const { types } = shelves
  const file = fileOf(item)
  // A plugin that was taken away leaves its items behind, so that they are there when it comes back.
  if (!types.plugins().includes(file.plugin)) return []
  try {
    const parsed = { ...file, content: parseItemFile(file, types) }
    const references = brokenReferences(parsed, types, known).map(({ message }) => ({ where, what: message }))
    return [...flawsOfRow(item, parsed, shelves), ...references]
  } catch (error) {
    if (!(error instanceof BadItemFile)) throw error
    return [{ where, what: `version ${item.version.version} cannot be read as an item: ${error.message}` }]
  }
}

function fileOf({ id, version: { text } }: KeptItem) {
  const [plugin = '', slug = ''] = id.split('/')
  return { plugin, slug, text }
}

function flawsOfRow({ id, row, version, announced }: KeptItem, file: ParsedFile, shelves: OpenShelves): Flaw[] {
  const where = `items ${id}`
  const fresh = asStored({ ...rowOf(file, version.version, version), ...(row && notInTheFile(row)) }, shelves)
  const wrong = row ? differences(asPlain(row), fresh) : []
  const what = [
    ...(row ? [] : [`is gone, though version ${version.version} is kept`]),
    ...(wrong.length > 0 ? [`says something else than version ${version.version} in ${wrong.join(', ')}`] : []),
    ...(announced ? [] : ['does not stand in the change log']),
  ]
  return what.map((one) => ({ where, what: one, mend: () => saveRow(fresh, shelves) }))
}

/** What an item's file does not tell: only its row knows. */
const notInTheFile = ({ state, readVersion, imported }: ItemRow) => ({
  state,
  readVersion,
  ...(imported && { imported }),
})

/** The row as the store would give it back. */
function asStored(row: ItemRow, { store }: OpenShelves): ItemRow {
  const { items } = itemModels(store.connection)
  return asPlain(new items(row).toObject()) as ItemRow
}

const asPlain = (row: object): object => deserialize(serialize(row))

function differences(present: object, wanted: object): string[] {
  const names = new Set([...Object.keys(present), ...Object.keys(wanted)])
  const fieldOf = (row: object, name: string) => (row as Record<string, unknown>)[name]
  return [...names].filter((name) => !isDeepStrictEqual(fieldOf(present, name), fieldOf(wanted, name)))
}

async function saveRow(row: ItemRow, { store, changes }: OpenShelves): Promise<void> {
  const { items } = itemModels(store.connection)
  await store.transaction(async (session) => {
    await items.replaceOne({ _id: row._id }, row, { upsert: true, session })
    await changes.record('item', [row._id], session)
  })
}
