import type { Model } from 'mongoose'
import type { Flaw } from './flaw.ts'
import type { Store } from './store.ts'

/** Whether the documents of the embedded store can be read and its indexes agree with them. MongoDB looks after its own. */
export async function* validateCollections({ database, connection, embedded }: Store): AsyncIterable<Flaw> {
  if (!embedded) return
  for (const { name } of await connection.listCollections()) {
    const { errors, indexDetails } = await database.command({ validate: name, full: true })
    if (errors.length === 0) continue
    const mendable = Object.values<{ valid: boolean }>(indexDetails).some(({ valid }) => !valid)
    const mend = async () => {
      const { errors: left } = await database.command({ validate: name, full: true, repair: true })
      if (left.length > 0) throw new Error(left.join('; '))
    }
    yield { where: name, what: errors.join('; '), ...(mendable && { mend }) }
  }
}

/** Whether every collection that is there has the indexes its model asks for. */
export async function* checkForIndexes({ connection }: Store): AsyncIterable<Flaw> {
  const present = new Set((await connection.listCollections()).map(({ name }) => name))
  for (const model of Object.values(connection.models) as Array<Model<unknown>>) {
    const where = model.collection.collectionName
    if (!present.has(where)) continue
    const { toCreate } = await model.diffIndexes()
    for (const keys of toCreate) {
      yield { where, what: `has no index on ${Object.keys(keys).join(', ')}`, mend: () => model.createIndexes() }
    }
  }
}
