import { type AnalysedWord, analyse, type Language } from './analyser/index.ts'

const SNIPPET = 220
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Says whether an analysed word of a text is one of those found. */
export type IsFound = (word: AnalysedWord) => boolean

/**
 * Text as safe HTML with `<mark>` around the words found. Everything is escaped piece by piece, so that the marks are the only
 * tags; this is the one place where search makes HTML.
 */
export function highlight(text: string, language: Language, isFound: IsFound): string {
  let html = ''
  let done = 0
  for (const { start, end } of analyse(text, language).filter(isFound)) {
    if (start < done) continue
    html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    done = end
  }
  return html + escapeHtml(text.slice(done))
}

/** The stretch of at most 220 characters of `text` with the most different words found, as safe HTML; its start without any. */
export function snippet(text: string, language: Language, isFound: IsFound): string {
  const from = bestStart(text, analyse(text, language).filter(isFound))
  const begin = from === 0 ? 0 : text.indexOf(' ', Math.max(0, from - 40)) + 1
  const to = begin + SNIPPET >= text.length ? text.length : Math.max(begin + 1, text.lastIndexOf(' ', begin + SNIPPET))
  const part = text.slice(begin, to).replace(/\s+/g, ' ').trim()
  return `${begin > 0 ? '… ' : ''}${highlight(part, language, isFound)}${to < text.length ? ' …' : ''}`
}

function bestStart(text: string, found: AnalysedWord[]): number {
  if (text.length <= SNIPPET) return 0
  let best = { start: 0, different: 0 }
  for (const [i, { start }] of found.entries()) {
    const terms = new Set<string>()
    for (let j = i; j < found.length && (found[j]?.end ?? 0) < start + SNIPPET - 40; j++)
      terms.add(found[j]?.term ?? '')
    if (terms.size > best.different) best = { start, different: terms.size }
  }
  return best.start < SNIPPET / 2 ? 0 : best.start
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
