import type { Effort } from './effort.ts'
import type { ParsedQuery } from './query-parser.ts'
import type { Group, Ways } from './ways.ts'

/** Adds what begins so to the last word, which may be unfinished, and to words with `*`, which are so on purpose. */
export function addBegun(groups: Group[], parsed: ParsedQuery, ways: Ways, effort: Effort): void {
  const each = effort.share('begun', groups.filter(({ word }) => word.prefix).length)
  const { asked, prefix: begun, prefixes } = ways.ranking
  for (const [i, group] of groups.entries()) {
    const { surface, prefix, phrase, end } = group.word
    const isTyping = i === groups.length - 1 && phrase === undefined && end === parsed.text.length && surface.length > 2
    if (!prefix && !isTyping) continue
    const most = prefix ? Math.min(prefixes * 3, each) : prefixes
    const found = ways.corpus.vocabulary.startingWith(surface, most, ways.readable)
    if (prefix) effort.spend('begun', found.length)
    for (const term of new Set(found.map(({ stem }) => stem.text))) {
      if (term !== group.term) group.alternatives.push({ terms: [term], ...(prefix ? asked : begun) })
    }
  }
}
