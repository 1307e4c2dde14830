import { type Command, WrongUse } from './command.ts'

const usage = `kenniskompas store <command>

  backup <folder>                    copy everything to an empty folder, also while the product runs
  restore <folder> [--overwrite]     put a backup in the place of the data; the product must be stopped
  check [--mend]                     look whether documents, indexes and references are sound, and mend what can be mended
  compact                            give room on disk back after much was removed or changed
  stats                              count documents and bytes
  move --to <address> [--overwrite]  copy everything to MongoDB, or to the folder of an embedded store; the product must be
                                     stopped; once stopped itself, the same command goes on where it was

The store is that of the settings: MONGODB_URI, or the embedded store in KENNISKOMPAS_DATA.
`

const commands: Record<string, () => Promise<Command>> = {
  backup: async () => (await import('./store/backup.ts')).backup,
  restore: async () => (await import('./store/restore.ts')).restore,
  check: async () => (await import('./store/check.ts')).check,
  compact: async () => (await import('./store/compact.ts')).compact,
  stats: async () => (await import('./store/stats.ts')).stats,
  move: async () => (await import('./store/move.ts')).moveCommand,
}

/** Everything that whoever looks after the data may want to do with them. */
export const storeCommand: Command = async ([name = '', ...words], given) => {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) throw new WrongUse(name ? `There is no store command "${name}".\n\n${usage}` : usage)
  const command = await load()
  return command(words, given)
}
