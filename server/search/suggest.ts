import { fold } from './analyser/fold.ts'
import { tokenise } from './analyser/tokenise.ts'
import type { Corpus } from './corpus.ts'
import { lowerBound } from './lower-bound.ts'
import type { Readable } from './readable.ts'
import type { SearchDocument, Suggestion } from './types.ts'

const titles = new WeakMap<Corpus, TitleIndex>()
const MAX_TEXT = 100

/** Completions for unfinished text: titles of readable documents with these words, then words that finish the last one. */
export function suggest(text: string, corpus: Corpus, readable: Readable, limit: number): Suggestion[] {
  const words = wordsOf(text.slice(0, MAX_TEXT))
  const last = words.at(-1)
  if (!last || limit < 1) return []
  const documents = titlesOf(corpus).find(words, (at) => readable.has(at), limit)
  const found: Suggestion[] = documents.map((at) => {
    const { title, url, type } = corpus.documents[at] as SearchDocument
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

function wordsOf(text: string): string[] {
  return tokenise(text).map((token) => fold(token.text))
}

function titlesOf(corpus: Corpus): TitleIndex {
  const known = titles.get(corpus) ?? new TitleIndex(corpus.documents)
  titles.set(corpus, known)
  return known
}

/** The folded words of all titles in order, to find those that begin with a prefix. */
class TitleIndex {
  readonly #words: string[][]
  readonly #entries: Array<{ word: string; document: number; place: number }>

  constructor(documents: SearchDocument[]) {
    this.#words = documents.map(({ title, keywords }) => [...wordsOf(title), ...keywords.flatMap(wordsOf)])
    this.#entries = documents
      .flatMap(({ title }, document) => wordsOf(title).map((word, place) => ({ word, document, place })))
      .sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : a.place - b.place))
  }

  /** Documents whose title has a word starting with the last of `words` and that have all others; earlier in the title first. */
  find(words: string[], isReadable: (document: number) => boolean, limit: number): number[] {
    const last = words.at(-1) ?? ''
    const others = words.slice(0, -1)
    const places = new Map<number, number>()
    for (let i = lowerBound(this.#entries, (one) => one.word, last); this.#entries[i]?.word.startsWith(last); i++) {
      const { document, place, word } = this.#entries[i] as { word: string; document: number; place: number }
      if (!isReadable(document) || !others.every((other) => this.#words[document]?.includes(other))) continue
      const rank = Math.abs(place - others.length) + (word === last ? 0 : 0.5)
      places.set(document, Math.min(rank, places.get(document) ?? Number.POSITIVE_INFINITY))
    }
    return [...places]
      .sort(
        ([a, rankA], [b, rankB]) =>
          rankA - rankB || (this.#words[a]?.length ?? 0) - (this.#words[b]?.length ?? 0) || a - b,
      )
      .slice(0, limit)
      .map(([document]) => document)
  }
}
