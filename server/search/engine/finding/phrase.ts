import type { Corpus } from '../corpus/corpus.ts'
import { fieldWords } from '../corpus/reading.ts'
import { TITLE } from '../corpus/term-index.ts'
import type { Effort } from '../question/effort.ts'
import type { PhraseSought } from '../question/plan.ts'
import { Holders } from './holders.ts'

/** Words that stand together in one field, apart from stop words, which the index leaves out. */
export class Phrase {
  readonly #corpus: Corpus
  readonly #effort: Effort
  readonly #inTitle: boolean
  /** For each word the documents that have it: only where all are is it worth reading the text. */
  readonly #holders: Holders[]
  /** For each word the numbers of the terms it may have. */
  readonly #terms: number[][]

  constructor({ words, inTitle }: PhraseSought, corpus: Corpus, effort: Effort) {
    this.#corpus = corpus
    this.#effort = effort
    this.#inTitle = inTitle
    this.#holders = words.map((either) => new Holders(either, corpus, inTitle ? [TITLE] : undefined))
    this.#terms = words.map((either) => either.flatMap((text) => corpus.vocabulary.term(text)?.id ?? []))
  }

  /** Whether a document has the phrase. When too much was read already, it is enough that all its words are there. */
  standsAt(place: number): boolean {
    if (!this.#holders.every((one) => one.has(place))) return false
    if (this.#terms.length === 1) return true
    const reading = this.#corpus.reading(place)
    if (!reading) return false
    if (!this.#effort.spend('read', reading.words.length)) return true
    return fieldWords(reading).some((ids, field) => (!this.#inTitle || field === TITLE) && this.#standsIn(ids))
  }

  #standsIn(ids: Uint32Array): boolean {
    const { vocabulary } = this.#corpus
    const [first, ...others] = this.#terms as [number[], ...number[][]]
    const [one, other] = first
    const last = ids.length - this.#terms.length
    for (let at = 0; at <= last; at++) {
      const stem = vocabulary.stemOf(ids[at] as number)
      if (stem !== one && stem !== other) continue
      if (others.every((terms, i) => terms.includes(vocabulary.stemOf(ids[at + i + 1] as number)))) return true
    }
    return false
  }
}
