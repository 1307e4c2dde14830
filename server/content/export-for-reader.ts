import type { Reader } from '../access/reader.ts'
import { attachmentFiles } from '../attachments/folder.ts'
import { attachmentsIn } from '../attachments/names.ts'
import { NotFound } from '../errors.ts'
import type { Shelves } from './import.ts'
import type { ItemVersion, ListedItem } from './item.ts'
import { filesOf, referenceFiles, unitsFile } from './library-folder.ts'

/** One file of an export: its path in the folder that an import takes, and what is in it. */
export type ExportedFile = [path: string, content: string | Buffer]

/**
 * What `reader` may read of these items, file by file so that ten thousand take no more room than one: texts, versions and
 * attachments, with the units and lists that they lean on. People stay out: who works here, and in which role, is no knowledge.
 */
export async function* exportForReader(
  items: ListedItem[],
  { allVersions }: { allVersions: boolean },
  reader: Reader,
  shelves: Pick<Shelves, 'items' | 'attachments' | 'directoryStore' | 'referenceStore'>,
): AsyncGenerator<ExportedFile> {
  const { units } = await shelves.directoryStore.load()
  yield* Object.entries({ ...unitsFile(units), ...referenceFiles(await shelves.referenceStore.texts()) })
  const attached = new Set<string>()
  for (const { id, plugin, slug, state } of items) {
    const readable = await shelves.items.versions(id, reader).catch(noneIfHidden)
    const versions = numbered(allVersions ? readable : readable.slice(0, 1))
    yield* Object.entries(filesOf(plugin, slug, { state, versions }))
    const named = versions.flatMap(({ text }) => attachmentsIn(text))
    for (const attachment of await shelves.attachments.readable(named, reader)) attached.add(attachment)
  }
  yield* attachmentFiles([...attached].sort(), shelves.attachments)
}

/** Oldest first, numbered anew: a version that is left out leaves no gap. */
const numbered = (newestFirst: ItemVersion[]) =>
  newestFirst.toReversed().map((version, place) => ({ ...version, version: place + 1 }))

/** An item may be hidden from its reader while the export is on its way. */
function noneIfHidden(error: unknown): [] {
  if (error instanceof NotFound) return []
  throw error
}
