import type { Corpus } from '../corpus/corpus.ts'
import { titleWords } from '../corpus/titles.ts'
import type { Readable } from '../readers/readable.ts'
import type { Suggestion } from '../types.ts'

const MAX_TEXT = 100

/** Completions for unfinished text: titles of readable documents with these words, then words that finish the last one. */
export function suggest(text: string, corpus: Corpus, readable: Readable, limit: number): Suggestion[] {
  const words = titleWords(text.slice(0, MAX_TEXT))
  const last = words.at(-1)
  if (!last || limit < 1) return []
  const documents = corpus.titles.find(words, (at) => readable.has(at), limit)
  const found: Suggestion[] = documents.map((at) => {
    const { title, url, type } = corpus.document(at)
    return { text: title, url, type }
  })
  if (found.length >= limit || /\s$/.test(text)) return found
  const start = words.slice(0, -1).join(' ')
  const known = new Set(found.map((one) => one.text.toLowerCase()))
  for (const { surface } of corpus.vocabulary.startingWith(last, limit, readable)) {
    const whole = start ? `${start} ${surface}` : surface
    if (found.length < limit && surface !== last && !surface.includes('@') && !known.has(whole))
      found.push({ text: whole, type: 'word' })
  }
  return found
}
