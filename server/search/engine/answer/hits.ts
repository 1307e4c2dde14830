import { PART } from '../analyser/compounds.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Plan } from '../question/plan.ts'
import type { SearchDocument, SearchHit } from '../types.ts'
import { highlight, type IsFound, snippet } from './highlight.ts'

/** Recognises the words that a plan looks for, also as parts of compounds; remembers, because hits share their words. */
export function finderOf(plan: Plan, corpus: Corpus): IsFound {
  const wanted = new Set(plan.groups.flatMap(({ alternatives }) => alternatives.flatMap(({ terms }) => terms)))
  const known = new Map<string, boolean>()
  return (surface, term) => {
    if (wanted.has(term)) return true
    const before = known.get(surface)
    if (before !== undefined) return before
    const isFound = corpus.compounds.terms(surface).some((part) => wanted.has(PART + part))
    known.set(surface, isFound)
    return isFound
  }
}

/** A match as it is shown: marked title, and the summary or the stretch of the body where the words stand. */
export function presentHit(document: SearchDocument, score: number, isFound: IsFound): SearchHit {
  const { id, type, url, units, themes, language, checked, review } = document
  const mark = (text: string) => snippet(text, language, isFound)
  const inSummary = mark(document.summary)
  const inBody = inSummary.includes('<mark>') ? '' : mark(document.body)
  return {
    id,
    type,
    url,
    titleHtml: highlight(document.title, language, isFound),
    snippetHtml: inBody.includes('<mark>') || !document.summary ? inBody : inSummary,
    units,
    themes,
    ...(checked && { checked }),
    ...(review && { review }),
    score: Math.round(score * 1000) / 1000,
  }
}
