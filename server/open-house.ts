import { Withheld } from './access/withheld.ts'
import { openAudit } from './audit.ts'
import { openBulks } from './bulk/bulk.ts'
import type { Config } from './config.ts'
import { importFolder } from './content/import.ts'
import { parseReference } from './content/reference.ts'
import { watchingFolder } from './content/watch-folder.ts'
import type { Plugin } from './contract.ts'
import { coreFor } from './core.ts'
import { followChanges, indexAll } from './follow-changes.ts'
import { openFreshness } from './freshness/freshness.ts'
import { openLinkCheck } from './freshness/link-check.ts'
import { openViews } from './freshness/views.ts'
import type { House } from './house.ts'
import { openJobs } from './jobs.ts'
import { jobsOf } from './jobs-of.ts'
import { openKeptIndex } from './kept-index.ts'
import type { Log } from './log.ts'
import { openMustReads } from './must-read/must-read.ts'
import { openMail } from './notify/mail/mail.ts'
import { openNotify } from './notify/notify.ts'
import { witnessFor } from './notify/witness.ts'
import { folderOf, installPlugins } from './plugins.ts'
import { openPresence } from './publishing/presence.ts'
import { openPublishing } from './publishing/publishing.ts'
import { openTemplates } from './publishing/templates.ts'
import { openRecentlyViewed } from './recently-viewed.ts'
import { openSearch } from './search/index.ts'
import { openSearchAnalytics } from './search-analytics/analytics.ts'
import { openCuration } from './search-curation/curation.ts'
import { openTestRuns } from './search-curation/test-runs.ts'
import { teach } from './search-lessons.ts'
import type { OpenShelves } from './shelves.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import { watchSize } from './store/watch-size.ts'
import { openLimits } from './web/limits.ts'
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
  const { libraryFolder } = given.config
  const from = await changes.latest()
  const reference = parseReference(await shelves.referenceStore.texts())
  const withheld = new Withheld(shelves.items.readersOf)
  const audit = openAudit(store)
  const readers = (ids: string[]) => given.provider.readers(ids, house)
  const notify = openNotify(store.connection, shelves.items, readers)
  const witness = witnessFor(audit, notify)
  const publishing = openPublishing({
    ...shelves,
    directory: () => house.directory,
    reference: () => house.reference,
    fourEyes: given.config.fourEyes,
    witness,
  })
  const house: House = {
    ...given,
    ...shelves,
    searchAnalytics: openSearchAnalytics({ store, directory: () => house.directory, log: given.log }),
    limits: openLimits(store),
    audit,
    publishing,
    bulks: openBulks({ ...shelves, audit, drafted: publishing.drafted }),
    templates: openTemplates(store, audit),
    curation: openCuration(shelves.referenceStore, audit),
    testRuns: openTestRuns(store),
    freshness: openFreshness({ ...shelves, notify, witness, directory: () => house.directory, readers }),
    mustReads: openMustReads({ ...shelves, notify, readers, directory: () => house.directory }),
    linkCheck: openLinkCheck(shelves),
    views: openViews(store, shelves.items, given.log),
    recentlyViewed: openRecentlyViewed(store, given.log),
    presence: openPresence(store),
    notify,
    mail: given.config.mail && (await openMail(store.connection, given.config.mail, given.log)),
    jobs: openJobs(store, () => jobsOf(house), given.now, given.log),
    directory: await shelves.directoryStore.load(),
    reference,
    search: openSearch({
      lessons: { synonyms: [] },
      withheldFrom: (reader) => withheld.from(reader),
      index: given.config.searchIndex,
    }),
    texts: openTexts(plugins.map((plugin) => ({ id: plugin.id, folder: folderOf(plugin) }))),
    plugins: [],
    ...(libraryFolder && {
      lookAtLibrary: watchingFolder(libraryFolder, () => importFolder(libraryFolder, shelves, given.now())),
    }),
    catchUp: async () => {},
    close: async () => {},
  }
  house.plugins = installPlugins(plugins, (plugin) => coreFor(plugin, house))
  await store.prepare()
  await teach(house)
  const keptIndex = openKeptIndex(house)
  const restored = await keptIndex.restore()
  if (restored === undefined) await indexAll(house)
  const indexed = restored ?? from
  keptIndex.indexKnows(indexed)
  const following = followChanges(house, { withheld, keptIndex, from: indexed, everyMs: followEveryMs })
  house.catchUp = following.catchUp
  const stopWatching = watchSize(store, house.log)
  house.close = async () => {
    await house.jobs.stop()
    await stopWatching()
    await following.stop()
    await keptIndex.close()
    await house.search.close()
    await house.views.settle()
    await house.recentlyViewed.settle()
    await house.searchAnalytics.settle()
    await store.close()
  }
  return house
}
