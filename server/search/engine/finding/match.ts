import type { Clause } from '../corpus/clause.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { optionalTerm } from '../corpus/term-index.ts'
import { Effort } from '../question/effort.ts'
import type { Plan } from '../question/plan.ts'
import type { Readable } from '../readers/readable.ts'
import { Coverage } from './coverage.ts'
import { Phrase } from './phrase.ts'

/** The readable documents that answer the question: their places in the corpus, and by place their scores. */
export interface Matches {
  places: readonly number[]
  scores: Float64Array
}

/**
 * Runs a plan on the index. Lunr's BM25 score is multiplied by coordination: the share of the question's words that a
 * document has, by their rarity, so that one word said often does not beat all words together.
 */
export function match(plan: Plan, corpus: Corpus, readable: Readable, effort = new Effort()): Matches {
  const onlyForbids = plan.groups.length === 0
  const scores = corpus.index.query([...clausesOf(plan), ...plan.forbidden])
  if (onlyForbids && plan.forbidden.length + plan.forbiddenPhrases.length === 0) return { places: [], scores }
  const coverage = new Coverage(plan, corpus)
  const phrases = plan.phrases.map((terms) => new Phrase(terms, corpus, effort))
  const forbiddenPhrases = plan.forbiddenPhrases.map((terms) => new Phrase(terms, corpus, effort))
  const places: number[] = []
  for (const place of onlyForbids ? allPlaces(corpus) : coverage.places) {
    if (!readable.has(place) || Number.isNaN(scores[place])) continue
    const share = onlyForbids ? 1 : coverage.of(place)
    if (share === 0 || !phrases.every((phrase) => phrase.standsAt(place))) continue
    if (forbiddenPhrases.some((phrase) => phrase.standsAt(place))) continue
    places.push(place)
    scores[place] = (scores[place] as number) * share
  }
  return { places, scores }
}

/** All places, also the empty ones, which nobody may read. */
function allPlaces({ index }: Corpus): number[] {
  const places = new Array<number>(index.places)
  for (let place = 0; place < places.length; place++) places[place] = place
  return places
}

/** All that somebody may read. */
export function everything(corpus: Corpus, readable: Readable): Matches {
  const places = allPlaces(corpus).filter((place) => readable.has(place))
  return { places, scores: new Float64Array(corpus.index.places).fill(1) }
}

/** What the index is asked for a plan: all ways to say its words, the same term in the same fields once, at its highest weight. */
export function clausesOf({ groups }: Plan): Clause[] {
  const clauses = new Map<string, Clause>()
  for (const { alternatives, fields, word } of groups) {
    for (const { terms, weight } of alternatives) {
      for (const term of weight > 0 ? terms : []) {
        const key = fields ? `${fields} ${term}` : term
        const boost = Math.max(weight * word.times, clauses.get(key)?.boost ?? 0)
        clauses.set(key, optionalTerm(term, boost, fields))
      }
    }
  }
  return [...clauses.values()]
}
