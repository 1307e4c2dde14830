import { PART } from './analyser/compounds.ts'
import type { AnalysedWord } from './analyser/index.ts'
import type { Corpus } from './corpus.ts'
import { highlight, snippet } from './highlight.ts'
import type { Match } from './match.ts'
import type { Plan } from './plan.ts'
import type { SearchDocument, SearchHit } from './types.ts'

/** All terms that a plan looks for, without forbidden ones. */
export function termsOf(plan: Plan): ReadonlySet<string> {
  return new Set(plan.groups.flatMap(({ alternatives }) => alternatives.flatMap(({ terms }) => terms)))
}

/** A match as it is shown: marked title, and the summary or the stretch of the body where the words stand. */
export function presentHit(
  match: Match,
  document: SearchDocument,
  wanted: ReadonlySet<string>,
  corpus: Corpus,
): SearchHit {
  const { id, type, url, units, themes, language, checked, review } = document
  const isFound = ({ surface, term }: AnalysedWord) =>
    term !== '' && (wanted.has(term) || hasPart(surface, wanted, corpus))
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
    score: Math.round(match.score * 1000) / 1000,
  }
}

function hasPart(surface: string, wanted: ReadonlySet<string>, corpus: Corpus): boolean {
  return corpus.compounds.terms(surface).some((part) => wanted.has(PART + part))
}
