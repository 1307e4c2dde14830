import type { Corpus } from '../corpus/corpus.ts'
import type { ParsedQuery } from '../question/query-parser.ts'
import { keyOfQuestion, keyOfText } from '../question/question-key.ts'
import type { Readable } from '../readers/readable.ts'
import type { Lessons } from '../types.ts'
import type { Matches } from './match.ts'
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
export function withPinned({ places, scores }: Matches, pinned: number[]): Matches {
  if (pinned.length === 0) return { places, scores }
  const found = new Set(places)
  const others = pinned.filter((place) => !found.has(place))
  for (const place of others) scores[place] = 0
  return { places: [...places, ...others], scores }
}

/** The places of the matches from number `from` up to `to`: those that are put on top first, then the best of the others. */
export function onPage(
  { places, scores }: Matches,
  pinned: number[],
  from: number,
  to: number,
  rankOf: (place: number) => number,
): number[] {
  if (pinned.length === 0) return best({ places, scores }, from, to, rankOf)
  const found = new Set(places)
  const top = pinned.filter((place) => found.has(place))
  const others = places.filter((place) => !top.includes(place))
  const past = (place: number) => Math.max(0, place - top.length)
  return [...top.slice(from, to), ...best({ places: others, scores }, past(from), past(to), rankOf)]
}
