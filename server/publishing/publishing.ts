import type { Reader } from '../access/reader.ts'
import { type Desk, liveOf } from './desk.ts'
import type { ListedDraft } from './draft.ts'
import { type DraftFilter, openDraftRows } from './draft-rows.ts'
import { judge } from './judge.ts'
import { releasing } from './releasing.ts'
import { reviewing } from './reviewing.ts'
import { areOwnWords, mayApprove, maySee } from './rights.ts'
import { slugOf } from './slug.ts'
import { writing } from './writing.ts'

/** The way of an item from draft to trusted: write, have it reviewed, publish, archive. */
export type Publishing = ReturnType<typeof openPublishing>

export function openPublishing(given: Omit<Desk, 'drafts'>) {
  const desk: Desk = { ...given, drafts: openDraftRows(given.store) }
  const { openToWrite, ...write } = writing(desk)
  const { mustBeApprovable, ...review } = reviewing(desk)
  const { releaseOn, ...release } = releasing(desk)

  /** The drafts that are wanted and allowed, the latest saved first. */
  async function those(wanted: DraftFilter, reader: Reader, isAllowed: typeof maySee, most = 0) {
    const found = await desk.drafts.list(wanted, most)
    const items = await desk.items.select({ _id: { $in: found.flatMap(({ item }) => item ?? []) } })
    const live = new Map(items.map((item) => [item.id, item]))
    return found.filter((draft) => isAllowed(draft, live.get(draft.item ?? ''), reader))
  }

  return {
    ...write,
    ...review,
    ...release,
    fourEyes: desk.fourEyes,

    /** Says of a text that it is good, and publishes it now or on `day`. Gives the id of the item when it is live. */
    async approve(id: string, revision: number, day: string | undefined, reader: Reader, now: Date) {
      return releaseOn(await mustBeApprovable(id, revision, reader), day, reader, now)
    },

    /** What stands between this draft and publication. */
    judge: (draft: Parameters<typeof judge>[0] & { title: string }) => judge(draft, slugOf(draft.title), desk),

    /** Those of these drafts that this reader has to do with, the latest saved first. */
    list: (ids: string[], reader: Reader): Promise<ListedDraft[]> => those({ _id: { $in: ids } }, reader, maySee),

    /** The drafts that this reader writes in, or that are about what they look after, until they are planned. */
    ownOf: (reader: Reader): Promise<ListedDraft[]> =>
      those({ state: { $in: ['draft', 'in review'] }, $or: whoseIs(reader.id) }, reader, maySee, mostOwn),

    planned: (reader: Reader): Promise<ListedDraft[]> => those({ state: 'planned' }, reader, maySee),

    /** The drafts that wait for this reader to say whether they are good, the latest saved first. */
    waitingFor: (reader: Reader): Promise<ListedDraft[]> =>
      those({ state: 'in review' }, reader, (draft, live) => {
        return mayApprove(draft, live, reader) && !(desk.fourEyes && areOwnWords(draft, reader))
      }),

    /** Those of these items that somebody has a draft of, whoever may see it. */
    async drafted(ids: string[]): Promise<Set<string>> {
      const drafts = await desk.drafts.list({ item: { $in: ids } })
      return new Set(drafts.map(({ item = '' }) => item))
    },

    /** The draft of an item, when there is one that this reader may see. */
    async draftOf(item: string, reader: Reader): Promise<ListedDraft | undefined> {
      const draft = await desk.drafts.ofItem(item)
      return draft && maySee(draft, await liveOf(draft, desk), reader) ? draft : undefined
    },
  }
}

/** Of more drafts of their own nobody keeps an overview. */
const mostOwn = 200

const whoseIs = (person: string) => ['startedBy', 'writers', 'owner', 'deputy'].map((part) => ({ [part]: person }))
