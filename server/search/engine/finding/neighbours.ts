import type { Corpus } from '../corpus/corpus.ts'
import { fieldWords, type Reading } from '../corpus/reading.ts'
import type { Effort } from '../question/effort.ts'
import type { Group } from '../question/ways.ts'
import type { Matches } from './match.ts'
import { best } from './rank.ts'

/** So many of the best are read; a text further down would not come on top by this. */
const READ = 50
/** Words stand near each other with at most two between them, stop words not counted. */
const NEAR = 3

const NOWHERE = Number.NEGATIVE_INFINITY

/**
 * The factors for those of the best texts in which neighbouring words of the question stand near each other, by place: in such a
 * text they more often mean the same together. Each pair counts as far as the more common of its words is rare.
 * @param push what is added at most, where all neighbours do
 */
export function neighbourFactors(
  groups: Group[],
  matches: Matches,
  corpus: Corpus,
  effort: Effort,
  push: number,
): Map<number, number> {
  const factors = new Map<number, number>()
  if (groups.length < 2 || matches.places.length < 2 || push === 0) return factors
  const pairs = new Pairs(groups, corpus)
  for (const place of best(matches, 0, READ, (one) => corpus.titles.rank(one))) {
    const reading = corpus.reading(place)
    if (!reading || !effort.spend('compared', reading.words.length)) break
    const share = pairs.shareIn(reading)
    if (share > 0) factors.set(place, 1 + push * share)
  }
  return factors
}

/** The neighbours in a question. */
class Pairs {
  readonly #corpus: Corpus
  /** By number of a term, the places in the question that it may stand at. */
  readonly #wanted = new Map<number, number[]>()
  /** For each word but the last what it weighs together with the next. */
  readonly #weights: number[]
  readonly #total: number
  /** Where each word was seen last, and which pairs were. */
  readonly #last: number[]
  readonly #isSeen: boolean[]

  constructor(groups: Group[], corpus: Corpus) {
    this.#corpus = corpus
    this.#weights = groups.slice(1).map(({ rarity }, i) => Math.min(rarity, (groups[i] as Group).rarity))
    this.#total = this.#weights.reduce((sum, weight) => sum + weight, 0)
    this.#last = groups.map(() => NOWHERE)
    this.#isSeen = this.#weights.map(() => false)
    for (const [at, { alternatives }] of groups.entries()) {
      const whole = alternatives.filter(({ isCut, terms }) => !isCut && terms.length === 1)
      for (const text of new Set(whole.flatMap(({ terms }) => terms))) {
        const { id } = corpus.vocabulary.term(text) ?? {}
        if (id !== undefined) this.#wanted.set(id, [...(this.#wanted.get(id) ?? []), at])
      }
    }
  }

  /** Of the weight of all pairs the part that stands near each other in one of the fields. */
  shareIn(reading: Reading): number {
    this.#isSeen.fill(false)
    for (const ids of fieldWords(reading)) this.#read(ids)
    return this.#weights.reduce((sum, weight, i) => (this.#isSeen[i] ? sum + weight : sum), 0) / this.#total
  }

  #read(ids: Uint32Array): void {
    this.#last.fill(NOWHERE)
    for (let i = 0; i < ids.length; i++) {
      const wanted = this.#wanted.get(this.#corpus.vocabulary.stemOf(ids[i] as number))
      for (const at of wanted ?? []) {
        this.#last[at] = i
        if (at > 0 && i - (this.#last[at - 1] as number) <= NEAR) this.#isSeen[at - 1] = true
        if (i - (this.#last[at + 1] ?? NOWHERE) <= NEAR) this.#isSeen[at] = true
      }
    }
  }
}
