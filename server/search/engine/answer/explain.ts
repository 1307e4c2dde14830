import { PART } from '../analyser/compounds.ts'
import type { Corpus } from '../corpus/corpus.ts'
import { type Found, find } from '../finding/found.ts'
import { clausesOf, match } from '../finding/match.ts'
import { onPage } from '../finding/pinned.ts'
import { agePrior, typePrior } from '../finding/rank.ts'
import type { Taught } from '../finding/taught.ts'
import type { Plan } from '../question/plan.ts'
import type { ExplainedWord, Explanation, SearchRequest } from '../types.ts'
import { termsOfPhrase } from '../words/synonyms.ts'
import { Finder } from './finder.ts'
import { presentHit } from './hits.ts'

/** Takes the way of a question once more and tells of one document what came of it at each step; no formula stands here. */
export function explain(request: SearchRequest, id: string, corpus: Corpus, taught: Taught): Explanation | undefined {
  const found = find(request, corpus, taught)
  const { kept, pinned, plan } = found
  const place = corpus.placeOf(id)
  if (place === undefined || !kept.places.includes(place)) return undefined
  const finder = new Finder(plan, corpus, found.readable)
  const hit = presentHit(place, kept.scores[place] as number, corpus, finder)
  const inOrder = onPage(kept, pinned, 0, kept.places.length, (one) => corpus.titles.rank(one))
  return {
    titleHtml: hit.titleHtml,
    place: inOrder.indexOf(place) + 1,
    total: kept.places.length,
    pinned: pinned.includes(place),
    words: wordsAt(place, plan, corpus),
    steps: stepsAt(place, found, corpus, request.today),
  }
}

function wordsAt(place: number, plan: Plan, corpus: Corpus): ExplainedWord[] {
  const synonyms = new Set(plan.alsoSearched.flatMap(termsOfPhrase))
  return corpus.index
    .parts(clausesOf(plan), place)
    .map(({ term, ...part }): ExplainedWord => {
      const groups = plan.groups.filter(({ alternatives }) => alternatives.some(({ terms }) => terms.includes(term)))
      const isExact = groups.some((group) => group.term === term)
      const own = isExact ? groups.filter((group) => group.term === term) : groups
      const isPart = term.startsWith(PART) || alternativesWith(term, plan).some(({ isCut }) => isCut)
      const kind = isExact ? 'exact' : synonyms.has(term) ? 'synonym' : isPart ? 'part' : 'alike'
      return { ...part, kind, term: term.replace(PART, ''), words: own.map(({ word }) => word.surface) }
    })
    .sort((a, b) => b.points - a.points)
}

const alternativesWith = (term: string, { groups }: Plan) =>
  groups.flatMap(({ alternatives }) => alternatives.filter(({ terms }) => terms.includes(term)))

function stepsAt(place: number, found: Found, corpus: Corpus, today: string): Explanation['steps'] {
  const { parsed, plan, readable, chosen, neighbours } = found
  if (parsed.everything || plan.isVague) return []
  const { type } = corpus.document(place)
  const freshness = corpus.facets.freshnessOn(today)[place] as number
  const points = corpus.index.query(clausesOf(plan))[place] || 0
  const matched = match(plan, corpus, readable).scores[place] as number
  const factors = [
    { kind: 'coordination', factor: points === 0 ? 0 : matched / points },
    { kind: 'type', factor: typePrior(type, plan.favouredTypes, found.called.has(place)) },
    { kind: 'freshness', factor: agePrior(freshness) },
    { kind: 'chosen', factor: chosen.get(place) ?? 1 },
    { kind: 'neighbours', factor: neighbours.get(place) ?? 1 },
  ] as const
  let score = points
  return [
    { kind: 'words', factor: 1, score },
    ...factors.map(({ kind, factor }) => {
      score *= factor
      return { kind, factor, score }
    }),
  ]
}
