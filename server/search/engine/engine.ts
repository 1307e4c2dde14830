import { explain } from './answer/explain.ts'
import { Finder } from './answer/finder.ts'
import { presentHit } from './answer/hits.ts'
import { Corpus } from './corpus/corpus.ts'
import { better, closestTerms, corrected } from './finding/did-you-mean.ts'
import { find } from './finding/found.ts'
import { everything, type Matches } from './finding/match.ts'
import { onPage } from './finding/pinned.ts'
import { suggest } from './finding/suggest.ts'
import { type Taught, taughtBy } from './finding/taught.ts'
import type { Plan } from './question/plan.ts'
import type { ParsedQuery } from './question/query-parser.ts'
import type { Readable } from './readers/readable.ts'
import { anybody } from './readers/readership.ts'
import {
  type Edit,
  type Explanation,
  type FacetName,
  type Facets,
  type IndexKind,
  type Lessons,
  type SearchAnswer,
  type SearchDocument,
  type SearchRequest,
  type Suggestion,
  type SuggestRequest,
  unfiltered,
} from './types.ts'

/** Search within one thread: answers questions about documents that come and go. */
export class Engine {
  readonly #corpus: Corpus
  #taught = taughtBy({ synonyms: [] })

  constructor(kind: IndexKind = 'live') {
    this.#corpus = new Corpus(kind)
  }

  /** Number of documents that can be found. */
  get size(): number {
    return this.#corpus.size
  }

  /** Whether it is time to `compact`. */
  get isCluttered(): boolean {
    return this.#corpus.index.isCluttered
  }

  /** From now on answers by these lessons instead of the former. */
  learn(lessons: Lessons): void {
    this.#taught = taughtBy(lessons)
  }

  edit(edit: Edit): void {
    this.#corpus.edit(edit)
  }

  /** Clears up after many edits, in steps; questions may be asked in between, edits not. */
  compact(): Generator<void> {
    return this.#corpus.compact()
  }

  /** All that was edited, to be kept or sent; in steps, between which questions may be asked, edits not. `[...engine.dump()]` is a `Snapshot`. */
  dump(): Generator<Uint8Array> {
    return this.#corpus.dump()
  }

  /** Becomes what was dumped, in a tenth of the time that building takes; must be empty. @throws when it is not such a snapshot */
  load(snapshot: Iterable<Uint8Array>): void {
    this.#corpus.load(snapshot)
  }

  query(request: SearchRequest): SearchAnswer {
    return answer(request, this.#corpus, this.#taught)
  }

  /** What these questions would find by other lessons, which nobody else gets to see. */
  tryOut(lessons: Lessons, requests: SearchRequest[]): SearchAnswer[] {
    const taught = taughtBy(lessons)
    return requests.map((request) => answer(request, this.#corpus, taught))
  }

  /** Why a document stands where it stands for this question; undefined when it is not among what this reader finds. */
  explain(request: SearchRequest, id: string): Explanation | undefined {
    return explain(request, id, this.#corpus, this.#taught)
  }

  suggest(request: SuggestRequest): Suggestion[] {
    const corpus = this.#corpus
    const readable = corpus.readableBy(request.reader, request.withheld)
    const open = corpus.readableBy(anybody, request.withheld)
    return suggest(request, { corpus, taught: this.#taught, readable, open })
  }
}

/** An engine with these documents and lessons; blocks the thread while it is made. */
export function buildEngine(documents: SearchDocument[], lessons: Lessons): Engine {
  const engine = new Engine()
  engine.learn(lessons)
  engine.edit({ put: documents, gone: [] })
  for (const _ of engine.compact());
  return engine
}

function answer(request: SearchRequest, corpus: Corpus, taught: Taught): SearchAnswer {
  const { parsed, plan, readable, matches, kept, pinned, chosen, facets } = find(request, corpus, taught)
  const from = (Math.max(1, request.page) - 1) * request.pageSize
  const shown = onPage(kept, pinned, from, from + request.pageSize, (place) => corpus.titles.rank(place))
  const finder = new Finder(plan, corpus, readable)
  const hasResults = matches.places.length > 0
  return {
    total: kept.places.length,
    hits: shown.map((place) => ({
      ...presentHit(place, kept.scores[place] as number, corpus, finder),
      ...(pinned.includes(place) && { pinned: true }),
      ...(chosen.has(place) && { chosen: true }),
    })),
    facets,
    asksWho: parsed.asksWho,
    isVague: plan.isVague,
    alsoSearched: hasResults ? plan.alsoSearched : [],
    ...spellingHelp(hasResults, parsed, plan, corpus, readable),
    ...topValues(matches, facets, corpus, readable, request),
  }
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
  found: Matches,
  facets: Facets,
  corpus: Corpus,
  readable: Readable,
  request: SearchRequest,
): Pick<SearchAnswer, 'topThemes' | 'topUnits'> {
  const top = (counted: Facets, name: FacetName) =>
    counted[name]
      .filter(({ count }) => count > 0)
      .slice(0, 5)
      .map(({ value }) => value)
  if (found.places.length > 0) return { topThemes: top(facets, 'theme'), topUnits: top(facets, 'unit') }
  const all = corpus.facets.apply(everything(corpus, readable).places, unfiltered, request.today).facets
  return { topThemes: top(all, 'theme'), topUnits: [] }
}
