import { openAttachments } from './attachments/attachments.ts'
import { attachmentsInItems } from './attachments/in-items.ts'
import { openFolderConflicts } from './content/folder-conflicts.ts'
import type { Shelves } from './content/import.ts'
import { itemTypes } from './content/item-types.ts'
import { openItems } from './content/items.ts'
import { openReference } from './content/reference.ts'
import type { Plugin } from './contract.ts'
import { openDirectory } from './people/open-directory.ts'
import { attachmentsInDrafts } from './publishing/attachments-in-drafts.ts'
import { openChangeLog } from './store/changes.ts'
import type { Store } from './store/store.ts'

/** The parts of the house that hold knowledge, without search and pages: all that import and export need. */
export type OpenShelves = ReturnType<typeof shelvesOn>

/** Everything that is kept, with its collections and indexes made. */
export async function openShelves(store: Store, plugins: Plugin[]): Promise<OpenShelves> {
  const shelves = shelvesOn(store, plugins)
  await store.prepare()
  await shelves.items.bringForward()
  return shelves
}

/** Everything that is kept, as it is found. */
export function shelvesOn(store: Store, plugins: Plugin[]) {
  const changes = openChangeLog(store)
  const items = openItems(store, changes)
  const shelves: Shelves = {
    types: itemTypes(plugins),
    items,
    attachments: openAttachments(store, [attachmentsInItems(store, items), attachmentsInDrafts(store, items)]),
    folderConflicts: openFolderConflicts(store),
    directoryStore: openDirectory(store, changes),
    referenceStore: openReference(store, changes),
  }
  return { ...shelves, store, changes }
}
