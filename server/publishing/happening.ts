import type { ClientSession } from 'mongoose'

/** What may happen to an item or to its draft. */
export type HappeningKind =
  | 'review-asked'
  | 'remark-made'
  | 'sent-back'
  | 'published'
  | 'planned'
  | 'plan-cancelled'
  | 'archived'
  | 'brought-back'
  | 'draft-discarded'
  | 'still-current'

/** One thing that happened, as the audit log and those concerned hear of it. */
export interface Happening {
  kind: HappeningKind
  at: Date
  /** Who did it: id and name; `kenniskompas` for what was planned. */
  by: { id: string; name: string }
  /** The item, or the draft when there is no item yet. */
  about: { id: string; title: string }
  /** The draft that it happened to, or none when it is over. */
  draft?: string
  /** Where those concerned can see it, inside Kenniskompas. */
  path: string
  /** Slugs of the persons it concerns, without who did it. */
  concerns: string[]
  /** Why, or what is new. */
  note: string
  /** Of what was published. */
  version?: number
}

/** Hears of what happens inside the transaction that makes it happen: either both are kept or neither. */
export type Witness = (happening: Happening, session: ClientSession) => Promise<void>
