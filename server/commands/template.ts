import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { folderOf } from '../plugins.ts'
import { type Command, mustHave, WrongUse } from './command.ts'

const usage = 'kenniskompas template <plugin>'

/** Prints the Markdown to start a new item of a plugin from. */
export const templateCommand: Command = async ([word], { plugins }) => {
  const id = mustHave(word, usage)
  const all = await plugins()
  const plugin = all.find((one) => one.id === id)
  if (!plugin) throw new WrongUse(`There is no plugin "${id}". Choose from: ${all.map((one) => one.id).join(', ')}`)
  process.stdout.write(await readFile(join(folderOf(plugin), 'template.nl.md'), 'utf8'))
  return 0
}
