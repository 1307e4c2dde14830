import type { Corpus } from '../corpus/corpus.ts'
import type { Readable } from '../readers/readable.ts'
import type { Term } from '../words/vocabulary.ts'
import type { Alternative, Group, PhraseTerms, Plan } from './plan.ts'

/** A readable document that answers the question: its place in the corpus and its score. */
export interface Match {
  document: number
  score: number
}

/** From what share a word counts as present, for words that must be; a lone half of a compound does not. */
const PRESENT = 0.59
/** Power of the share of words that a document has; from 1.5 to 3 the results hardly change. */
const COORDINATION = 2

/**
 * Runs a plan on the index. Lunr's BM25 score is multiplied by coordination: the share of the question's words that a
 * document has, so that one rare word does not beat all words together.
 */
export function match(plan: Plan, corpus: Corpus, readable: Readable): Match[] {
  const onlyForbids = plan.groups.length === 0
  if (onlyForbids && plan.forbidden.length + plan.forbiddenPhrases.length === 0) return []
  const scores = lunrScores(boostsOf(plan.groups), corpus)
  const shares = plan.groups.map((group) => sharesOf(group, corpus))
  const forbidden = documentsWith(plan.forbidden, corpus)
  const matches: Match[] = []
  for (let document = 0; document < corpus.index.places; document++) {
    if (!readable.has(document) || forbidden[document]) continue
    const share = onlyForbids ? 1 : coordination(plan.groups, shares, document)
    if (share === 0 || !phrasesFit(plan, corpus, document)) continue
    matches.push({ document, score: (scores[document] ?? 0) * share })
  }
  return matches
}

function boostsOf(groups: Group[]): Map<string, number> {
  const boosts = new Map<string, number>()
  for (const { terms, weight } of groups.flatMap(({ alternatives }) => alternatives)) {
    for (const term of terms) boosts.set(term, Math.max(weight, boosts.get(term) ?? 0))
  }
  return boosts
}

/** The scores that Lunr gives for these terms as optional clauses, by place. */
export function lunrScores(boosts: ReadonlyMap<string, number>, { index, vocabulary }: Corpus): Float64Array {
  const asked = new Map<Term, number>()
  for (const [text, boost] of boosts) {
    const term = vocabulary.term(text)
    if (term) asked.set(term, boost)
  }
  return index.scores(asked)
}

/** For each document how far it has a word (0–1): its best alternative, or the part of it that is there. */
function sharesOf(group: Group, corpus: Corpus): Float32Array {
  const shares = new Float32Array(corpus.index.places)
  for (const alternative of group.alternatives) {
    const own = alternative.terms.length === 1 ? undefined : new Float32Array(corpus.index.places)
    for (const term of new Set(alternative.terms)) addShares(term, alternative, corpus, shares, own)
  }
  return shares
}

/** Raises `shares` where a term stands; `own` adds up the terms of an alternative of several. */
function addShares(
  term: string,
  { terms, worth }: Alternative,
  corpus: Corpus,
  shares: Float32Array,
  own: Float32Array | undefined,
): void {
  const present = documentsWith([term], corpus)
  const part = worth / new Set(terms).size
  for (let document = 0; document < present.length; document++) {
    if (!present[document]) continue
    const share = own ? (own[document] as number) + part : part
    if (own) own[document] = share
    if (share > (shares[document] as number)) shares[document] = share
  }
}

function documentsWith(terms: string[], { index, vocabulary }: Corpus): Uint8Array {
  const present = new Uint8Array(index.places)
  for (const text of terms) {
    const term = vocabulary.term(text)
    if (term) index.mark(term, present)
  }
  return present
}

/** Between 0 (nothing, or a required word is missing) and 1 (all words in full). Optional words only add. */
function coordination(groups: Group[], shares: Float32Array[], document: number): number {
  let sum = 0
  let wanted = 0
  for (let i = 0; i < groups.length; i++) {
    const { optional, word } = groups[i] as Group
    const share = shares[i]?.[document] ?? 0
    if (word.presence === 'must' && share < PRESENT) return 0
    if (optional && share === 0) continue
    sum += share
    wanted++
  }
  return wanted === 0 ? 0 : (sum / wanted) ** COORDINATION
}

function phrasesFit(plan: Plan, corpus: Corpus, document: number): boolean {
  return (
    plan.phrases.every((phrase) => hasPhrase(phrase, corpus, document)) &&
    !plan.forbiddenPhrases.some((phrase) => hasPhrase(phrase, corpus, document))
  )
}

/** True when the words stand together in one field, apart from stop words, which the index leaves out. */
function hasPhrase(phrase: PhraseTerms, corpus: Corpus, document: number): boolean {
  const { vocabulary } = corpus
  const fields = corpus.reading(document) ?? []
  return fields.some((ids) => {
    const last = ids.length - phrase.length
    for (let at = 0; at <= last; at++) {
      if (phrase.every((terms, i) => terms.includes(vocabulary.word(ids[at + i] as number).stem.text))) return true
    }
    return false
  })
}
