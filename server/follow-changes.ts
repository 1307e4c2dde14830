import type { Withheld } from './access/withheld.ts'
import { parseReference } from './content/reference.ts'
import { searchEdit } from './content/search-documents.ts'
import { searchSource } from './content/search-source.ts'
import type { House } from './house.ts'
import { type KeptIndex, mostCaughtUp } from './kept-index.ts'
import { teach } from './search-lessons.ts'
import { catchingUp } from './store/catch-up.ts'
import type { Change, ChangeKind } from './store/changes.ts'

/** Indexes everything that can be found. */
export const indexAll = (house: House): Promise<void> => house.search.build(searchSource(house.store))

export interface Follower {
  withheld: Withheld
  keptIndex: KeptIndex
  /** The last change that everything in the house knows. */
  from: number
  /** How often the log is looked at when nobody asks for anything. */
  everyMs: number
}

/** Keeps a house as the store says: rights by `catchUp`, at every request; words and index a moment later. */
export function followChanges(house: House, { withheld, keptIndex, from, everyMs }: Follower) {
  let allIndexed = from
  const catchUp = catchingUp(house.changes, from, async (fresh, isWhole) => {
    await withheld.note(fresh)
    if (has(fresh, 'directory') || !isWhole) house.directory = await house.directoryStore.load()
    if (!isWhole) {
      const latest = await house.changes.latest()
      await indexAll(house)
      allIndexed = latest
    }
    following.look()
  })
  const following = house.changes.follow(
    from,
    everyMs,
    async (fresh, isWhole) => {
      await catchUp()
      const last = fresh.at(-1)?.number ?? 0
      const newWords = has(fresh, 'reference') || !isWhole
      if (newWords) house.reference = parseReference(await house.referenceStore.texts())
      if (newWords || has(fresh, 'lessons')) await teach(house)
      if (isWhole && fresh.length <= mostCaughtUp) await house.search.edit(await searchEdit(fresh, house))
      else if (last > allIndexed) await indexAll(house)
      withheld.indexKnows(last)
      keptIndex.indexKnows(last)
      if (has(fresh, 'item')) await deliverNews(house)
    },
    (error) => house.log.error('Changes could not be taken over', error),
  )
  return { catchUp, stop: following.stop }
}

const has = (fresh: Change[], kind: ChangeKind) => fresh.some((change) => change.kind === kind)

/** At once, for those who look; a failure is tried again by the job that does the same. */
const deliverNews = ({ notify, now, log }: House) =>
  notify.deliver(now()).catch((error) => log.error('News could not be delivered', error))
