import { itemTypes } from './content/item-types.ts'
import type { Shelves } from './content/import.ts'
import { openItems } from './content/items.ts'
import { openReference } from './content/reference.ts'
import type { Plugin } from './contract.ts'
import { openDirectory } from './people/open-directory.ts'
import { openChangeLog } from './store/changes.ts'
import type { Store } from './store/store.ts'

/** The parts of the house that hold knowledge, without search and pages: all that import and export need. */
export type OpenShelves = Awaited<ReturnType<typeof openShelves>>

export async function openShelves(store: Store, plugins: Plugin[]) {
  const changes = openChangeLog(store)
  const types = itemTypes(plugins)
  const shelves: Shelves = {
    types,
    items: openItems(store, changes),
    directoryStore: openDirectory(store, changes),
    referenceStore: openReference(store, changes),
  }
  await store.prepare()
  return { ...shelves, store, changes }
}
