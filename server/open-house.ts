import { isDeepStrictEqual } from 'node:util'
import { openWithheld, type Withheld } from './access/withheld.ts'
import type { Config } from './config.ts'
import { parseReference } from './content/reference.ts'
import { searchDocuments } from './content/search-documents.ts'
import type { Plugin } from './contract.ts'
import { coreFor } from './core.ts'
import type { House } from './house.ts'
import type { Log } from './log.ts'
import { folderOf, installPlugins } from './plugins.ts'
import { openSearch } from './search/index.ts'
import type { OpenShelves } from './shelves.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import type { Change } from './store/changes.ts'
import { openQuestions } from './web/questions.ts'
import { openTexts } from './web/texts.ts'

export interface HouseOptions {
  config: Config
  shelves: OpenShelves
  plugins: Plugin[]
  provider: SignInProvider
  now: () => Date
  log: Log
  /** How often a process looks for what others changed, in ms. */
  followEveryMs?: number
}

/** Puts the parts together, builds the search index and keeps directory, words and index fresh until `close`. */
export async function openHouse({ shelves, plugins, followEveryMs = 1000, ...given }: HouseOptions): Promise<House> {
  const { store, changes } = shelves
  const from = await changes.latest()
  const reference = parseReference(await shelves.referenceStore.texts())
  const withheld = openWithheld(changes, shelves.items.readersOf, from)
  const house: House = {
    ...given,
    ...shelves,
    questions: openQuestions(store),
    directory: await shelves.directoryStore.load(),
    reference,
    search: openSearch({ synonyms: reference.synonyms, withheldFrom: withheld.from }),
    texts: openTexts(plugins.map((plugin) => ({ id: plugin.id, folder: folderOf(plugin) }))),
    plugins: [],
    close: async () => {},
  }
  house.plugins = installPlugins(plugins, (plugin) => coreFor(plugin, house))
  await store.prepare()
  await house.search.build(await searchDocuments(house))
  const stopFollowing = changes.follow(
    from,
    followEveryMs,
    (fresh) => takeOver(fresh, house, withheld),
    (error) => house.log.error('Changes could not be taken over', error),
  )
  house.close = async () => {
    await stopFollowing()
    await house.search.close()
    await store.close()
  }
  return house
}

/** Brings the house up to what changed: the index always, directory and words only when it was them. */
async function takeOver(fresh: Change[], house: House, withheld: Withheld): Promise<void> {
  const kinds = new Set(fresh.map(({ kind }) => kind))
  const { synonyms } = house.reference
  if (kinds.has('directory')) house.directory = await house.directoryStore.load()
  if (kinds.has('reference')) house.reference = parseReference(await house.referenceStore.texts())
  if (isDeepStrictEqual(synonyms, house.reference.synonyms)) await house.search.build(await searchDocuments(house))
  else await searchWithNewSynonyms(house, withheld)
  withheld.indexKnows(fresh.at(-1)?.number ?? 0)
}

async function searchWithNewSynonyms(house: House, withheld: Withheld): Promise<void> {
  const former = house.search
  const search = openSearch({ synonyms: house.reference.synonyms, withheldFrom: withheld.from })
  await search.build(await searchDocuments(house))
  house.search = search
  await former.close()
}
