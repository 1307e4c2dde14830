import { exportAttachments } from '../attachments/folder.ts'
import { attachmentsIn } from '../attachments/names.ts'
import type { Progress } from '../progress.ts'
import type { Shelves } from './import.ts'
import { writeDirectory, writeItem, writeReference } from './library-folder.ts'

/** Writes everything to `folder` as Markdown, all versions included; importing it into an empty store gives the same items. */
export async function exportFolder(folder: string, shelves: Omit<Shelves, 'types'>, onProgress: Progress = () => {}) {
  const { persons, units } = await shelves.directoryStore.load()
  await writeDirectory(folder, persons, units)
  await writeReference(folder, await shelves.referenceStore.texts())

  const attached = new Set<string>()
  const ids = [...(await shelves.items.importStates()).keys()].sort()
  for (const [done, id] of ids.entries()) {
    onProgress(done, ids.length)
    const [plugin = '', slug = ''] = id.split('/')
    const versions = await shelves.items.history(id)
    await writeItem(folder, plugin, slug, versions)
    for (const { text } of versions) for (const attachment of attachmentsIn(text)) attached.add(attachment)
  }
  await exportAttachments(folder, [...attached].sort(), shelves.attachments)
  onProgress(ids.length, ids.length)
}
