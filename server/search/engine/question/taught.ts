import type { Lessons } from '../types.ts'
import { Synonyms } from '../words/synonyms.ts'
import { Pinned } from './pinned.ts'

/** Lessons in the form in which questions use them. */
export interface Taught {
  synonyms: Synonyms
  pinned: Pinned
}

export const taughtBy = ({ synonyms, pinned = [] }: Lessons): Taught => ({
  synonyms: new Synonyms(synonyms),
  pinned: new Pinned(pinned),
})
