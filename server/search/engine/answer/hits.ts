import type { Corpus } from '../corpus/corpus.ts'
import { fieldWords } from '../corpus/reading.ts'
import type { SearchHit } from '../types.ts'
import type { Finder } from './finder.ts'
import { highlight, SEARCHED, snippet } from './highlight.ts'

/** A match as it is shown: marked title, and the summary or the stretch of the body where the words stand. */
export function presentHit(at: number, score: number, corpus: Corpus, finder: Finder): SearchHit {
  const { id, type, url, title, summary, body, units, themes, language, checked, review } = corpus.document(at)
  const recognise = finder.in[language]
  const inSummary = snippet(summary, recognise)
  const reading = corpus.reading(at)
  const middle = body.length > SEARCHED && reading ? finder.thickest(fieldWords(reading)[2]) * body.length : 0
  const inBody = inSummary.includes('<mark>') ? '' : snippet(body, recognise, middle)
  return {
    id,
    type,
    url,
    titleHtml: highlight(title, recognise),
    snippetHtml: inBody.includes('<mark>') || !summary ? inBody : inSummary,
    units,
    themes,
    ...(checked && { checked }),
    ...(review && { review }),
    score: Math.round(score * 1000) / 1000,
  }
}
