import type { Lessons } from '../types.ts'
import { Synonyms } from '../words/synonyms.ts'
import { AskedQuestions } from './asked.ts'
import { Chosen } from './chosen.ts'
import { Pinned } from './pinned.ts'

/** Lessons in the form in which questions use them. */
export interface Taught {
  synonyms: Synonyms
  pinned: Pinned
  chosen: Chosen
  asked: AskedQuestions
}

export const taughtBy = ({ synonyms, pinned = [], chosen = [], asked = [] }: Lessons): Taught => ({
  synonyms: new Synonyms(synonyms),
  pinned: new Pinned(pinned),
  chosen: new Chosen(chosen),
  asked: new AskedQuestions(asked),
})
