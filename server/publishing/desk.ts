import type { Reader } from '../access/reader.ts'
import type { ListedItem } from '../content/item.ts'
import { Conflict, NotFound } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Draft } from './draft.ts'
import type { DraftRows } from './draft-rows.ts'
import type { Happening, Witness } from './happening.ts'
import type { Judge } from './judge.ts'
import { maySee } from './rights.ts'

/** What everybody who works on drafts has at hand. */
export interface Desk extends Judge {
  store: Store
  drafts: DraftRows
  /** Whether somebody else than its writers must approve what is published. */
  fourEyes: boolean
  witness: Witness
}

/** A draft, with the live item that it will be a new version of. */
export interface Opened {
  draft: Draft
  live: ListedItem | undefined
}

/** The live item of a draft, archived or not. */
export async function liveOf(
  { item }: Pick<Draft, 'item'>,
  { items }: Pick<Desk, 'items'>,
): Promise<ListedItem | undefined> {
  return item ? (await items.select({ _id: item }))[0] : undefined
}

/** @throws {NotFound} when there is none, or this reader has nothing to do with it */
export async function open(id: string, reader: Reader, desk: Desk): Promise<Opened> {
  const draft = await desk.drafts.get(id)
  const live = draft && (await liveOf(draft, desk))
  if (!draft || !maySee(draft, live, reader)) throw new NotFound('draft', id)
  return { draft, live }
}

/** @throws {Conflict} when the draft is not in one of these states */
export function mustBe(draft: Draft, ...states: Draft['state'][]): void {
  if (!states.includes(draft.state)) throw new Conflict(`Draft ${draft.id} is "${draft.state}" by now`)
}

/** Those of `persons` who should hear of what `reader` did, each once. */
export const othersThan = (reader: { id: string }, persons: Array<string | undefined>): string[] =>
  [...new Set(persons)].filter((person): person is string => Boolean(person) && person !== reader.id)

/** Who has a part in a draft: its writers, who owns what it is about, and who was asked to look at it. */
export const involvedIn = ({ writers, startedBy, owner, deputy, review }: Draft): string[] => [
  ...writers,
  startedBy,
  owner,
  deputy,
  review?.askedBy ?? '',
  ...(review?.of ?? []),
]

/** What a happening is about. */
export const aboutDraft = ({ id, item, title }: Draft) => ({
  about: { id: item ?? id, title },
  draft: id,
  path: `/drafts/${id}/review`,
})

/** Changes a draft that is still as it was read, and tells of it. @throws {Conflict} when somebody was first */
export async function moveOn(
  was: Draft,
  to: Partial<Draft>,
  { concerns, ...what }: Pick<Happening, 'kind' | 'concerns' | 'note' | 'by' | 'at'>,
  { store, drafts, witness }: Desk,
): Promise<Draft> {
  const draft = { ...was, ...to }
  const happening = { ...aboutDraft(draft), ...what, concerns: othersThan(what.by, concerns) }
  await store.transaction(async (session) => {
    await drafts.replace(draft, was, session)
    await witness(happening, session)
  })
  return draft
}
