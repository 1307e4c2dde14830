import { plugins } from '../plugins/index.ts'
import { searchDocuments } from '../server/content/search-documents.ts'
import type { SearchDocument } from '../server/search/index.ts'
import { openShelves } from '../server/shelves.ts'
import { joinStore } from '../server/store/store.ts'

/** What search indexes of the store in `dataFolder`, also while the product runs on it. */
export async function documentsIn(dataFolder: string): Promise<SearchDocument[]> {
  const store = await joinStore({ mongodbUri: undefined, dataFolder })
  try {
    const { items, directoryStore } = await openShelves(store, plugins)
    const documents: SearchDocument[] = []
    for await (const one of searchDocuments({ items, directory: await directoryStore.load() })) documents.push(one)
    return documents
  } finally {
    await store.close()
  }
}
