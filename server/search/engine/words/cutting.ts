import { type Compounds, isCuttable, isPart, MIN_PART, PART } from '../analyser/compounds.ts'
import { stem } from '../analyser/index.ts'
import type { Spelling } from './spelling.ts'
import { noParts, type Term, type Vocabulary, type Word } from './vocabulary.ts'

/** In a large library one document with a slip of the pen must not cut compounds. */
const LARGE = 1000
const oftenIn = (size: number) => (size > LARGE ? 2 : 1)

/** With more words than this that cut or do so no longer, looking for the compounds they are in costs more than cutting all. */
const FEW = 200

/**
 * Keeps the parts of compounds as they would be in a new index: a word that enters or leaves may cut others, in documents that
 * did not change. Only words that everybody may read cut, so that a cut betrays nothing.
 */
export class Cutting {
  readonly #vocabulary: Vocabulary
  readonly #compounds: Compounds
  readonly #spelling: Spelling
  #often = 0

  constructor(vocabulary: Vocabulary, compounds: Compounds, spelling: Spelling) {
    this.#vocabulary = vocabulary
    this.#compounds = compounds
    this.#spelling = spelling
  }

  /** Goes on with words that were cut before, in a library of this size. */
  resume(size: number): void {
    this.#often = oftenIn(size)
    this.#compounds.change(this.#vocabulary.words(({ cuts }) => cuts))
  }

  /**
   * Cuts the words among `touched` that were never cut. Gives the other words that are cut otherwise now, with their new parts.
   * @param touched words of which the number of documents changed
   * @param everyone for each visibility class whether everybody may read it
   * @param size number of documents
   */
  update(touched: Iterable<Word>, everyone: boolean[], size: number): Map<Word, readonly Term[]> {
    const often = oftenIn(size)
    const candidates = often === this.#often ? touched : this.#vocabulary.words()
    this.#often = often
    const changed = this.#changed(candidates, (word) => word.seen.in(everyone) >= often)
    const recut = new Map<Word, readonly Term[]>()
    for (const word of this.#inReach(changed)) {
      const parts = this.#cut(word)
      if (parts.length !== word.parts?.length || parts.some((part, i) => part !== word.parts?.[i]))
        recut.set(word, parts)
    }
    for (const word of touched) word.parts ??= this.#cut(word)
    return recut
  }

  /** Tells `compounds` which words cut from now on, and which do so no longer; gives both. */
  #changed(candidates: Iterable<Word>, isOften: (word: Word) => boolean): string[] {
    const changed: Word[] = []
    for (const word of candidates) {
      const cuts = word.language === 'nl' && isPart(word.surface) && isOften(word)
      if (cuts === word.cuts) continue
      word.cuts = cuts
      changed.push(word)
    }
    if (changed.length > 0) this.#compounds.change(changed)
    return changed.map(({ surface }) => surface)
  }

  /** Words that were cut before and contain one of these. */
  #inReach(changed: string[]): Iterable<Word> {
    const wasCut = ({ parts, language, surface }: Word) =>
      parts !== undefined && language === 'nl' && isCuttable(surface)
    if (changed.length > FEW) return this.#vocabulary.words(wasCut)
    return new Set(changed.flatMap((surface) => [...this.#spelling.holding(surface, MIN_PART)].filter(wasCut)))
  }

  #cut({ surface, language }: Word): readonly Term[] {
    const parts = language === 'nl' ? this.#compounds.cut(surface) : []
    return parts.length > 0 ? parts.map((part) => this.#vocabulary.termFor(PART + stem(part, 'nl'))) : noParts
  }
}
