import { progressBar } from '../../progress.ts'
import { type Command, read } from '../command.ts'
import { mustBeEmbedded, onStore } from './on-store.ts'
import { since, size } from './words.ts'

/** Gives room on disk back, one collection after the other. */
export const compact: Command = async (words, given) => {
  read(words, {})
  const config = given.config()
  mustBeEmbedded(config, 'the command compact, in mongosh')
  const began = performance.now()
  const bar = progressBar('Compacting')
  await onStore(config, async ({ connection, database }) => {
    const onDisk = async () => (await database.stats()).totalSize
    const before = await onDisk()
    const names = (await connection.listCollections()).map(({ name }) => name)
    for (const [done, name] of names.entries()) {
      bar.show(done, names.length)
      await database.command({ compact: name })
    }
    bar.show(names.length, names.length)
    bar.stop()
    console.log(`${size(before)} on disk became ${size(await onDisk())}, in ${since(began)}`)
  }).finally(bar.stop)
  return 0
}
