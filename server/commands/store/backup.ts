import { resolve } from 'node:path'
import { backUpFiles } from '../../store/files/backup.ts'
import { filesFolder } from '../../store/store.ts'
import { type Command, mustHave, read } from '../command.ts'
import { mustBeEmbedded, onStore } from './on-store.ts'
import { count, since, size } from './words.ts'

const usage = 'kenniskompas store backup <folder>'

/** Copies everything to an empty folder; the store makes and checks the copy itself. */
export const backup: Command = async (words, given) => {
  const { positionals } = read(words, {})
  const folder = resolve(mustHave(positionals[0], usage))
  const config = given.config()
  mustBeEmbedded(config, 'mongodump --uri "$MONGODB_URI" --out <folder>')
  const began = performance.now()
  const made = await onStore(config, ({ connection }) => connection.getClient().db('admin').command({ backup: folder }))
  const files = await backUpFiles(filesFolder(config.dataFolder), folder)
  const documents = `${count(made.documents, 'document')} in ${count(made.collections, 'collection')}`
  const held = `${documents}, ${size(made.bytes)}, and ${count(files, 'attachment')}`
  console.log(`${held}, copied and checked in ${since(began)}. The backup is in ${folder}`)
  return 0
}
