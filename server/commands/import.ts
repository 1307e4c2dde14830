import { importFolder } from '../content/import.ts'
import { progressBar } from '../progress.ts'
import { type Command, mustExist, mustHave } from './command.ts'
import { onShelves } from './on-shelves.ts'

const usage = 'kenniskompas import <folder>'

/** Brings a folder of Markdown into the store. 1 when a file was refused. */
export const importCommand: Command = async ([word], given) => {
  const folder = mustHave(word, usage)
  mustExist(folder)
  return onShelves(given, async (shelves) => {
    const bar = progressBar('Importing')
    const report = await importFolder(folder, shelves, new Date(), bar.show)
    bar.stop()
    const { added, changed, unchanged, conflicts, refused } = report
    console.log(`${added.length} added, ${changed.length} changed, ${unchanged.length} unchanged`)
    for (const id of conflicts)
      console.log(`${id}: edited in the app since the last import; the version in the app stays`)
    for (const { id, problems } of refused) {
      for (const { field, message, line } of problems)
        console.log(`${id}${line ? `:${line}` : ''}: ${field} ${message}`)
    }
    return refused.length > 0 ? 1 : 0
  })
}
