import type { Corpus } from '../corpus/corpus.ts'
import type { Readable } from '../readers/readable.ts'
import type { Lessons } from '../types.ts'
import type { Match } from './match.ts'
import type { ParsedQuery } from './query-parser.ts'
import { keyOfQuestion, keyOfText } from './question-key.ts'
import { best } from './rank.ts'

type PinnedResults = NonNullable<Lessons['pinned']>[number]

/** What editors put on top for some questions. */
export class Pinned {
  readonly #byKey = new Map<string, PinnedResults[]>()

  constructor(pinned: PinnedResults[]) {
    for (const one of pinned) {
      for (const key of new Set(one.questions.map(keyOfText))) {
        if (key) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), one])
      }
    }
  }

  /** The places of what stands on top for this question, in order; only what this reader may read and what still holds today. */
  for(parsed: ParsedQuery, today: string, corpus: Corpus, readable: Readable): number[] {
    const lists = this.#byKey.get(keyOfQuestion(parsed) ?? '') ?? []
    const ids = lists.filter(({ until }) => until === undefined || today <= until).flatMap((one) => one.ids)
    return [...new Set(ids)].flatMap((id) => corpus.placeOf(id) ?? []).filter((place) => readable.has(place))
  }
}

/** The matches with those that are put on top among them, also where the words do not match. */
export function withPinned(matches: Match[], pinned: number[]): Match[] {
  if (pinned.length === 0) return matches
  const found = new Set(matches.map(({ document }) => document))
  const others = pinned.filter((document) => !found.has(document))
  return [...matches, ...others.map((document) => ({ document, score: 0 }))]
}

/** The matches from place `from` up to `to`: those that are put on top first, then the best of the others. */
export function onPage(
  matches: Match[],
  pinned: number[],
  from: number,
  to: number,
  rankOf: (document: number) => number,
): Match[] {
  const top = pinned.flatMap((place) => matches.find(({ document }) => document === place) ?? [])
  if (top.length === 0) return best(matches, from, to, rankOf)
  const others = matches.filter(({ document }) => !pinned.includes(document))
  const past = (place: number) => Math.max(0, place - top.length)
  return [...top.slice(from, to), ...best(others, past(from), past(to), rankOf)]
}
