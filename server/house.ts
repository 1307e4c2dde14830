import type { Config } from './config.ts'
import { type ItemTypes, itemTypes } from './content/item-types.ts'
import { type Items, openItems } from './content/items.ts'
import { openReference, parseReference, type Reference, type ReferenceStore } from './content/reference.ts'
import { searchDocuments } from './content/search-documents.ts'
import type { Plugin } from './contract.ts'
import { coreFor } from './core.ts'
import type { Log } from './log.ts'
import type { Directory } from './people/directory.ts'
import { type DirectoryStore, openDirectory } from './people/open-directory.ts'
import { checkPlugins, folderOf, type InstalledPlugin, installPlugins } from './plugins.ts'
import { openSearch, type Search } from './search/index.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import { type ChangeLog, openChangeLog } from './store/changes.ts'
import type { Store } from './store/store.ts'
import { openQuestions, type Questions } from './web/questions.ts'
import { openTexts, type Texts } from './web/texts.ts'

/** Everything a running Kenniskompas consists of. `directory` and `reference` always hold the latest. */
export interface House {
  config: Config
  log: Log
  now: () => Date
  store: Store
  changes: ChangeLog
  types: ItemTypes
  items: Items
  directoryStore: DirectoryStore
  referenceStore: ReferenceStore
  questions: Questions
  directory: Directory
  reference: Reference
  search: Search
  texts: Texts
  plugins: InstalledPlugin[]
  provider: SignInProvider
  close(): Promise<void>
}

export interface HouseOptions {
  config: Config
  store: Store
  plugins: Plugin[]
  provider: SignInProvider
  now: () => Date
  log: Log
  /** How often a process looks for what others changed, in ms. */
  followEveryMs?: number
}

/** First path segments that belong to the kernel; a plugin cannot have such an id. */
export const corePaths = ['search', 'people', 'units', 'sign-in', 'sign-out', 'assets', 'health', 'language', 'theme']

/** Puts the parts together on an open store, builds the search index and keeps both fresh until `close`. */
export async function openHouse({ config, store, plugins, provider, now, log, followEveryMs = 1000 }: HouseOptions): Promise<House> {
  checkPlugins(plugins, corePaths)
  const changes = openChangeLog(store)
  const types = itemTypes(plugins)
  const directoryStore = openDirectory(store, changes)
  const referenceStore = openReference(store, changes)
  const from = await changes.latest()
  const reference = parseReference(await referenceStore.texts())
  const house: House = {
    config,
    log,
    now,
    store,
    changes,
    types,
    items: openItems(store, changes, types),
    directoryStore,
    referenceStore,
    questions: openQuestions(store),
    directory: await directoryStore.load(),
    reference,
    search: openSearch({ synonyms: reference.synonyms }),
    texts: openTexts(plugins.map((plugin) => ({ id: plugin.id, folder: folderOf(plugin) }))),
    plugins: [],
    provider,
    close: async () => {},
  }
  house.plugins = installPlugins(plugins, (plugin) => coreFor(plugin, house))
  await rebuildSearch(house)
  const stopFollowing = changes.follow(from, followEveryMs, () => refresh(house))
  house.close = async () => {
    await stopFollowing()
    await house.search.close()
    await store.close()
  }
  return house
}

async function refresh(house: House): Promise<void> {
  house.directory = await house.directoryStore.load()
  house.reference = parseReference(await house.referenceStore.texts())
  await rebuildSearch(house)
}

async function rebuildSearch(house: House): Promise<void> {
  await house.search.build(await searchDocuments(house), house.reference.synonyms)
}
