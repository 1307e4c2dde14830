import type { Language } from './analyser/index.ts'
import { lowerBound } from './lower-bound.ts'
import type { Readable } from './readable.ts'

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

  /** Number of documents in the classes that are `allowed`. */
  in(allowed: readonly boolean[]): number {
    let sum = 0
    for (let i = 0; i < this.#classes.length; i++) {
      if (allowed[this.#classes[i] ?? -1]) sum += this.#counts[i] ?? 0
    }
    return sum
  }
}

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

  /** The counts in which a document with these words and terms takes part, each once. */
  countsOf(words: Iterable<Word>, terms: Iterable<string>): Set<Counts> {
    const counts = new Set<Counts>()
    for (const { seen } of words) counts.add(seen)
    for (const term of terms) {
      const own = this.#terms.get(term)
      if (own) counts.add(own)
    }
    return counts
  }

  /** Number of readable documents with this index term. */
  termCount(term: string, readable: Readable): number {
    const counts = this.#terms.get(term)
    return counts ? readable.count(counts) : 0
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
      const count = readable.count(word.seen)
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
