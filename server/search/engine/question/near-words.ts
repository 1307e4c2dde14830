import { languages } from '../analyser/index.ts'
import { allowedDistance, type NearWord } from '../words/spelling.ts'
import type { Effort } from './effort.ts'
import { isStarred } from './query-parser.ts'
import type { Way } from './ranking.ts'
import type { Alternative, Group, Ways } from './ways.ts'

const HALVES = 8
const MAX_CORRECTED = 4

/** Looks for near spellings of the words of a question that no readable document has. */
export class NearWords {
  readonly #ways: Ways
  readonly #effort: Effort

  constructor(ways: Ways, effort: Effort) {
    this.#ways = ways
    this.#effort = effort
  }

  /** Adds them to the groups; returns the best spelling for words nobody may have meant, by place in the groups. */
  addTo(groups: Group[]): Map<number, string> {
    const corrections = new Map<number, string>()
    for (const [i, group] of groups.entries()) {
      if (isStarred(group.word) || this.#isKnown(group) || corrections.size >= MAX_CORRECTED) continue
      const isAnswered = group.alternatives.length > 0
      const spelling = this.#addWords(group, isAnswered ? 1 : 2) ?? (isAnswered ? undefined : this.#addCompound(group))
      if (spelling && !isAnswered) corrections.set(i, spelling)
    }
    return corrections
  }

  /**
   * Whether a readable document has the word just as it is, or what it may stand for otherwise. That its stem is known says little:
   * the stem of `teren`, meant as `termen`, is that of other words.
   */
  #isKnown({ word: { surface }, term, alternatives }: Group): boolean {
    if (alternatives.some(({ isCut, terms }) => !isCut && terms[0] !== term)) return true
    const { corpus, readable } = this.#ways
    return languages.some((language) => {
      const word = corpus.vocabulary.wordOf(surface, language)
      return word !== undefined && readable.count(word.seen) > 0
    })
  }

  /** Adds the words most like an unknown one, as if one more letter differed when it may be right as it is; returns the best. */
  #addWords(group: Group, most: number): string | undefined {
    const { near, nears } = this.#ways.ranking
    const doubt = group.alternatives.length > 0 ? 1 : 0
    const found = this.#near(group.word.surface, nears, most)
    for (const { word, distance } of found) {
      group.alternatives.push(...scaled(this.#ways.toSay(word.surface), near, distance + doubt))
    }
    return found[0]?.word.surface
  }

  /** Looks for the mistake inside a compound: `alcoohlvergunning` → `alcohol` + `vergunning`; else for its known part alone. */
  #addCompound(group: Group): string | undefined {
    const { ranking, corpus } = this.#ways
    const halves = corpus.compounds.halves(group.word.surface).slice(0, HALVES)
    for (const { known, unknown, unknownFirst } of halves) {
      const near = this.#near(unknown, 1, 2)[0]?.word.surface
      if (!near) continue
      const parts = unknownFirst ? [near, ...known] : [...known, near]
      group.alternatives.push(...scaled(this.#ways.inParts(parts), ranking.near))
      const { surface } = group.word
      return unknownFirst ? near + surface.slice(unknown.length) : surface.slice(0, -unknown.length) + near
    }
    const before = halves.find(({ unknownFirst }) => !unknownFirst)?.known ?? []
    const after = halves.find(({ unknownFirst }) => unknownFirst)?.known ?? []
    group.alternatives.push(...scaled(this.#ways.inParts([...before, ...after]), ranking.half))
    return undefined
  }

  #near(surface: string, limit: number, most: number): NearWord[] {
    const distance = Math.min(most, allowedDistance(surface))
    if (distance === 0 || !this.#effort.spend('respelt')) return []
    return this.#ways.corpus.spelling.near(surface, distance, limit, this.#ways.readable)
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
