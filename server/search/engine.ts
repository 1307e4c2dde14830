import { buildCorpus, type Corpus } from './corpus.ts'
import { better, closestTerms, corrected } from './did-you-mean.ts'
import { finderOf, presentHit } from './hits.ts'
import { type Match, match } from './match.ts'
import { makePlan, type Plan } from './plan.ts'
import { type ParsedQuery, parseQuery } from './query-parser.ts'
import { best, prior } from './rank.ts'
import type { Readable } from './readable.ts'
import { suggest } from './suggest.ts'
import { Synonyms } from './synonyms.ts'
import type {
  FacetName,
  Facets,
  SearchAnswer,
  SearchDocument,
  SearchReader,
  SearchRequest,
  Suggestion,
} from './types.ts'

/** Search within one thread: answers questions about the documents it was built from. */
export interface Engine {
  size: number
  query(request: SearchRequest): SearchAnswer
  suggest(text: string, reader: SearchReader, limit: number, withheld?: readonly string[]): Suggestion[]
}

/** Builds the index; blocks the thread meanwhile. */
export function buildEngine(documents: SearchDocument[], synonymGroups: string[][]): Engine {
  const corpus = buildCorpus(documents)
  const synonyms = new Synonyms(synonymGroups)
  return {
    size: documents.length,
    query: (request) => answer(request, corpus, synonyms),
    suggest: (text, reader, limit, withheld) => suggest(text, corpus, corpus.readableBy(reader, withheld), limit),
  }
}

function answer(request: SearchRequest, corpus: Corpus, synonyms: Synonyms): SearchAnswer {
  const readable = corpus.readableBy(request.reader, request.withheld)
  const parsed = parseQuery(request.text)
  const plan = makePlan(parsed, corpus, synonyms, readable)
  const documentOf = ({ document }: Match) => corpus.documents[document] as SearchDocument
  const found = parsed.everything ? everything(corpus, readable) : match(plan, corpus, readable)
  const { kept, facets } = corpus.facets.apply(found, request.filters, request.today)
  for (const one of parsed.everything ? [] : kept) {
    const freshness = corpus.facets.freshness(one.document, request.today)
    one.score *= prior(documentOf(one).type, freshness, plan.favouredTypes)
  }
  const from = (Math.max(1, request.page) - 1) * request.pageSize
  const isFound = finderOf(plan, corpus)
  return {
    total: kept.length,
    hits: best(kept, from, from + request.pageSize).map((one) => presentHit(one, documentOf(one), isFound)),
    facets,
    alsoSearched: found.length > 0 ? plan.alsoSearched : [],
    ...spellingHelp(found.length > 0, parsed, plan, corpus, readable),
    ...topValues(found, facets, corpus, readable, request),
  }
}

function everything(corpus: Corpus, readable: Readable): Match[] {
  const documents = [...corpus.documents.keys()].filter((at) => readable.has(at))
  return documents.map((document) => ({ document, score: 1 }))
}

function spellingHelp(
  hasResults: boolean,
  parsed: ParsedQuery,
  plan: Plan,
  corpus: Corpus,
  readable: Readable,
): Pick<SearchAnswer, 'correctedTo' | 'didYouMean' | 'closestTerms'> {
  if (!hasResults) return { closestTerms: closestTerms(parsed, corpus, readable) }
  const correctedTo = corrected(parsed, plan)
  if (correctedTo) return { correctedTo, closestTerms: [] }
  const didYouMean = better(parsed, plan, corpus, readable)
  return didYouMean ? { didYouMean, closestTerms: [] } : { closestTerms: [] }
}

function topValues(
  found: Match[],
  facets: Facets,
  corpus: Corpus,
  readable: Readable,
  request: SearchRequest,
): Pick<SearchAnswer, 'topThemes' | 'topUnits'> {
  const none = { type: [], theme: [], unit: [], audience: [], fresh: [] }
  const counted =
    found.length > 0 ? facets : corpus.facets.apply(everything(corpus, readable), none, request.today).facets
  const top = (name: FacetName) => counted[name].slice(0, 5).map(({ value }) => value)
  return { topThemes: top('theme'), topUnits: top('unit') }
}
