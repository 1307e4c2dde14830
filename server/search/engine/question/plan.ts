import { LINKING, PART } from '../analyser/compounds.ts'
import { analyseWord, stem } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Readable } from '../readers/readable.ts'
import { allowedDistance, type NearWord } from '../words/spelling.ts'
import type { Synonyms } from '../words/synonyms.ts'
import { answersWho, typeNamed } from '../words/type-words.ts'
import type { Effort } from './effort.ts'
import type { ParsedQuery, QueryWord } from './query-parser.ts'
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
  /** Type words help when present and do not hurt when absent. */
  optional: boolean
  /** How much the word counts when documents have some words of the question and not others. */
  rarity: number
}

/** A quoted phrase: for each word, in order, the terms it may have. */
export type PhraseTerms = string[][]

export interface Plan {
  groups: Group[]
  forbidden: string[]
  phrases: PhraseTerms[]
  forbiddenPhrases: PhraseTerms[]
  /** Types that the question asks for, with the factor for their scores. */
  favouredTypes: Map<string, number>
  alsoSearched: string[]
  /** Best spelling for words nobody may have meant, by place in the groups. */
  corrections: Map<number, string>
  /** Power of the share of the words that a document has. */
  coordination: number
}

const HALVES = 8
const MAX_CORRECTED = 4
const NAMED = 1.6
const WHO = 2.5

/** Decides what to look for: stems, synonyms, compound parts, prefixes, and near spellings for unknown words only. */
export function makePlan(
  parsed: ParsedQuery,
  corpus: Corpus,
  synonyms: Synonyms,
  readable: Readable,
  ranking: Ranking,
  effort: Effort,
): Plan {
  return new Planner(corpus, synonyms, readable, ranking, effort).plan(parsed)
}

class Planner {
  readonly #corpus: Corpus
  readonly #synonyms: Synonyms
  readonly #readable: Readable
  readonly #ranking: Ranking
  readonly #effort: Effort

  constructor(corpus: Corpus, synonyms: Synonyms, readable: Readable, ranking: Ranking, effort: Effort) {
    this.#effort = effort
    this.#corpus = corpus
    this.#synonyms = synonyms
    this.#readable = readable
    this.#ranking = ranking
  }

  plan(parsed: ParsedQuery): Plan {
    const content = parsed.words.filter(({ surface }) => this.#terms(surface).length > 0)
    const wanted = content.filter(({ presence }) => presence !== 'not')
    const groups = wanted.map((word) => this.#group(word))
    const favouredTypes = this.#favouredTypes(parsed, groups)
    const alsoSearched = this.#addSynonyms(groups)
    this.#addJoined(groups, parsed.words)
    this.#addPrefixes(groups, parsed)
    const corrections = this.#addNear(groups)
    for (const group of groups) group.rarity = this.#rarity(group)
    return {
      groups,
      forbidden: content
        .filter(({ presence, phrase }) => presence === 'not' && phrase === undefined)
        .flatMap(({ surface }) => this.#terms(surface)),
      phrases: this.#phrases(content, 'must', parsed.phrases),
      forbiddenPhrases: this.#phrases(content, 'not', parsed.phrases),
      favouredTypes,
      alsoSearched,
      corrections,
      coordination: this.#ranking.coordination,
    }
  }

  /** Stems of a word in the languages of the corpus; none for a stop word. */
  #terms(surface: string): string[] {
    const dutch = analyseWord(surface, 'nl').term
    if (!this.#corpus.vocabulary.hasEnglish) return dutch ? [dutch] : []
    const english = analyseWord(surface, 'en').term
    return dutch && english ? [...new Set([dutch, english])] : []
  }

  #group(word: QueryWord): Group {
    const alternatives = this.#waysToSay(word.surface)
    return { word, term: this.#terms(word.surface)[0] ?? '', optional: false, rarity: 1, alternatives }
  }

  /** A word as it is, as a part of compounds, and cut into its own parts; only what readable documents have. */
  #waysToSay(surface: string): Alternative[] {
    const alternatives: Alternative[] = []
    for (const term of this.#terms(surface)) {
      alternatives.push({ terms: [term], ...this.#ranking.exact })
      alternatives.push({ terms: [PART + term], ...this.#ranking.part, isCut: true })
    }
    return [
      ...alternatives.filter((one) => this.#anySeen(one)),
      ...this.#inParts(this.#corpus.compounds.split(surface)),
    ]
  }

  /** Folded parts of a compound, as words of their own and as parts of other compounds. */
  #inParts(parts: string[]): Alternative[] {
    const terms = parts.map((part) => stem(part, 'nl'))
    if (terms.length === 0) return []
    return [terms, terms.map((term) => PART + term)]
      .map((either) => ({ terms: either, ...this.#ranking.parts, isCut: true }))
      .filter((one) => this.#anySeen(one))
  }

  #anySeen({ terms, weight }: Alternative): boolean {
    return weight > 0 && terms.some((term) => this.#seen(term))
  }

  #seen(term: string): boolean {
    return this.#corpus.vocabulary.termCount(term, this.#readable) > 0
  }

  #favouredTypes(parsed: ParsedQuery, groups: Group[]): Map<string, number> {
    const types = new Map<string, number>()
    for (const group of groups) {
      const type = typeNamed(group.word.surface)
      if (!type) continue
      types.set(type, NAMED)
      group.optional = groups.length > 1 && group.word.presence === 'should'
    }
    if (parsed.asksWho) for (const type of answersWho) types.set(type, WHO)
    return types
  }

  /** Adds other ways to say a word or phrase, as far as readable documents use them, and tells which. */
  #addSynonyms(groups: Group[]): string[] {
    const used: string[] = []
    for (const { at, length, others } of this.#synonyms.in(groups.map(({ term }) => term))) {
      const covered = groups.slice(at, at + length)
      if (covered.some(({ word }) => word.phrase !== undefined)) continue
      for (const { text, terms } of others) {
        if (!terms.every((term) => this.#seen(term))) continue
        used.push(text)
        const { weight, worth } = this.#ranking.synonym
        const alternative = { terms, weight: weight / terms.length, worth }
        for (const group of covered) group.alternatives.push(alternative)
      }
    }
    return used
  }

  /**
   * Two neighbouring words may stand as one in a document: `paspoort aanvraag` → `paspoortaanvraag`, and also when one of them
   * is a stop word by itself: `onder deel` → `onderdeel`.
   */
  #addJoined(groups: Group[], words: QueryWord[]): void {
    for (let i = 0; i + 1 < words.length; i++) {
      const [left, right] = [words[i] as QueryWord, words[i + 1] as QueryWord]
      const joined = groups.filter(({ word }) => word === left || word === right)
      const way = joined.length === 2 ? this.#ranking.joined : this.#ranking.rejoined
      for (const link of joined.length === 2 ? LINKING : ['']) {
        const terms = this.#terms(left.surface + link + right.surface).slice(0, 1)
        if (terms.length === 0 || !terms.every((term) => this.#seen(term))) continue
        for (const group of joined) group.alternatives.push({ terms, ...way })
      }
    }
  }

  /** The last word may be unfinished; a word with `*` is so on purpose. */
  #addPrefixes(groups: Group[], parsed: ParsedQuery): void {
    const each = this.#effort.share('begun', groups.filter(({ word }) => word.prefix).length)
    for (const [i, group] of groups.entries()) {
      const { surface, prefix, phrase, end } = group.word
      const isTyping =
        i === groups.length - 1 && phrase === undefined && end === parsed.text.length && surface.length > 2
      if (!prefix && !isTyping) continue
      const { asked, prefix: begun, prefixes } = this.#ranking
      const most = prefix ? Math.min(prefixes * 3, each) : prefixes
      const found = this.#corpus.vocabulary.startingWith(surface, most, this.#readable)
      if (prefix) this.#effort.spend('begun', found.length)
      for (const term of new Set(found.map(({ stem }) => stem.text))) {
        if (term !== group.term) group.alternatives.push({ terms: [term], ...(prefix ? asked : begun) })
      }
    }
  }

  #addNear(groups: Group[]): Map<number, string> {
    const corrections = new Map<number, string>()
    for (const [i, group] of groups.entries()) {
      const isKnown = group.alternatives.some(({ isCut }) => !isCut)
      if (isKnown || corrections.size >= MAX_CORRECTED) continue
      const isCut = group.alternatives.length > 0
      const spelling = this.#addNearWords(group, isCut ? 1 : 2) ?? (isCut ? undefined : this.#addNearCompound(group))
      if (spelling && !isCut) corrections.set(i, spelling)
    }
    return corrections
  }

  /** Adds the words most like an unknown one; returns the best. */
  #addNearWords(group: Group, most: number): string | undefined {
    const near = this.#near(group.word.surface, this.#ranking.nears, most)
    for (const { word, distance } of near) {
      const ways = this.#waysToSay(word.surface)
      group.alternatives.push(...scaled(ways, this.#ranking.near, distance))
    }
    return near[0]?.word.surface
  }

  /** Looks for the mistake inside a compound: `alcoohlvergunning` → `alcohol` + `vergunning`; else for its known part alone. */
  #addNearCompound(group: Group): string | undefined {
    const halves = this.#corpus.compounds.halves(group.word.surface).slice(0, HALVES)
    for (const { known, unknown, unknownFirst } of halves) {
      const near = this.#near(unknown, 1, 2)[0]?.word.surface
      if (!near) continue
      const parts = unknownFirst ? [near, ...known] : [...known, near]
      group.alternatives.push(...scaled(this.#inParts(parts), this.#ranking.near))
      const { surface } = group.word
      return unknownFirst ? near + surface.slice(unknown.length) : surface.slice(0, -unknown.length) + near
    }
    const before = halves.find(({ unknownFirst }) => !unknownFirst)?.known ?? []
    const after = halves.find(({ unknownFirst }) => unknownFirst)?.known ?? []
    group.alternatives.push(...scaled(this.#inParts([...before, ...after]), this.#ranking.half))
    return undefined
  }

  /** As Lunr's idf, though less steep: a document with the one rare word is nearer to what was asked than one with the common words. */
  #rarity({ alternatives }: Group): number {
    const whole = alternatives.filter(({ isCut, terms }) => !isCut && terms.length === 1)
    const counts = whole.map(({ terms: [term = ''] }) => this.#corpus.vocabulary.termCount(term, this.#readable))
    return Math.log(1 + this.#corpus.size / (1 + Math.max(0, ...counts))) ** this.#ranking.rarity
  }

  #near(surface: string, limit: number, most: number): NearWord[] {
    const distance = Math.min(most, allowedDistance(surface))
    if (distance === 0 || !this.#effort.spend('respelt')) return []
    return this.#corpus.spelling.near(surface, distance, limit, this.#readable)
  }

  #phrases(words: QueryWord[], presence: 'must' | 'not', count: number): PhraseTerms[] {
    const phrases: PhraseTerms[] = Array.from({ length: count }, () => [])
    for (const { surface, phrase, presence: own } of words) {
      if (phrase !== undefined && own === presence) phrases[phrase]?.push(this.#terms(surface))
    }
    return phrases.filter(({ length }) => length > 0)
  }
}

/** The same ways, as far as the word they stand for is another than was asked. */
function scaled(alternatives: Alternative[], { weight, worth }: Way, distance = 1): Alternative[] {
  return alternatives.map((one) => ({
    ...one,
    weight: (one.weight * weight) / distance,
    worth: one.worth * worth,
  }))
}
