import { resolve } from 'node:path'
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
  const held = `${count(made.documents, 'document')} in ${count(made.collections, 'collection')}, ${size(made.bytes)}`
  console.log(`${held}, copied and checked in ${since(began)}. The backup is in ${folder}`)
  return 0
}
