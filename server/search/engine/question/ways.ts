import { PART } from '../analyser/compounds.ts'
import { analyseWord, languages, stem } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Readable } from '../readers/readable.ts'
import type { QueryWord } from './query-parser.ts'
import type { Ranking, Way } from './ranking.ts'

/** One way to satisfy a word: all of `terms`. It is cut when it stands for a piece of a word, or for the pieces of one. */
export interface Alternative extends Way {
  terms: string[]
  isCut?: boolean
}

/** A word of the question with everything that may stand for it. */
export interface Group {
  word: QueryWord
  term: string
  alternatives: Alternative[]
  /** Numbers of the fields in which it counts; all when there are none. */
  fields?: readonly number[]
  /** Type words help when present and do not hurt when absent. */
  optional: boolean
  /** How much the word counts when documents have some words of the question and not others. */
  rarity: number
}

/** The ways to say one word, for one reader: only what readable documents have. */
export class Ways {
  readonly corpus: Corpus
  readonly readable: Readable
  readonly ranking: Ranking
  readonly #hasEnglish: boolean

  constructor(corpus: Corpus, readable: Readable, ranking: Ranking) {
    this.corpus = corpus
    this.readable = readable
    this.ranking = ranking
    this.#hasEnglish = readable.count(corpus.vocabulary.english) > 0
  }

  /** Stems of a word in the languages that the reader reads documents in; none for a stop word. */
  termsOf(surface: string): string[] {
    const dutch = analyseWord(surface, 'nl').term
    if (!this.#hasEnglish) return dutch ? [dutch] : []
    const english = analyseWord(surface, 'en').term
    return dutch && english ? [...new Set([dutch, english])] : []
  }

  /** A word as it is, as a part of compounds, and cut into its own parts. What is a stop word in one language may be none in the other. */
  toSay(surface: string): Alternative[] {
    const alternatives: Alternative[] = []
    const terms = this.termsOf(surface)
    for (const term of terms.length > 0 ? terms : this.#ofOneLanguage(surface)) {
      alternatives.push({ terms: [term], ...this.ranking.exact })
      alternatives.push({ terms: [PART + term], ...this.ranking.part, isCut: true })
    }
    return [
      ...alternatives.filter((one) => this.#isAnySeen(one)),
      ...this.inParts(this.corpus.compounds.split(surface)),
    ]
  }

  /** Folded parts of a compound, as words of their own and as parts of other compounds. */
  inParts(parts: string[]): Alternative[] {
    const terms = parts.map((part) => stem(part, 'nl'))
    if (terms.length === 0) return []
    return [terms, terms.map((term) => PART + term)]
      .map((either) => ({ terms: either, ...this.ranking.parts, isCut: true }))
      .filter((one) => this.#isAnySeen(one))
  }

  /** Whether the reader may know that documents have this term. */
  isSeen(term: string): boolean {
    return this.corpus.vocabulary.termCount(term, this.readable) > 0
  }

  /** As Lunr's idf, though less steep: a document with the one rare word is nearer to what was asked than one with the common words. */
  rarityOf(alternatives: Alternative[]): number {
    const whole = alternatives.filter(({ isCut, terms }) => !isCut && terms.length === 1)
    const counts = whole.map(({ terms: [term = ''] }) => this.corpus.vocabulary.termCount(term, this.readable))
    return Math.log(1 + this.corpus.size / (1 + Math.max(0, ...counts))) ** this.ranking.rarity
  }

  /** `door` is a word in English, `been` one in Dutch. */
  #ofOneLanguage(surface: string): string[] {
    return languages.map((language) => analyseWord(surface, language).term).filter(Boolean)
  }

  #isAnySeen({ terms, weight }: Alternative): boolean {
    return weight > 0 && terms.some((term) => this.isSeen(term))
  }
}
