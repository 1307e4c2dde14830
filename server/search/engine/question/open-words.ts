import type { Effort } from './effort.ts'
import { isStarred, type QueryWord } from './query-parser.ts'
import type { Group, Ways } from './ways.ts'

/** A term that a word with `*` or `~` stands for, and how many letters differ. */
interface OpenWord {
  term: string
  distance: number
}

/** Whether somebody left letters of a word open. */
export const isOpen = (word: QueryWord): boolean => word.prefix || word.slips > 0 || isStarred(word)

/** Adds what stands for the words that somebody left open: `*` is for any letters, `~` for letters that may differ. */
export function addOpen(groups: Group[], ways: Ways, effort: Effort): void {
  const open = groups.filter(({ word }) => isOpen(word))
  const { asked, prefixes } = ways.ranking
  const most = Math.min(prefixes * 3, effort.share('begun', open.length))
  for (const group of open) {
    const found = openWords(group.word, most, ways, effort)
    effort.spend('begun', found.length)
    const distances = new Map(found.toReversed().map(({ term, distance }) => [term, distance]))
    for (const [term, distance] of distances) {
      if (term !== group.term) group.alternatives.push({ terms: [term], ...asked, weight: asked.weight / distance })
    }
  }
}

/** What readable documents have for a word that was left open, most frequent or nearest first; nothing for any other word. */
export function openWords(word: QueryWord, most: number, ways: Ways, effort: Effort): OpenWord[] {
  const { corpus, readable } = ways
  const { surface, prefix, slips } = word
  if (isStarred(word)) {
    if (!effort.spend('patterns')) return []
    return corpus.vocabulary.like(surface, most, readable).map(({ stem }) => ({ term: stem.text, distance: 1 }))
  }
  if (prefix) {
    return corpus.vocabulary.startingWith(surface, most, readable).map(({ stem }) => ({ term: stem.text, distance: 1 }))
  }
  const distance = Math.min(slips, Math.floor(surface.length / 2))
  if (distance === 0 || !effort.spend('respelt')) return []
  return corpus.spelling
    .near(surface, distance, most, readable)
    .map((near) => ({ term: near.word.stem.text, distance: Math.max(1, near.distance) }))
}
