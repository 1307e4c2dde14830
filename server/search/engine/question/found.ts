import type { Corpus } from '../corpus/corpus.ts'
import type { Readable } from '../readers/readable.ts'
import type { Facets, SearchRequest } from '../types.ts'
import { type Match, match } from './match.ts'
import { withPinned } from './pinned.ts'
import { makePlan, type Plan } from './plan.ts'
import { type ParsedQuery, parseQuery } from './query-parser.ts'
import { prior } from './rank.ts'
import type { Taught } from './taught.ts'

/** What a question finds, before somebody sees a page of it. */
export interface Found {
  parsed: ParsedQuery
  plan: Plan
  readable: Readable
  /** All that matches. */
  matches: Match[]
  /** What the filters leave of it, with scores that count everything. */
  kept: Match[]
  /** Places of what editors put on top, in order. */
  pinned: number[]
  facets: Facets
}

/** Reads the question, plans, matches, filters and weighs: the one way from a question to scores. */
export function find(request: SearchRequest, corpus: Corpus, { synonyms, pinned: pins }: Taught): Found {
  const readable = corpus.readableBy(request.reader, request.withheld)
  const parsed = parseQuery(request.text)
  const plan = makePlan(parsed, corpus, synonyms, readable)
  const pinned = pins.for(parsed, request.today, corpus, readable)
  const matches = parsed.everything ? everything(corpus, readable) : withPinned(match(plan, corpus, readable), pinned)
  const { kept, facets } = corpus.facets.apply(matches, request.filters, request.today)
  for (const one of parsed.everything ? [] : kept) {
    const freshness = corpus.facets.freshness(one.document, request.today)
    one.score *= prior(corpus.document(one.document).type, freshness, plan.favouredTypes)
  }
  return { parsed, plan, readable, matches, kept, pinned, facets }
}

/** All that somebody may read. */
export function everything(corpus: Corpus, readable: Readable): Match[] {
  const places = Array.from({ length: corpus.index.places }, (_, place) => place)
  return places.filter((place) => readable.has(place)).map((document) => ({ document, score: 1 }))
}
