import { isDeepStrictEqual } from 'node:util'
import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import { belongingTo } from '../access/visibility.ts'
import { readableFrontMatter } from '../content/front-matter.ts'
import type { ItemVersion } from '../content/item.ts'
import { Conflict, Forbidden, NotFound } from '../errors.ts'
import { aboutDraft, type Desk, involvedIn, mustBe, type Opened, open, othersThan } from './desk.ts'
import { type Draft, type DraftContent, labelsOf, noContent } from './draft.ts'
import { type Merge, merge, mergedContent } from './merge.ts'
import { mayWrite } from './rights.ts'

/** What a writer hands in. */
export interface Save {
  /** The revision that they began from. */
  revision: number
  /** The live version that they began from, when they caught up with it. */
  base?: number
  content: DraftContent
  note?: string
  minor?: boolean
}

/** What became of it: kept as it is, put together with what somebody else had saved, or kept back until the writer chooses. */
export type Saved =
  | { outcome: 'saved' | 'merged'; draft: Draft }
  | { outcome: 'conflict'; draft: Draft; merge: Merge; others: DraftContent }

export function writing(desk: Desk) {
  const { store, drafts, items } = desk

  async function openToWrite(id: string, reader: Reader): Promise<Opened> {
    const opened = await open(id, reader, desk)
    if (!mayWrite(opened.draft, opened.live, reader)) throw new Forbidden('write item')
    return opened
  }

  function fresh(id: string, given: Pick<Draft, 'plugin' | 'type' | 'content'>, reader: Reader, now: Date): Draft {
    return {
      ...given,
      ...labelsOf(given.content),
      id,
      base: 0,
      revision: 1,
      state: 'draft',
      writers: [],
      startedBy: reader.id,
      startedAt: now,
      savedBy: reader.id,
      savedAt: now,
      note: '',
      minor: false,
      remarks: [],
    }
  }

  async function keep(draft: Draft): Promise<Draft> {
    await store.transaction((session) => drafts.insert(draft, session))
    return draft
  }

  async function keepNext(was: Draft, given: Save, reader: Reader, now: Date): Promise<Draft> {
    const draft = { ...was, ...next(was, given, reader, now) }
    await store.transaction((session) => drafts.replace(draft, was, session))
    return draft
  }

  /** What a version says, whoever might read it. @throws {NotFound} */
  async function contentOf(item: string, version: number): Promise<DraftContent> {
    return contentIn(versionIn(await items.history(item), item, version))
  }

  return {
    openToWrite,
    contentOf,

    /** A draft that this reader writes in, reviews or publishes. @throws {NotFound} */
    get: (id: string, reader: Reader): Promise<Opened> => open(id, reader, desk),

    /** Begins a new item. */
    begin: (given: Pick<Draft, 'plugin' | 'type' | 'content'>, id: string, reader: Reader, now: Date) =>
      keep({ ...fresh(id, given, reader, now), writers: [reader.id] }),

    /**
     * The draft of a live item: the one that somebody began, or a new one. With `version` the text of that version is in it,
     * and `note` says why.
     * @throws {Conflict} when an older version is wanted and somebody is writing already
     */
    async beginFrom(item: string, id: string, reader: Reader, now: Date, version?: number, note = ''): Promise<Draft> {
      const live = await items.get(item, reader)
      if (!may(reader, 'write item', belongingTo(live))) throw new Forbidden('write item')
      const present = await drafts.ofItem(item)
      if (present && version === undefined) return present
      if (present) throw new Conflict(`There is a draft of ${item} already`)
      const kept = version === undefined ? await items.history(item) : await items.versions(item, reader)
      const content = contentIn(versionIn(kept, item, version ?? live.version))
      const draft = fresh(id, { plugin: live.plugin, type: live.type, content }, reader, now)
      return keep({ ...draft, item, base: live.version, note, ...(version && { writers: [reader.id] }) })
    },

    /** Keeps what somebody typed as the next revision. */
    async save(id: string, given: Save, reader: Reader, now: Date): Promise<Saved> {
      const { draft: was } = await openToWrite(id, reader)
      mustBe(was, 'draft', 'in review')
      const together = given.revision === was.revision ? undefined : await mergeWith(was, given)
      const content = together ? mergedContent(together) : given.content
      if (together && !content) return { outcome: 'conflict', draft: was, merge: together, others: was.content }
      const draft = await keepNext(was, { ...given, content: content ?? given.content }, reader, now)
      return { outcome: together ? 'merged' : 'saved', draft }
    },

    /** Puts a draft together with the version that went live since it began. */
    async catchUp(id: string, reader: Reader, now: Date): Promise<Saved> {
      const { draft: was, live } = await openToWrite(id, reader)
      mustBe(was, 'draft', 'in review')
      if (!was.item || !live || live.version === was.base) return { outcome: 'saved', draft: was }
      const [base, theirs] = await Promise.all([contentOf(was.item, was.base), contentOf(was.item, live.version)])
      const together = merge(was.content, base, theirs)
      const content = mergedContent(together)
      if (!content) return { outcome: 'conflict', draft: was, merge: together, others: theirs }
      const given = { revision: was.revision, base: live.version, content }
      return { outcome: 'merged', draft: await keepNext(was, given, reader, now) }
    },

    /** Throws a draft away; what is live stays as it is. */
    async discard(id: string, reader: Reader, now: Date): Promise<void> {
      const { draft } = await openToWrite(id, reader)
      const happening = {
        kind: 'draft-discarded' as const,
        at: now,
        by: reader,
        ...aboutDraft(draft),
        path: draft.item ? `/${draft.item}` : '/work',
        concerns: othersThan(reader, involvedIn(draft)),
        note: '',
      }
      await store.transaction(async (session) => {
        await drafts.remove(draft, session)
        await desk.witness(happening, session)
      })
    },
  }

  async function mergeWith(was: Draft, { revision, content }: Save): Promise<Merge> {
    const base = await drafts.revision(was.id, revision)
    return merge(content, base ?? noContent, was.content)
  }
}

function versionIn(versions: ItemVersion[], item: string, wanted: number): ItemVersion {
  const found = versions.find(({ version }) => version === wanted)
  if (!found) throw new NotFound('version', `${item}@${wanted}`)
  return found
}

/** What the file of a version says, as somebody would have typed it. */
export function contentIn({ text }: Pick<ItemVersion, 'text'>): DraftContent {
  const file = readableFrontMatter(text)
  const { type, ...data } = file?.data ?? {}
  return { data, body: (file?.body ?? text).trimEnd() }
}

/** What a save changes in a draft; the same text again is no new revision. */
function next(was: Draft, { content, base, note, minor }: Save, reader: Reader, now: Date): Partial<Draft> {
  const told = { ...(base && { base }), ...(note !== undefined && { note }), ...(minor !== undefined && { minor }) }
  if (isDeepStrictEqual(content, was.content)) return told
  return {
    ...told,
    ...labelsOf(content),
    content,
    revision: was.revision + 1,
    writers: [...new Set([...was.writers, reader.id])],
    savedBy: reader.id,
    savedAt: now,
  }
}
