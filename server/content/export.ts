import { exportAttachments } from '../attachments/folder.ts'
import { attachmentsIn } from '../attachments/names.ts'
import type { Progress } from '../progress.ts'
import type { Shelves } from './import.ts'
import type { ItemFilter } from './items.ts'
import { filesOf, personsFile, referenceFiles, unitsFile, writeFiles } from './library-folder.ts'

/** Writes everything to `folder` as Markdown, all versions included; importing it into an empty store gives the same items. */
export async function exportFolder(
  folder: string,
  shelves: Omit<Shelves, 'types'>,
  onProgress: Progress = () => {},
  /** Which items, such as those of one type; all of them when nothing is said. */
  wanted: ItemFilter = {},
) {
  const { persons, units } = await shelves.directoryStore.load()
  await writeFiles(folder, { ...personsFile(persons), ...unitsFile(units) })
  await writeFiles(folder, referenceFiles(await shelves.referenceStore.texts()))

  const attached = new Set<string>()
  const items = (await shelves.items.select(wanted)).sort((one, other) => (one.id < other.id ? -1 : 1))
  for (const [done, { id, plugin, slug, state }] of items.entries()) {
    onProgress(done, items.length)
    const versions = await shelves.items.history(id)
    await writeFiles(folder, filesOf(plugin, slug, { state, versions }))
    for (const { text } of versions) for (const attachment of attachmentsIn(text)) attached.add(attachment)
  }
  await exportAttachments(folder, [...attached].sort(), shelves.attachments)
  onProgress(items.length, items.length)
}
