import { resolve } from 'node:path'
import { exportFolder } from '../content/export.ts'
import { progressBar } from '../progress.ts'
import { type Command, mustHave, read, WrongUse } from './command.ts'
import { onShelves } from './on-shelves.ts'

const usage = 'kenniskompas export <folder> [--type <type>]'

/** Writes everything, or the items of some types, to a folder as Markdown. */
export const exportCommand: Command = async (words, given) => {
  const { positionals, values } = read(words, { type: { type: 'string', multiple: true } })
  const folder = mustHave(positionals[0], usage)
  const types = values.type ?? []
  return onShelves(given, async (shelves) => {
    const unknown = types.filter((type) => !shelves.types.names().includes(type))
    if (unknown.length > 0)
      throw new WrongUse(`There is no type ${unknown.join(', ')}; there are ${shelves.types.names().join(', ')}.`)
    const bar = progressBar('Exporting')
    await exportFolder(folder, shelves, bar.show, types.length > 0 ? { type: { $in: types } } : {})
    bar.stop()
    console.log(`${types.length > 0 ? types.join(', ') : 'Everything'} is in ${resolve(folder)}`)
    return 0
  })
}
