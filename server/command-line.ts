#!/usr/bin/env node
import './dutch-time.ts'

import { type Command, type Given, WrongUse } from './commands/command.ts'
import { ConfigError, readConfig } from './config.ts'

const usage = `kenniskompas <command>

  start                     run the product (settings: docs/operations.md)
  import <folder>           bring a folder of Markdown into the store, also while the product runs
  export <folder>           write everything to a folder as Markdown, all versions included; with --type only that type
  check [folder]            report every item with a wrong field, a broken link or hard language
  template <plugin>         print the Markdown to start a new item from
  store <command>           backup, restore, check, compact, stats or move: "kenniskompas store" tells more
`

// Each is loaded when it is given: the whole product takes a second, and most commands need a part of it.
const commands: Record<string, () => Promise<Command>> = {
  start: async () => async () => {
    await import('./main.ts')
    return 0
  },
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
  template: async () => (await import('./commands/template.ts')).templateCommand,
  store: async () => (await import('./commands/store.ts')).storeCommand,
}

const given: Given = {
  plugins: async () => (await import('../plugins/index.ts')).plugins,
  config: () => readConfig(process.env),
}

const [name = '', ...words] = process.argv.slice(2)
const load = Object.hasOwn(commands, name) ? commands[name] : undefined
try {
  if (!load) throw new WrongUse(name ? `There is no command "${name}".\n\n${usage}` : usage)
  const command = await load()
  process.exitCode = await command(words, given)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof WrongUse ? 64 : error instanceof ConfigError ? error.exitCode : 1
}
