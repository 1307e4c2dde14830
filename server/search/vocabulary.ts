import type { Language } from './analyser/index.ts'
import { lowerBound } from './lower-bound.ts'

/** In how many documents something occurs, per visibility class, so that nobody learns of words only others may read. */
export class Counts {
  readonly #classes: number[] = []
  readonly #counts: number[] = []
  #lastDocument = -1

  add(document: number, visibility: number): void {
    if (document === this.#lastDocument) return
    this.#lastDocument = document
    const at = this.#classes.indexOf(visibility)
    if (at >= 0) this.#counts[at] = (this.#counts[at] ?? 0) + 1
    else {
      this.#classes.push(visibility)
      this.#counts.push(1)
    }
  }

  /** Number of documents that a reader with these readable classes may see. */
  for(readable: Readable): number {
    let sum = 0
    for (let i = 0; i < this.#classes.length; i++) {
      if (readable[this.#classes[i] ?? -1]) sum += this.#counts[i] ?? 0
    }
    return sum
  }
}

/** For each visibility class whether the present reader may see it. */
export type Readable = readonly boolean[]

/** A word as it stands in documents of one language. */
export interface Word {
  id: number
  surface: string
  term: string
  language: Language
  seen: Counts
}

/** All words and terms of the documents. Filled with `note`, then sealed once with `seal`. */
export class Vocabulary {
  readonly words: Word[] = []
  #sorted: Word[] = []
  readonly #bySurface: Record<Language, Map<string, Word>> = { nl: new Map(), en: new Map() }
  readonly #terms = new Map<string, Counts>()

  /** Registers one occurrence and returns the word. */
  note(surface: string, term: string, language: Language, document: number, visibility: number): Word {
    const word = this.#bySurface[language].get(surface) ?? this.#newWord(surface, term, language)
    word.seen.add(document, visibility)
    this.noteTerm(term, document, visibility)
    return word
  }

  noteTerm(term: string, document: number, visibility: number): void {
    const counts = this.#terms.get(term) ?? new Counts()
    this.#terms.set(term, counts)
    counts.add(document, visibility)
  }

  seal(): void {
    this.#sorted = [...this.words].sort((a, b) => (a.surface < b.surface ? -1 : a.surface > b.surface ? 1 : 0))
  }

  /** Number of readable documents with this index term. */
  termCount(term: string, readable: Readable): number {
    return this.#terms.get(term)?.for(readable) ?? 0
  }

  /** Number of readable documents with this folded word, in any language. */
  wordCount(surface: string, readable: Readable): number {
    const { nl, en } = this.#bySurface
    return (nl.get(surface)?.seen.for(readable) ?? 0) + (en.get(surface)?.seen.for(readable) ?? 0)
  }

  get hasEnglish(): boolean {
    return this.#bySurface.en.size > 0
  }

  /** Readable words that begin with a folded prefix, most frequent first. Looks at 2,000 words at most. */
  startingWith(prefix: string, limit: number, readable: Readable): Word[] {
    const found: Array<{ word: Word; count: number }> = []
    const from = lowerBound(this.#sorted, (one) => one.surface, prefix)
    for (let i = from; i < Math.min(from + 2000, this.#sorted.length); i++) {
      const word = this.#sorted[i]
      if (!word?.surface.startsWith(prefix)) break
      const count = word.seen.for(readable)
      if (count > 0) found.push({ word, count })
    }
    found.sort((a, b) => b.count - a.count || a.word.surface.length - b.word.surface.length)
    return found.slice(0, limit).map(({ word }) => word)
  }

  #newWord(surface: string, term: string, language: Language): Word {
    const word: Word = { id: this.words.length, surface, term, language, seen: new Counts() }
    this.words.push(word)
    this.#bySurface[language].set(surface, word)
    return word
  }
}
