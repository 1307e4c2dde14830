import type { Corpus } from '../corpus/corpus.ts'
import { shelves } from '../corpus/titles.ts'
import type { Effort } from '../question/effort.ts'
import type { Plan } from '../question/plan.ts'
import type { ParsedQuery } from '../question/query-parser.ts'
import type { Readable } from '../readers/readable.ts'
import { answersWho } from '../words/type-words.ts'
import { everything, type Matches, match } from './match.ts'

/** So many of each kind are found by their titles. */
const MOST = 100

/**
 * What nothing but small words may be meant for: `wie` for all who may answer; else what they mean in the other language or how
 * other words begin (`over` → overlijden); else titles that have them.
 */
export function matchSmallWords(
  parsed: ParsedQuery,
  plan: Plan,
  corpus: Corpus,
  readable: Readable,
  effort: Effort,
): Matches {
  if (parsed.asksWho) return whoMayAnswer(corpus, readable)
  const found = match(plan, corpus, readable, effort)
  return found.places.length > 0 ? found : inTitles(parsed, corpus, readable)
}

/** Persons first, then the other kinds. */
function whoMayAnswer(corpus: Corpus, readable: Readable): Matches {
  const { places, scores } = everything(corpus, readable)
  const kinds = [...answersWho]
  for (const place of places) scores[place] = kinds.length - kinds.indexOf(corpus.document(place).type)
  return { places: places.filter((place) => answersWho.has(corpus.document(place).type)), scores }
}

function inTitles({ words }: ParsedQuery, corpus: Corpus, readable: Readable): Matches {
  const wanted = words.filter(({ presence }) => presence !== 'not').map(({ surface }) => surface)
  const scores = new Float64Array(corpus.index.places)
  if (wanted.length === 0) return { places: [], scores }
  const isReadable = (place: number) => readable.has(place)
  const places = shelves.flatMap((shelf) => corpus.titles.find(wanted, shelf, isReadable, MOST))
  for (const [i, place] of places.entries()) scores[place] = 1 / (i + 1)
  return { places, scores }
}
