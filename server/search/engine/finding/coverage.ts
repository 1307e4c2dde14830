import type { Corpus } from '../corpus/corpus.ts'
import type { Plan } from '../question/plan.ts'
import type { Alternative, Group } from '../question/ways.ts'

/** From what share a word counts as present, for words that must be; a lone half of a compound does not. */
const PRESENT = 0.59

/**
 * How much of a question each document has. Only documents with a word of it are looked at, and all numbers are by place, since
 * a common word is in tens of thousands.
 */
export class Coverage {
  /** The documents that have any word. */
  readonly places: number[] = []
  readonly #corpus: Corpus
  readonly #power: number
  /** Of all words that always count, their rarity together, and how many must be. */
  #wanted = 0
  #required = 0
  /** What a document has: rarity times share of its words, rarity of optional words, number of words that must be. */
  readonly #sums: Float64Array
  readonly #extra: Float64Array
  readonly #present: Uint8Array
  readonly #isSeen: Uint8Array
  /** For the word at hand: how far documents have it (0–1), and which have it at all. */
  readonly #shares: Float32Array
  readonly #touched: Uint32Array
  #touches = 0
  /** For the alternative at hand: how far documents have it, and at which of all visits that was counted last. */
  readonly #own: Float32Array
  readonly #visits: Uint32Array
  #visit = 0

  constructor({ groups, coordination }: Plan, corpus: Corpus) {
    const size = corpus.index.places
    this.#corpus = corpus
    this.#power = coordination
    this.#sums = new Float64Array(size)
    this.#extra = new Float64Array(size)
    this.#present = new Uint8Array(size)
    this.#isSeen = new Uint8Array(size)
    this.#shares = new Float32Array(size)
    this.#touched = new Uint32Array(size)
    this.#own = new Float32Array(size)
    this.#visits = new Uint32Array(size)
    for (const group of groups) this.#take(group)
  }

  /** Between 0 (nothing, or a required word is missing) and 1 (all words in full). Optional words only add. */
  of(place: number): number {
    if ((this.#present[place] as number) < this.#required) return 0
    const wanted = this.#wanted + (this.#extra[place] as number)
    return wanted === 0 ? 0 : ((this.#sums[place] as number) / wanted) ** this.#power
  }

  #take({ alternatives, fields, optional, rarity, word }: Group): void {
    for (const alternative of alternatives) this.#compare(alternative, fields)
    const mustBe = word.presence === 'must'
    if (mustBe) this.#required++
    if (!optional) this.#wanted += rarity
    for (let i = 0; i < this.#touches; i++) {
      const place = this.#touched[i] as number
      const share = this.#shares[place] as number
      this.#shares[place] = 0
      if (this.#isSeen[place] === 0) this.places.push(place)
      this.#isSeen[place] = 1
      this.#sums[place] = (this.#sums[place] as number) + share * rarity
      if (optional) this.#extra[place] = (this.#extra[place] as number) + rarity
      if (mustBe && share >= PRESENT) this.#present[place] = (this.#present[place] as number) + 1
    }
    this.#touches = 0
  }

  /** Raises the shares to those of an alternative: each of its terms that is there counts for its part. */
  #compare({ terms, worth }: Alternative, fields: Group['fields']): void {
    if (worth === 0) return
    const { vocabulary, index } = this.#corpus
    const different = [...new Set(terms)]
    const part = worth / different.length
    const begun = this.#visit
    for (const text of different) {
      this.#visit++
      const term = vocabulary.term(text)
      for (const places of term ? index.placesOf(term, fields) : []) this.#add(places, part, begun)
    }
  }

  /** @param begun the visit before the first one for this alternative */
  #add(places: ArrayLike<number>, part: number, begun: number): void {
    const [own, visits, shares, touched, visit] = [this.#own, this.#visits, this.#shares, this.#touched, this.#visit]
    for (let i = 0; i < places.length; i++) {
      const place = places[i] as number
      const last = visits[place] as number
      if (last === visit) continue
      own[place] = last > begun ? (own[place] as number) + part : part
      visits[place] = visit
      const share = shares[place] as number
      if (share === 0) touched[this.#touches++] = place
      if ((own[place] as number) > share) shares[place] = own[place] as number
    }
  }
}
