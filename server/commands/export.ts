import { resolve } from 'node:path'
import { exportFolder } from '../content/export.ts'
import { progressBar } from '../progress.ts'
import { type Command, mustHave } from './command.ts'
import { onShelves } from './on-shelves.ts'

const usage = 'kenniskompas export <folder>'

/** Writes everything to a folder as Markdown. */
export const exportCommand: Command = async ([word], given) => {
  const folder = mustHave(word, usage)
  return onShelves(given, async (shelves) => {
    const bar = progressBar('Exporting')
    await exportFolder(folder, shelves, bar.show)
    bar.stop()
    console.log(`Everything is in ${resolve(folder)}`)
    return 0
  })
}
