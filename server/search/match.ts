import lunr from 'lunr'
import { PART } from './analyser/compounds.ts'
import { type Corpus, partFields, textFields } from './corpus.ts'
import type { Group, PhraseTerms, Plan } from './plan.ts'
import type { Readable } from './vocabulary.ts'

/** A readable document that answers the question: its place in the corpus, its score and the terms found in it. */
export interface Match {
  document: number
  score: number
  terms: string[]
}

/**
 * Runs a plan on the Lunr index. Lunr's BM25 score is multiplied by coordination: the share of the question's words that a
 * document has, so that one rare word does not beat all words together.
 */
export function match(plan: Plan, corpus: Corpus, readable: Readable): Match[] {
  const slots = slotsOf(plan.groups)
  const matches: Match[] = []
  for (const { ref, score, matchData } of runLunr(plan, corpus)) {
    const document = Number(ref)
    if (!readable[corpus.classes[document] ?? -1]) continue
    const terms = Object.keys(matchData.metadata)
    const share = coordination(plan.groups, slots, terms)
    if (share === 0 || !phrasesFit(plan, corpus, document)) continue
    matches.push({ document, score: score * share, terms })
  }
  return matches
}

function runLunr(plan: Plan, corpus: Corpus): lunr.Index.Result[] {
  const weights = new Map<string, number>()
  for (const { terms, weight } of plan.groups.flatMap(({ alternatives }) => alternatives)) {
    for (const term of terms) weights.set(term, Math.max(weight, weights.get(term) ?? 0))
  }
  if (weights.size === 0 && plan.forbidden.length + plan.forbiddenPhrases.length === 0) return []
  const { OPTIONAL, PROHIBITED } = lunr.Query.presence
  return corpus.index.query((query) => {
    const clause = (term: string, fields: string[], boost: number, presence: lunr.Query.presence) =>
      query.term(term, { fields, boost, presence, usePipeline: false })
    for (const [term, boost] of weights) clause(term, term.startsWith(PART) ? partFields : textFields, boost, OPTIONAL)
    for (const term of plan.forbidden) clause(term, textFields, 1, PROHIBITED)
    // A question of only forbidden phrases starts from everything; forbidding a term that no document has makes Lunr do that.
    if (weights.size === 0 && plan.forbidden.length === 0) clause(' ', textFields, 1, PROHIBITED)
  })
}

/** For each term the alternatives it belongs to, so that a document costs only its own terms. */
interface Slot {
  group: number
  alternative: number
  worth: number
}

function slotsOf(groups: Group[]): Map<string, Slot[]> {
  const slots = new Map<string, Slot[]>()
  let alternative = 0
  for (const [group, { alternatives }] of groups.entries()) {
    for (const { terms, worth } of alternatives) {
      for (const term of terms) {
        const known = slots.get(term) ?? []
        known.push({ group, alternative, worth: worth / terms.length })
        slots.set(term, known)
      }
      alternative++
    }
  }
  return slots
}

/** Between 0 (a required word is missing) and 1 (all words in full). Optional words only add. */
function coordination(groups: Group[], slots: Map<string, Slot[]>, terms: string[]): number {
  if (groups.length === 0) return 1
  const found = new Float64Array(groups.length)
  const perAlternative = new Map<number, number>()
  for (const term of terms) {
    for (const { group, alternative, worth } of slots.get(term) ?? []) {
      const sum = (perAlternative.get(alternative) ?? 0) + worth
      perAlternative.set(alternative, sum)
      if (sum > (found[group] ?? 0)) found[group] = sum
    }
  }
  let sum = 0
  let wanted = 0
  for (const [i, { optional, word }] of groups.entries()) {
    const share = found[i] ?? 0
    if (word.presence === 'must' && share < FULL) return 0
    if (optional && share === 0) continue
    sum += share
    wanted++
  }
  return wanted === 0 ? 0 : (sum / wanted) ** POWER
}

const FULL = 0.59
const POWER = 2

function phrasesFit(plan: Plan, corpus: Corpus, document: number): boolean {
  return (
    plan.phrases.every((phrase) => hasPhrase(phrase, corpus, document)) &&
    !plan.forbiddenPhrases.some((phrase) => hasPhrase(phrase, corpus, document))
  )
}

/** True when the words stand together in one field, apart from stop words, which the index leaves out. */
function hasPhrase(phrase: PhraseTerms, corpus: Corpus, document: number): boolean {
  const reading = corpus.readings[document]
  if (!reading) return false
  const { words } = corpus.vocabulary
  return [reading.title, reading.keywords, reading.text].some((ids) => {
    const last = ids.length - phrase.length
    for (let at = 0; at <= last; at++) {
      if (phrase.every((terms, i) => terms.includes(words[ids[at + i] ?? -1]?.term ?? ''))) return true
    }
    return false
  })
}
