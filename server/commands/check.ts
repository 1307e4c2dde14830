import { itemTypes } from '../content/item-types.ts'
import { checkLibrary } from '../content/library-check.ts'
import { type Command, mustExist } from './command.ts'

/** Reports what is wrong in a library folder. 1 when there is anything. */
export const checkCommand: Command = async ([word], { config, plugins }) => {
  const folder = word ?? config().libraryFolder ?? 'content'
  mustExist(folder)
  const { items, findings } = await checkLibrary(folder, itemTypes(await plugins()))
  for (const { id, kind, message, line } of findings)
    console.log(`${id}${line ? `:${line}` : ''}: [${kind}] ${message}`)
  console.log(`${items} items, ${findings.length} findings`)
  return findings.length > 0 ? 1 : 0
}
