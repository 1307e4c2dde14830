import type { Corpus } from '../corpus/corpus.ts'
import type { Readable } from '../readers/readable.ts'
import type { Term } from '../words/vocabulary.ts'
import type { Group, PhraseTerms, Plan } from './plan.ts'

/** The readable documents that answer the question: their places in the corpus, and by place their scores. */
export interface Matches {
  places: readonly number[]
  scores: Float64Array
}

/** From what share a word counts as present, for words that must be; a lone half of a compound does not. */
const PRESENT = 0.59

/**
 * Runs a plan on the index. Lunr's BM25 score is multiplied by coordination: the share of the question's words that a
 * document has, by their rarity, so that one word said often does not beat all words together.
 */
export function match(plan: Plan, corpus: Corpus, readable: Readable): Matches {
  const onlyForbids = plan.groups.length === 0
  const scores = corpus.index.scores(termsAsked(plan, corpus))
  if (onlyForbids && plan.forbidden.length + plan.forbiddenPhrases.length === 0) return { places: [], scores }
  const forbidden = new Holders(corpus)
  for (const term of plan.forbidden) forbidden.visit(term)
  const holders = new Holders(corpus)
  const shares = plan.groups.map((group) => sharesOf(group, holders))
  const [phrases, forbiddenPhrases] = [plan.phrases, plan.forbiddenPhrases].map((some) =>
    some.map((terms) => ({ terms, holders: terms.map((either) => holdersOf(either, corpus)) })),
  ) as [SoughtPhrase[], SoughtPhrase[]]
  const stands = ({ terms, holders }: SoughtPhrase, place: number) =>
    holders.every((one) => one.has(place)) && hasPhrase(terms, corpus, place)
  const places: number[] = []
  for (const place of onlyForbids ? allPlaces(corpus) : holders.places) {
    if (!readable.has(place) || forbidden.has(place)) continue
    const share = onlyForbids ? 1 : coordination(plan, shares, place)
    if (share === 0 || !phrases.every((phrase) => stands(phrase, place))) continue
    if (forbiddenPhrases.some((phrase) => stands(phrase, place))) continue
    places.push(place)
    scores[place] = (scores[place] as number) * share
  }
  return { places, scores }
}

/** All places, also the empty ones, which nobody may read. */
export function allPlaces({ index }: Corpus): number[] {
  return Array.from({ length: index.places }, (_, place) => place)
}

function boostsOf(groups: Group[]): Map<string, number> {
  const boosts = new Map<string, number>()
  for (const { terms, weight } of groups.flatMap(({ alternatives }) => alternatives)) {
    if (weight > 0) for (const term of terms) boosts.set(term, Math.max(weight, boosts.get(term) ?? 0))
  }
  return boosts
}

/** The terms of a plan that the corpus knows, with their boosts. */
export const termsAsked = ({ groups }: Plan, corpus: Corpus) => known(boostsOf(groups), corpus)

function known(boosts: ReadonlyMap<string, number>, { vocabulary }: Corpus): Map<Term, number> {
  const asked = new Map<Term, number>()
  for (const [text, boost] of boosts) {
    const term = vocabulary.term(text)
    if (term) asked.set(term, boost)
  }
  return asked
}

/** The scores that Lunr gives for these terms as optional clauses, by place. */
export const lunrScores = (boosts: ReadonlyMap<string, number>, corpus: Corpus): Float64Array =>
  corpus.index.scores(known(boosts, corpus))

/** The documents that have any of some terms; only those are looked at, however many there are. */
class Holders {
  readonly places: number[] = []
  readonly #corpus: Corpus
  readonly #marks: Uint8Array

  constructor(corpus: Corpus) {
    this.#corpus = corpus
    this.#marks = new Uint8Array(corpus.index.places)
  }

  has(place: number): boolean {
    return this.#marks[place] === 1
  }

  /** Takes in the documents with this term, and shows each of its places once or more. */
  visit(text: string, see?: (place: number) => void): void {
    const term = this.#corpus.vocabulary.term(text)
    if (!term) return
    this.#corpus.index.visit(term, (place) => {
      if (this.#marks[place] === 0) this.places.push(place)
      this.#marks[place] = 1
      see?.(place)
    })
  }

  /** A number for every document, 0 at first. */
  numbers(): Float32Array {
    return new Float32Array(this.#marks.length)
  }
}

/** For each document how far it has a word (0–1): its best alternative, or the part of it that is there. */
function sharesOf({ alternatives }: Group, holders: Holders): Float32Array {
  const shares = holders.numbers()
  for (const { terms, worth } of alternatives) {
    const different = new Set(terms)
    if (different.size > 1) {
      addParts([...different], worth, holders, shares)
      continue
    }
    for (const term of different) {
      holders.visit(term, (place) => {
        if (worth > (shares[place] as number)) shares[place] = worth
      })
    }
  }
  return shares
}

/** Raises `shares` by an alternative of several terms: each that is there counts for its part. */
function addParts(terms: string[], worth: number, holders: Holders, shares: Float32Array): void {
  const own = holders.numbers()
  const last = holders.numbers()
  for (const [i, term] of terms.entries()) {
    holders.visit(term, (place) => {
      if (last[place] === i + 1) return
      last[place] = i + 1
      own[place] = (own[place] as number) + worth / terms.length
      if ((own[place] as number) > (shares[place] as number)) shares[place] = own[place] as number
    })
  }
}

/** Between 0 (nothing, or a required word is missing) and 1 (all words in full). Optional words only add. */
function coordination({ groups, coordination: power }: Plan, shares: Float32Array[], document: number): number {
  let sum = 0
  let wanted = 0
  for (let i = 0; i < groups.length; i++) {
    const { optional, word, rarity } = groups[i] as Group
    const share = shares[i]?.[document] ?? 0
    if (word.presence === 'must' && share < PRESENT) return 0
    if (optional && share === 0) continue
    sum += share * rarity
    wanted += rarity
  }
  return wanted === 0 ? 0 : (sum / wanted) ** power
}

/** A phrase with, for each of its words, the documents that have it: only where all are is it worth reading the text. */
interface SoughtPhrase {
  terms: PhraseTerms
  holders: Holders[]
}

function holdersOf(terms: string[], corpus: Corpus): Holders {
  const holders = new Holders(corpus)
  for (const term of terms) holders.visit(term)
  return holders
}

/** True when the words stand together in one field, apart from stop words, which the index leaves out. */
function hasPhrase(phrase: PhraseTerms, corpus: Corpus, document: number): boolean {
  const { vocabulary } = corpus
  const fields = corpus.reading(document) ?? []
  return fields.some((ids) => {
    const last = ids.length - phrase.length
    for (let at = 0; at <= last; at++) {
      if (phrase.every((terms, i) => terms.includes(vocabulary.word(ids[at + i] as number).stem.text))) return true
    }
    return false
  })
}
