import { CHECKED, OVERDUE } from '../corpus/freshness.ts'
import { answersWho } from '../words/type-words.ts'
import type { Matches } from './match.ts'

/**
 * For persons, pins and units where nobody asked for them: the knowledge itself comes first, and who knows more beside it. They say
 * little, so that a word counts twice as much with them as in a long text.
 */
const UNASKED = 0.4

/** Mild prior, a factor around 1: kept-up content a little higher, overdue a little lower. @param freshness the bits of `freshnessOf` */
export function agePrior(freshness: number): number {
  return freshness & OVERDUE ? 0.93 : freshness & CHECKED ? 1.04 : 1
}

/** For a person or unit whose whole name is the question. */
const CALLED = 2

/** The types that were asked for clearly higher. @param isCalled whether it is called exactly what was asked */
export function typePrior(type: string, favouredTypes: ReadonlyMap<string, number>, isCalled = false): number {
  return favouredTypes.get(type) ?? (isCalled ? CALLED : answersWho.has(type) ? UNASKED : 1)
}

/** More than are wanted, so that they are not sorted at every one that comes. */
const SPARE = 100

/** The places of the matches from number `from` up to `to`, in order of score and then of `rankOf`, without sorting those after them. */
export function best(
  { places, scores }: Matches,
  from: number,
  to: number,
  rankOf: (place: number) => number,
): number[] {
  if (from >= places.length) return []
  const inOrder = (a: number, b: number) => (scores[b] as number) - (scores[a] as number) || rankOf(a) - rankOf(b)
  const kept: number[] = []
  let last: number | undefined
  for (const place of places) {
    if (last !== undefined && inOrder(place, last) > 0) continue
    kept.push(place)
    if (kept.length < to + SPARE) continue
    kept.sort(inOrder).length = to
    last = kept.at(-1)
  }
  return kept.sort(inOrder).slice(from, to)
}
