import type { Reader } from '../access/reader.ts'
import { type Desk, liveOf } from './desk.ts'
import type { DraftState, ListedDraft } from './draft.ts'
import { openDraftRows } from './draft-rows.ts'
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

  /** Drafts in these states, each with the live item that it will be a new version of. */
  async function inState(states: DraftState[]) {
    const found = await desk.drafts.list({ state: { $in: states } })
    const items = await desk.items.select({ _id: { $in: found.map(({ item }) => item ?? '') } })
    const live = new Map(items.map((item) => [item.id, item]))
    return found.map((draft) => ({ draft, live: live.get(draft.item ?? '') }))
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

    /** The drafts in these states that this reader has to do with, the latest saved first. */
    async list(states: DraftState[], reader: Reader): Promise<ListedDraft[]> {
      const found = await inState(states)
      return found.filter(({ draft, live }) => maySee(draft, live, reader)).map(({ draft }) => draft)
    },

    /** The drafts that wait for this reader to say whether they are good, the latest saved first. */
    async waitingFor(reader: Reader): Promise<ListedDraft[]> {
      const found = await inState(['in review'])
      return found
        .filter(({ draft, live }) => mayApprove(draft, live, reader))
        .filter(({ draft }) => !desk.fourEyes || !areOwnWords(draft, reader))
        .map(({ draft }) => draft)
    },

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
