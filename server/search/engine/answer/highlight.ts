import { tokenise } from '../analyser/tokenise.ts'

const SNIPPET = 220
const SEARCHED = 10_000
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The term of a word of a text, as it stands there, when it is one of those found; otherwise ''. */
export type FindTerm = (word: string) => string

/** A word found: where it stands and which term it is. */
interface Found {
  start: number
  end: number
  term: string
}

/**
 * Text as safe HTML with `<mark>` around the words found. Everything is escaped piece by piece, so that the marks are the only
 * tags; this is the one place where search makes HTML.
 */
export function highlight(text: string, findTerm: FindTerm): string {
  let html = ''
  let done = 0
  for (const { start, end } of foundIn(text, findTerm)) {
    if (start < done) continue
    html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    done = end
  }
  return html + escapeHtml(text.slice(done))
}

/** The stretch of at most 220 characters (of the first 10,000) with the most different words found, as safe HTML; its start without any. */
export function snippet(whole: string, findTerm: FindTerm): string {
  const text = whole.slice(0, SEARCHED)
  const from = bestStart(text, foundIn(text, findTerm))
  const begin = from === 0 ? 0 : text.indexOf(' ', Math.max(0, from - 40)) + 1
  const to = begin + SNIPPET >= text.length ? text.length : Math.max(begin + 1, text.lastIndexOf(' ', begin + SNIPPET))
  const part = text.slice(begin, to).replace(/\s+/g, ' ').trim()
  return `${begin > 0 ? '… ' : ''}${highlight(part, findTerm)}${to < text.length ? ' …' : ''}`
}

function foundIn(text: string, findTerm: FindTerm): Found[] {
  const found: Found[] = []
  for (const { text: word, start, end } of tokenise(text)) {
    const term = findTerm(word)
    if (term !== '') found.push({ start, end, term })
  }
  return found
}

function bestStart(text: string, found: Found[]): number {
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
