import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import { belongingTo, type Guarded } from '../access/visibility.ts'
import type { Draft, ListedDraft } from './draft.ts'

/** The parts of a live item that say whose it is. */
export type Live = Pick<Guarded, 'unit' | 'owner' | 'deputy'>

type Belongings = Pick<Draft, 'unit' | 'owner' | 'deputy' | 'startedBy' | 'review'>

/** Of an item that is live the item says who may write in it; of a new one whoever began it and those it names. */
export function mayWrite(draft: Belongings, live: Live | undefined, reader: Reader): boolean {
  const own = live ? belongingTo(live) : { units: [draft.unit], persons: [draft.startedBy, draft.owner, draft.deputy] }
  return may(reader, 'write item', own)
}

/** Whether the unit of the live item and the unit that the draft names are both theirs to publish for. */
export const mayPublish = (draft: { unit: string }, live: Live | undefined, reader: Reader): boolean =>
  [live?.unit ?? draft.unit, draft.unit].every((unit) => may(reader, 'publish item', { units: [unit] }))

/** Who was asked by name approves; where nobody was, whoever approves for that unit. */
export function mayApprove(draft: Belongings, live: Live | undefined, reader: Reader): boolean {
  const asked = draft.review?.of ?? []
  if (asked.length > 0) return may(reader, 'approve item, asked by name', { persons: asked })
  return [live?.unit ?? draft.unit, draft.unit].every((unit) => may(reader, 'approve item', { units: [unit] }))
}

/** Whoever writes, approves or publishes sees it; for all others it is not there. */
export const maySee = (draft: ListedDraft, live: Live | undefined, reader: Reader): boolean =>
  mayWrite(draft, live, reader) || (draft.state !== 'draft' && mayApprove(draft, live, reader))

/** Where four eyes must see a text, nobody approves their own words. */
export const areOwnWords = ({ writers }: Pick<Draft, 'writers'>, reader: Reader): boolean => writers.includes(reader.id)
