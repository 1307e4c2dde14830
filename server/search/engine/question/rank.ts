import { answersWho } from '../words/type-words.ts'
import type { Match } from './match.ts'

/** For persons, pins and units where nobody asked for them: the knowledge itself comes first, and who knows more beside it. */
const UNASKED = 0.7

/**
 * Mild prior, a factor around 1: kept-up content a little higher, overdue a little lower, asked-for types clearly higher.
 * @param freshness values of the `fresh` facet
 */
export function prior(type: string, freshness: string[], favouredTypes: ReadonlyMap<string, number>): number {
  const age = freshness.includes('overdue') ? 0.93 : freshness.includes('checked-this-quarter') ? 1.04 : 1
  return age * (favouredTypes.get(type) ?? (answersWho.has(type) ? UNASKED : 1))
}

/** The matches from place `from` up to `to` in order of score and then of `rankOf`, without sorting those after them. */
export function best(matches: Match[], from: number, to: number, rankOf: (document: number) => number): Match[] {
  if (from >= matches.length) return []
  const scores = Float64Array.from(matches, ({ score }) => score).sort()
  const least = scores[Math.max(0, scores.length - to)] ?? 0
  return matches
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || rankOf(a.document) - rankOf(b.document))
    .slice(from, to)
}
