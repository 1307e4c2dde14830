import type { Corpus } from '../corpus/corpus.ts'
import type { ParsedQuery } from '../question/query-parser.ts'
import { keyOfQuestion, keyOfText } from '../question/question-key.ts'
import type { Lessons } from '../types.ts'

/** From so many choices on, each threefold of them adds a twentieth to a score, up to a bound that no number passes. */
const FEWEST = 3
const STEP = 0.05
const MOST = 1.15

/** The factor for the score of a document that was chosen so often for the same question. */
export const pushOf = (count: number): number =>
  count < FEWEST ? 1 : Math.min(MOST, 1 + STEP * (1 + Math.log(count / FEWEST) / Math.log(3)))

/** What people often chose for some questions: a mild push, since what stands on top is chosen more just for that. */
export class Chosen {
  /** Question → id → how often. */
  readonly #byKey = new Map<string, Map<string, number>>()

  constructor(chosen: NonNullable<Lessons['chosen']>) {
    for (const { question, id, count } of chosen) {
      const key = keyOfText(question)
      if (!key) continue
      const counts = this.#byKey.get(key) ?? new Map<string, number>()
      this.#byKey.set(key, counts.set(id, count + (counts.get(id) ?? 0)))
    }
  }

  /** The factors for this question, by place in the corpus; what is not among them was not often chosen. */
  for(parsed: ParsedQuery, corpus: Corpus): ReadonlyMap<number, number> {
    const counts = this.#byKey.get(keyOfQuestion(parsed) ?? '')
    const pushes = [...(counts ?? [])].map(([id, count]) => [corpus.placeOf(id), pushOf(count)] as const)
    return new Map(pushes.filter((one): one is [number, number] => one[0] !== undefined && one[1] > 1))
  }
}
