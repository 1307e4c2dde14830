#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { plugins } from '../plugins/index.ts'
import { ConfigError, readConfig } from './config.ts'
import { exportFolder } from './content/export.ts'
import { importFolder } from './content/import.ts'
import { itemTypes } from './content/item-types.ts'
import { checkLibrary } from './content/library-check.ts'
import { folderOf } from './plugins.ts'
import { progressBar } from './progress.ts'
import { type OpenShelves, openShelves } from './shelves.ts'
import { joinStore } from './store/store.ts'

const usage = `kenniskompas <command>

  start                     run the product (settings: docs/operations.md)
  import <folder>           bring a folder of Markdown into the store, also while the product runs
  export <folder>           write everything to a folder as Markdown, all versions included
  check [folder]            report every item with a wrong field, a broken link or hard language
  template <plugin>         print the Markdown to start a new item from
`

const commands: Record<string, (argument: string | undefined) => Promise<number>> = {
  start: async () => {
    await import('./main.ts')
    return 0
  },
  import: async (folder) => withShelves((shelves) => runImport(mustHave(folder), shelves)),
  export: async (folder) => withShelves((shelves) => runExport(mustHave(folder), shelves)),
  check: async (folder) => runCheck(folder ?? readConfig(process.env).libraryFolder ?? 'content'),
  template: async (plugin) => printTemplate(mustHave(plugin)),
}

class WrongUse extends Error {}

const [name = '', argument] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
try {
  if (!command) throw new WrongUse(name ? `There is no command "${name}".\n\n${usage}` : usage)
  process.exitCode = await command(argument)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = error instanceof WrongUse ? 64 : error instanceof ConfigError ? error.exitCode : 1
}

function mustHave(argument: string | undefined): string {
  if (!argument) throw new WrongUse(usage)
  return argument
}

function mustExist(folder: string): void {
  if (!existsSync(folder)) throw new WrongUse(`There is no folder ${resolve(folder)}.`)
}

async function withShelves(work: (shelves: OpenShelves) => Promise<number>): Promise<number> {
  const store = await joinStore(readConfig(process.env))
  try {
    return await work(await openShelves(store, plugins))
  } finally {
    await store.close()
  }
}

async function runImport(folder: string, shelves: OpenShelves): Promise<number> {
  mustExist(folder)
  const bar = progressBar('Importing')
  const report = await importFolder(folder, shelves, new Date(), bar.show)
  bar.stop()
  const { added, changed, unchanged, conflicts, refused } = report
  console.log(`${added.length} added, ${changed.length} changed, ${unchanged.length} unchanged`)
  for (const id of conflicts)
    console.log(`${id}: edited in the app since the last import; the version in the app stays`)
  for (const { id, problems } of refused) {
    for (const { field, message, line } of problems) console.log(`${id}${line ? `:${line}` : ''}: ${field} ${message}`)
  }
  return refused.length > 0 ? 1 : 0
}

async function runExport(folder: string, shelves: OpenShelves): Promise<number> {
  const bar = progressBar('Exporting')
  await exportFolder(folder, shelves, bar.show)
  bar.stop()
  console.log(`Everything is in ${resolve(folder)}`)
  return 0
}

async function runCheck(folder: string): Promise<number> {
  mustExist(folder)
  const { items, findings } = await checkLibrary(folder, itemTypes(plugins))
  for (const { id, kind, message, line } of findings)
    console.log(`${id}${line ? `:${line}` : ''}: [${kind}] ${message}`)
  console.log(`${items} items, ${findings.length} findings`)
  return findings.length > 0 ? 1 : 0
}

async function printTemplate(id: string): Promise<number> {
  const plugin = plugins.find((one) => one.id === id)
  if (!plugin) throw new WrongUse(`There is no plugin "${id}". Choose from: ${plugins.map((one) => one.id).join(', ')}`)
  process.stdout.write(await readFile(join(folderOf(plugin), 'template.nl.md'), 'utf8'))
  return 0
}
