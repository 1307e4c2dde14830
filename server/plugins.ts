import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Core, Offer, Plugin } from './contract.ts'
import { packageRoot } from './paths.ts'

/** A plugin with its folder known and its `setUp` done. */
export interface InstalledPlugin extends Omit<Plugin, 'setUp'> {
  folder: string
  /** Names of the views in the plugin's folder, such as that of an item type. */
  views: ReadonlySet<string>
  offer: Offer
}

export const folderOf = (plugin: Plugin) => plugin.folder ?? join(packageRoot, 'plugins', plugin.id)

/** Sets plugins up in their order. @throws when one fails, with its name: a broken plugin stops the start */
export function installPlugins(plugins: Plugin[], coreFor: (plugin: Plugin) => Core): InstalledPlugin[] {
  return plugins.map((plugin) => {
    const { setUp, ...rest } = plugin
    try {
      const folder = folderOf(plugin)
      return { ...rest, folder, views: viewsIn(folder), offer: setUp?.(coreFor(plugin)) ?? {} }
    } catch (error) {
      throw new Error(`The plugin "${plugin.id}" does not start: ${(error as Error).message}`, { cause: error })
    }
  })
}

function viewsIn(folder: string): ReadonlySet<string> {
  const views = join(folder, 'views')
  return new Set(existsSync(views) ? readdirSync(views).map((name) => name.replace(/\.ejs$/, '')) : [])
}

/** First parts of addresses, folders of a library and types of search results that belong to the kernel. */
const taken = [
  ...['search', 'people', 'units', 'sign-in', 'sign-out', 'assets', 'health', 'language', 'theme'],
  ...[
    'me',
    'work',
    'must-read',
    'newcomers',
    'notices',
    'following',
    'mail',
    'write',
    'templates',
    'sessions',
    'signed-out',
  ],
  ...['toegankelijkheid', 'privacy', 'hulp', 'history', 'type person', 'type unit'],
]

/** @throws when two plugins share an id or an item type, or when one takes a name of the kernel */
export function checkPlugins(plugins: Plugin[]): void {
  const seen = new Set(taken)
  for (const plugin of plugins) {
    for (const name of [plugin.id, ...Object.keys(plugin.itemTypes ?? {}).map((type) => `type ${type}`)]) {
      if (seen.has(name)) throw new Error(`The plugin "${plugin.id}" uses a name that is taken: ${name}`)
      seen.add(name)
    }
  }
}
