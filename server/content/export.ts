import type { Progress } from '../progress.ts'
import type { Shelves } from './import.ts'
import { writeDirectory, writeItem, writeReference } from './library-folder.ts'

/** Writes everything to `folder` as Markdown, all versions included; importing it into an empty store gives the same items. */
export async function exportFolder(folder: string, shelves: Omit<Shelves, 'types'>, onProgress: Progress = () => {}) {
  const { persons, units } = await shelves.directoryStore.load()
  await writeDirectory(folder, persons, units)
  await writeReference(folder, await shelves.referenceStore.texts())

  const ids = [...(await shelves.items.importStates()).keys()].sort()
  for (const [done, id] of ids.entries()) {
    onProgress(done, ids.length)
    const [plugin = '', slug = ''] = id.split('/')
    await writeItem(folder, plugin, slug, await shelves.items.history(id))
  }
  onProgress(ids.length, ids.length)
}
