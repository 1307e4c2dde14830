import { analyseWord, type Language } from '../analyser/index.ts'
import type { Corpus } from '../corpus/corpus.ts'
import type { Plan } from '../question/plan.ts'
import type { SearchDocument, SearchHit } from '../types.ts'
import { type FindTerm, highlight, snippet } from './highlight.ts'

/** Recognises in texts of each language the words that a plan looks for, also as parts of compounds. */
export type Finder = Record<Language, FindTerm>

export function finderOf(plan: Plan, corpus: Corpus): Finder {
  const wanted = new Set(plan.groups.flatMap(({ alternatives }) => alternatives.flatMap(({ terms }) => terms)))
  return { nl: finderIn('nl', wanted, corpus), en: finderIn('en', wanted, corpus) }
}

/** Remembers, because hits share their words. */
function finderIn(language: Language, wanted: ReadonlySet<string>, { vocabulary }: Corpus): FindTerm {
  const known = new Map<string, string>()
  const find = (word: string): string => {
    const { surface, term } = analyseWord(word, language)
    if (wanted.has(term)) return term
    return vocabulary.wordOf(surface, language)?.parts?.some(({ text }) => wanted.has(text)) ? term : ''
  }
  return (word) => {
    const before = known.get(word)
    if (before !== undefined) return before
    const term = find(word)
    known.set(word, term)
    return term
  }
}

/** A match as it is shown: marked title, and the summary or the stretch of the body where the words stand. */
export function presentHit(document: SearchDocument, score: number, finder: Finder): SearchHit {
  const { id, type, url, units, themes, language, checked, review } = document
  const findTerm = finder[language]
  const mark = (text: string) => snippet(text, findTerm)
  const inSummary = mark(document.summary)
  const inBody = inSummary.includes('<mark>') ? '' : mark(document.body)
  return {
    id,
    type,
    url,
    titleHtml: highlight(document.title, findTerm),
    snippetHtml: inBody.includes('<mark>') || !document.summary ? inBody : inSummary,
    units,
    themes,
    ...(checked && { checked }),
    ...(review && { review }),
    score: Math.round(score * 1000) / 1000,
  }
}
