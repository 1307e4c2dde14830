import { tokenise } from '../analyser/tokenise.ts'
import { densest, type FoundWord } from './stretch.ts'

/** Characters of a long text that are looked at. */
export const SEARCHED = 10_000
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Says of a word of a text, as it stands there, which word of the question it answers; undefined for any other. */
export type Recognise = (word: string) => Pick<FoundWord, 'place' | 'weight'> | undefined

/**
 * Text as safe HTML with `<mark>` around the words found. Everything is escaped piece by piece, so that the marks are the only
 * tags; this is the one place where search makes HTML.
 */
export function highlight(text: string, recognise: Recognise): string {
  let html = ''
  let done = 0
  for (const { start, end } of foundIn(text, recognise)) {
    if (start < done) continue
    html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`
    done = end
  }
  return html + escapeHtml(text.slice(done))
}

/**
 * The stretch of a text that tells most about the question, as safe HTML; its start without any word found. Of a long text only
 * 10,000 characters are looked at, around `middle`.
 */
export function snippet(whole: string, recognise: Recognise, middle = 0): string {
  const begin = whole.length <= SEARCHED ? 0 : Math.max(0, Math.min(middle - SEARCHED / 2, whole.length - SEARCHED))
  const text = whole.slice(begin, begin + SEARCHED)
  const { from, to } = densest(text, foundIn(text, recognise))
  const part = onOneLine(text.slice(from, to))
  return `${begin + from > 0 ? '… ' : ''}${highlight(part, recognise)}${begin + to < whole.length ? ' …' : ''}`
}

/** Where a line ended without a sign, as headings and lists do, a dot keeps it apart from the next. */
function onOneLine(text: string): string {
  return text
    .trim()
    .replace(/(?<end>[.,!?:;…]["”’)]*)?[^\S\n]*\n\s*/g, (_, end) => (end ? `${end} ` : ' · '))
    .replace(/\s+/g, ' ')
}

function foundIn(text: string, recognise: Recognise): FoundWord[] {
  const found: FoundWord[] = []
  for (const { text: word, start, end } of tokenise(text)) {
    const known = recognise(word)
    if (known) found.push({ start, end, ...known })
  }
  return found
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
