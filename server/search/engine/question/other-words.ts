import { LINKING } from '../analyser/compounds.ts'
import type { Synonyms } from '../words/synonyms.ts'
import type { QueryWord } from './query-parser.ts'
import type { Group, Ways } from './ways.ts'

/**
 * Adds other ways to say a word or phrase, as far as readable documents use them, and tells which.
 * @param respelt better spellings by place; only phrases with one of those are looked for when there are any
 */
export function addSynonyms(
  groups: Group[],
  synonyms: Synonyms,
  ways: Ways,
  respelt: ReadonlyMap<number, string> = new Map(),
): string[] {
  const used: string[] = []
  const terms = groups.map(({ term }, place) => ways.termsOf(respelt.get(place) ?? '')[0] ?? term)
  for (const { at, length, others } of synonyms.in(terms)) {
    const covered = groups.slice(at, at + length)
    if (respelt.size > 0 && !covered.some((_, i) => respelt.has(at + i))) continue
    if (covered.some(({ word }) => word.phrase !== undefined)) continue
    for (const { text, terms } of others) {
      if (!terms.every((term) => ways.isSeen(term))) continue
      used.push(text)
      const { weight, worth } = ways.ranking.synonym
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
export function addJoined(groups: Group[], words: QueryWord[], ways: Ways): void {
  for (let i = 0; i + 1 < words.length; i++) {
    const [left, right] = [words[i] as QueryWord, words[i + 1] as QueryWord]
    const joined = groups.filter(({ word }) => word === left || word === right)
    const way = joined.length === 2 ? ways.ranking.joined : ways.ranking.rejoined
    for (const link of joined.length === 2 ? LINKING : ['']) {
      const [term] = ways.termsOf(left.surface + link + right.surface)
      if (!term || !ways.isSeen(term)) continue
      // `aanvraag en` is the plural of nothing.
      for (const group of joined) if (group.term !== term) group.alternatives.push({ terms: [term], ...way })
    }
  }
}
