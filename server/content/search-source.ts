import { type Db, MongoClient } from 'mongodb'
import { Directory } from '../people/directory.ts'
import type { Person, Unit } from '../people/person.ts'
import type { SearchDocument, SearchSource } from '../search/index.ts'
import type { Store } from '../store/store.ts'
import type { ItemRow } from './model.ts'
import { searchDocuments } from './search-documents.ts'

/** Lets the thread of search read this store by itself, so that nobody's page waits while ten thousand items pass by. */
export const searchSource = ({ uri }: Store): SearchSource => ({ module: import.meta.url, from: uri })

/** Everything to be found in the store at this address. Reads with the bare driver, which a thread loads in half the time. */
export async function* documents(uri: string): AsyncIterable<SearchDocument> {
  const client = new MongoClient(uri)
  try {
    const database = client.db()
    yield* searchDocuments({ items: { all: () => published(database) }, directory: await directoryOf(database) })
  } finally {
    await client.close()
  }
}

async function* published(database: Db) {
  const rows = database.collection<ItemRow>('items').find({ state: 'published' }, { projection: { body: 0 } })
  for await (const { _id, plain = '', ...row } of rows.sort({ _id: 1 })) yield { ...row, id: _id, plain }
}

async function directoryOf(database: Db): Promise<Directory> {
  const rows = <Row extends { slug: string }>(name: string) =>
    database
      .collection<Row>(name)
      .find({}, { projection: { _id: 0 } })
      .sort({ _id: 1 })
      .toArray()
  return new Directory((await rows<Person>('persons')) as Person[], (await rows<Unit>('units')) as Unit[])
}
