import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import { belongingTo, type Guarded, mayReadItem } from '../access/visibility.ts'
import type { Draft, ListedDraft } from './draft.ts'

/** What of a live item says whose it is and who may read it. */
export type Live = Guarded

type Belongings = Pick<Draft, 'unit' | 'owner' | 'deputy' | 'startedBy' | 'review'>

/** Of an item that is live the item says who may write in it; of a new one whoever began it and those it names. */
export function mayWrite(draft: Belongings, live: Live | undefined, reader: Reader): boolean {
  if (!reads(live, reader)) return false
  const own = live ? belongingTo(live) : { units: [draft.unit], persons: [draft.startedBy, draft.owner, draft.deputy] }
  return may(reader, 'write item', own)
}

/** Nobody works on a new version of what they may not read. */
const reads = (live: Live | undefined, reader: Reader) => !live || mayReadItem(live, reader)

/** The unit of the live item, and the one that the draft names: whoever publishes it does so for both. */
const unitsOf = (draft: { unit: string }, live: Live | undefined) => [live?.unit ?? draft.unit, draft.unit]

/** Whether the unit of the live item and the unit that the draft names are both theirs to publish for. */
export const mayPublish = (draft: { unit: string }, live: Live | undefined, reader: Reader): boolean =>
  unitsOf(draft, live).every((unit) => may(reader, 'publish item', { units: [unit] }))

/** For which of its units whoever asks for a review may have it published, and so may leave that to somebody by name. */
export const unitsToVouchFor = (draft: { unit: string }, live: Live | undefined, reader: Reader): string[] =>
  unitsOf(draft, live).filter((unit) => may(reader, 'publish item', { units: [unit] }))

/**
 * Who was asked by name approves, when whoever asked may publish for its units as they are now: nobody gets by asking what they
 * may not do themselves. Else it is whoever approves for its units.
 */
export function mayApprove(draft: Belongings, live: Live | undefined, reader: Reader): boolean {
  if (isForTheNamed(draft, live)) return may(reader, 'approve item, asked by name', { persons: draft.review?.of ?? [] })
  return reads(live, reader) && unitsOf(draft, live).every((unit) => may(reader, 'approve item', { units: [unit] }))
}

/** Whether only those who were asked by name may approve. */
export function isForTheNamed(draft: Belongings, live: Live | undefined): boolean {
  const { of = [], units = [] } = draft.review ?? {}
  return of.length > 0 && unitsOf(draft, live).every((unit) => units.includes(unit))
}

/** Whoever writes, approves, publishes or was asked to look sees it; for all others it is not there. */
export const maySee = (draft: ListedDraft, live: Live | undefined, reader: Reader): boolean =>
  mayWrite(draft, live, reader) ||
  (draft.state !== 'draft' && (mayApprove(draft, live, reader) || wasAsked(draft, reader)))

const wasAsked = ({ review }: ListedDraft, reader: Reader) => review?.of.includes(reader.id) ?? false

/** Where four eyes must see a text, nobody approves their own words. */
export const areOwnWords = ({ writers }: Pick<Draft, 'writers'>, reader: Reader): boolean => writers.includes(reader.id)
