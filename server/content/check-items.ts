import { Directory } from '../people/directory.ts'
import type { Progress } from '../progress.ts'
import type { OpenShelves } from '../shelves.ts'
import type { Flaw } from '../store/flaw.ts'
import { flawsOfItem } from './item-flaws.ts'
import type { Known } from './library-check.ts'
import { itemModels } from './model.ts'
import { parseReference, type Reference } from './reference.ts'

/** The versions that are kept of one item. */
interface Kept {
  _id: string
  count: number
  newest: number
}

/**
 * Whether every item says what its newest version says, has all its versions, stands in the change log, and refers only to
 * what is there; and whether amounts, vocabulary and the lists of search can be read.
 */
export async function* checkItems(shelves: OpenShelves, onProgress: Progress): AsyncIterable<Flaw> {
  const { connection } = shelves.store
  const { items, versions } = itemModels(connection)
  const { reference, flaws } = readReference(await shelves.referenceStore.texts())
  yield* flaws
  const known = await whatIsKnown(shelves, reference)
  const announced = new Set(await connection.collection('changes').distinct('ids', { kind: 'item' }))
  const kept = await versions.aggregate<Kept>([
    { $group: { _id: '$item', count: { $sum: 1 }, newest: { $max: '$version' } } },
    { $sort: { _id: 1 } },
  ])
  for (const [done, { _id: id, count, newest }] of kept.entries()) {
    onProgress(done, kept.length)
    if (count !== newest) yield { where: `items ${id}`, what: `has ${count} of its ${newest} versions` }
    const [row, version] = await Promise.all([items.findById(id).lean(), versions.findById(`${id}@${newest}`).lean()])
    if (version) yield* flawsOfItem({ id, row, version, announced: announced.has(id) }, known, shelves)
  }
  onProgress(kept.length, kept.length)
  const withVersions = new Set(kept.map(({ _id }) => _id))
  for (const id of known.ids) if (!withVersions.has(id)) yield { where: `items ${id}`, what: 'has no version at all' }
}

function readReference(texts: Parameters<typeof parseReference>[0]): { reference: Reference; flaws: Flaw[] } {
  try {
    return { reference: parseReference(texts), flaws: [] }
  } catch (error) {
    const what = `amounts, vocabulary or the lists of search cannot be read: ${(error as Error).message}`
    return { reference: parseReference({}), flaws: [{ where: 'reference', what }] }
  }
}

async function whatIsKnown({ items, attachments, directoryStore }: OpenShelves, reference: Reference): Promise<Known> {
  const { persons, units } = await directoryStore.load()
  return {
    directory: new Directory(persons, units),
    reference,
    ids: new Set((await items.importStates()).keys()),
    attachments: new Set(await attachments.ids()),
  }
}
