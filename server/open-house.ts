import { isDeepStrictEqual } from 'node:util'
import { Withheld } from './access/withheld.ts'
import { openAudit } from './audit.ts'
import type { Config } from './config.ts'
import { parseReference } from './content/reference.ts'
import { searchDocuments } from './content/search-documents.ts'
import type { Plugin } from './contract.ts'
import { coreFor } from './core.ts'
import type { House } from './house.ts'
import { openJobs } from './jobs.ts'
import { jobsOf } from './jobs-of.ts'
import type { Log } from './log.ts'
import { openNotices } from './notify/notices.ts'
import { folderOf, installPlugins } from './plugins.ts'
import { openPresence } from './publishing/presence.ts'
import { openPublishing } from './publishing/publishing.ts'
import { openSearch, type Search } from './search/index.ts'
import type { OpenShelves } from './shelves.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import { catchingUp } from './store/catch-up.ts'
import type { Change, ChangeKind } from './store/changes.ts'
import { watchSize } from './store/watch-size.ts'
import { openLimits } from './web/limits.ts'
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
  const withheld = new Withheld(shelves.items.readersOf)
  const searchFor = (synonyms: string[][]) => openSearch({ synonyms, withheldFrom: (reader) => withheld.from(reader) })
  const audit = openAudit(store)
  const publishing = openPublishing({
    ...shelves,
    directory: () => house.directory,
    reference: () => house.reference,
    fourEyes: given.config.fourEyes,
    witness: ({ at, kind, by, about, note }, session) =>
      audit.note(
        { at, action: kind, by: by.id, byName: by.name, about: about.id, aboutName: about.title, note },
        session,
      ),
  })
  const house: House = {
    ...given,
    ...shelves,
    questions: openQuestions(store),
    limits: openLimits(store),
    audit,
    publishing,
    presence: openPresence(store),
    notify: openNotices(store),
    jobs: openJobs(store, () => jobsOf(house), given.now, given.log),
    directory: await shelves.directoryStore.load(),
    reference,
    search: searchFor(reference.synonyms),
    texts: openTexts(plugins.map((plugin) => ({ id: plugin.id, folder: folderOf(plugin) }))),
    plugins: [],
    catchUp: catchingUp(changes, from, async (fresh) => {
      await withheld.note(fresh)
      if (has(fresh, 'directory')) house.directory = await shelves.directoryStore.load()
    }),
    close: async () => {},
  }
  house.plugins = installPlugins(plugins, (plugin) => coreFor(plugin, house))
  await store.prepare()
  await house.search.build(await searchDocuments(house))
  const stopFollowing = changes.follow(
    from,
    followEveryMs,
    async (fresh) => {
      await takeOver(fresh, house, searchFor)
      withheld.indexKnows(fresh.at(-1)?.number ?? 0)
    },
    (error) => house.log.error('Changes could not be taken over', error),
  )
  const stopWatching = watchSize(store, house.log)
  house.close = async () => {
    await house.jobs.stop()
    await stopWatching()
    await stopFollowing()
    await house.search.close()
    await store.close()
  }
  return house
}

const has = (fresh: Change[], kind: ChangeKind) => fresh.some((change) => change.kind === kind)

/** Brings words and index up to what changed, once the rights are. A failure leaves both as they were, for the next try. */
async function takeOver(fresh: Change[], house: House, searchFor: (synonyms: string[][]) => Search): Promise<void> {
  await house.catchUp()
  const former = { reference: house.reference, search: house.search }
  const reference = has(fresh, 'reference') ? parseReference(await house.referenceStore.texts()) : former.reference
  const sameSynonyms = isDeepStrictEqual(reference.synonyms, former.reference.synonyms)
  const search = sameSynonyms ? former.search : searchFor(reference.synonyms)
  await search.build(await searchDocuments(house))
  Object.assign(house, { reference, search })
  if (search !== former.search) await former.search.close()
}
