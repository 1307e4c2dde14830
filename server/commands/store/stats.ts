import { type Command, read } from '../command.ts'
import { onStore } from './on-store.ts'
import { size, table } from './words.ts'

const number = (value: number) => value.toLocaleString('en')

/** Prints what the store holds, per collection. */
export const stats: Command = async (words, given) => {
  read(words, {})
  await onStore(given.config(), async ({ connection, database }) => {
    const names = (await connection.listCollections()).map(({ name }) => name).sort()
    const rows: string[][] = []
    for (const name of names) {
      const one = await database.command({ collStats: name })
      rows.push([name, number(one.count), size(one.size), number(one.nindexes)])
    }
    const total = await database.stats()
    rows.push(['together', number(total.objects), size(total.dataSize), number(total.indexes)])
    console.log(table([['collection', 'documents', 'data', 'indexes'], ...rows]))
    console.log(`On disk: ${size(total.totalSize ?? total.storageSize)}`)
  })
  return 0
}
