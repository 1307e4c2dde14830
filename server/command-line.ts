#!/usr/bin/env node
import './dutch-time.ts'

import { plugins } from '../plugins/index.ts'
import { checkCommand } from './commands/check.ts'
import { type Command, WrongUse } from './commands/command.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { storeCommand } from './commands/store.ts'
import { templateCommand } from './commands/template.ts'
import { ConfigError, readConfig } from './config.ts'

const usage = `kenniskompas <command>

  start                     run the product (settings: docs/operations.md)
  import <folder>           bring a folder of Markdown into the store, also while the product runs
  export <folder>           write everything to a folder as Markdown, all versions included; with --type only that type
  check [folder]            report every item with a wrong field, a broken link or hard language
  template <plugin>         print the Markdown to start a new item from
  store <command>           backup, restore, check, compact, stats or move: "kenniskompas store" tells more
`

const commands: Record<string, Command> = {
  start: async () => {
    await import('./main.ts')
    return 0
  },
  import: importCommand,
  export: exportCommand,
  check: checkCommand,
  template: templateCommand,
  store: storeCommand,
}

const [name = '', ...words] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
try {
  if (!command) throw new WrongUse(name ? `There is no command "${name}".\n\n${usage}` : usage)
  process.exitCode = await command(words, { plugins, config: () => readConfig(process.env) })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof WrongUse ? 64 : error instanceof ConfigError ? error.exitCode : 1
}
