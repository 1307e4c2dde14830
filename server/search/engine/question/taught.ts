import type { Lessons } from '../types.ts'
import { Synonyms } from '../words/synonyms.ts'
import { Chosen } from './chosen.ts'
import { Pinned } from './pinned.ts'

/** Lessons in the form in which questions use them. */
export interface Taught {
  synonyms: Synonyms
  pinned: Pinned
  chosen: Chosen
}

export const taughtBy = ({ synonyms, pinned = [], chosen = [] }: Lessons): Taught => ({
  synonyms: new Synonyms(synonyms),
  pinned: new Pinned(pinned),
  chosen: new Chosen(chosen),
})
