import { plugins } from '../plugins/index.ts'
import { type ItemContent, parseItemFile } from '../server/content/item-file.ts'
import { itemTypes } from '../server/content/item-types.ts'
import { readLibraryFolder } from '../server/content/library-folder.ts'
import type { Size, Workshop } from './house.ts'
import { figure, ms, printTable, tell, timed, times } from './support.ts'

/** Items a second into an empty store, beside only reading, checking and rendering the same files. */
export async function imports(workshop: Workshop): Promise<void> {
  const rows: string[][] = []
  for (const size of ['shipped', 10_000] as Size[]) {
    const { items, library, importMs } = await workshop.stocked(size)
    tell(`reading ${items} files`)
    const { ms: readMs } = await timed(() => readContents(library))
    const rate = (duration: number) => figure(items / (duration / 1000))
    rows.push([`${size} (${items} items)`, ms(importMs), rate(importMs), rate(readMs), times(importMs / readMs)])
  }
  printTable(['library', 'import', 'items/s', 'read and rendered only, items/s', 'import ÷ read and rendered'], rows)
}

/** The items of a library folder, as the import reads them. */
async function readContents(folder: string): Promise<Array<ItemContent & { id: string }>> {
  const types = itemTypes(plugins)
  const { items } = await readLibraryFolder(folder, types.plugins())
  return items.map((file) => ({ id: `${file.plugin}/${file.slug}`, ...parseItemFile(file, types) }))
}
