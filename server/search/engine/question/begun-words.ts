import { isStarred, type ParsedQuery } from './query-parser.ts'
import type { Group, Ways } from './ways.ts'

/** The last word may be unfinished, as long as somebody may still be typing it: adds what begins so. */
export function addBegun(groups: Group[], parsed: ParsedQuery, ways: Ways): void {
  const last = groups.at(-1)
  if (!last) return
  const { surface, prefix, phrase, end } = last.word
  if (prefix || isStarred(last.word) || phrase !== undefined || end < parsed.text.length || surface.length < 3) return
  const found = ways.corpus.vocabulary.startingWith(surface, ways.ranking.prefixes, ways.readable)
  for (const term of new Set(found.map(({ stem }) => stem.text))) {
    if (term !== last.term) last.alternatives.push({ terms: [term], ...ways.ranking.prefix })
  }
}
