import type { Corpus } from '../corpus/corpus.ts'
import { Effort } from '../question/effort.ts'
import { makePlan, type Plan } from '../question/plan.ts'
import { type ParsedQuery, parseQuery } from '../question/query-parser.ts'
import { type Ranking, ranking as usual } from '../question/ranking.ts'
import type { Readable } from '../readers/readable.ts'
import type { Facets, SearchRequest } from '../types.ts'
import { everything, type Matches, match } from './match.ts'
import { neighbourFactors } from './neighbours.ts'
import { withPinned } from './pinned.ts'
import { agePrior, typePrior } from './rank.ts'
import { matchSmallWords } from './small-words.ts'
import type { Taught } from './taught.ts'

/** What a question finds, before somebody sees a page of it. */
export interface Found {
  parsed: ParsedQuery
  plan: Plan
  readable: Readable
  /** All that matches. */
  matches: Matches
  /** What the filters leave of it, with scores that count everything. */
  kept: Matches
  /** Places of what editors put on top, in order. */
  pinned: number[]
  /** Factors for what was often chosen, by place; they are in the scores already. */
  chosen: ReadonlyMap<number, number>
  /** Places of persons and units whose whole name is the question. */
  called: ReadonlySet<number>
  /** Factors for words that stand together as they do in the question, by place; they are in the scores already. */
  neighbours: ReadonlyMap<number, number>
  facets: Facets
  /** What it cost. */
  effort: Effort
}

/** Reads the question, plans, matches, filters and weighs: the one way from a question to scores. */
export function find(request: SearchRequest, corpus: Corpus, taught: Taught, ranking: Ranking = usual): Found {
  const readable = corpus.readableBy(request.reader, request.withheld)
  const parsed = parseQuery(request.text)
  const effort = new Effort()
  const plan = makePlan(parsed, corpus, taught.synonyms, readable, ranking, effort)
  const pinned = taught.pinned.for(parsed, request.today, corpus, readable)
  const matches = parsed.everything
    ? everything(corpus, readable)
    : plan.isVague
      ? matchSmallWords(parsed, plan, corpus, readable, effort)
      : withPinned(match(plan, corpus, readable, effort), pinned)
  const { filters, without, today } = request
  const allowed = without ? corpus.facets.without(matches.places, without, today) : matches.places
  const { kept, facets } = corpus.facets.apply(allowed, filters, today)
  const chosen = taught.chosen.for(parsed, corpus)
  const called = new Set(corpus.titles.called(parsed.text, (place) => readable.has(place)))
  const weighed = { places: kept, scores: matches.scores }
  if (!parsed.everything) favour(weighed, plan, corpus, called, today)
  multiply(weighed.scores, chosen)
  const neighbours = neighbourFactors(plan.groups, weighed, corpus, effort, ranking.neighbours)
  multiply(weighed.scores, neighbours)
  return { parsed, plan, readable, matches, kept: weighed, pinned, chosen, called, neighbours, facets, effort }
}

function multiply(scores: Float64Array, factors: ReadonlyMap<number, number>): void {
  for (const [place, factor] of factors) scores[place] = (scores[place] as number) * factor
}

/** Multiplies the scores by what speaks for a document whatever was asked, and for the types that were asked for. */
function favour(
  { places, scores }: Matches,
  { favouredTypes }: Plan,
  corpus: Corpus,
  called: ReadonlySet<number>,
  today: string,
): void {
  const { facets } = corpus
  const freshness = facets.freshnessOn(today)
  const factors = facets.names.map((name) => typePrior(name, favouredTypes))
  for (const place of places) {
    const type = facets.typeOf(place)
    const kind = called.has(place) ? typePrior(facets.names[type] as string, favouredTypes, true) : factors[type]
    const factor = (kind as number) * agePrior(freshness[place] as number)
    scores[place] = (scores[place] as number) * factor
  }
}
