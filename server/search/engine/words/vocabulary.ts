import type { Language } from '../analyser/index.ts'
import { Counts } from '../readers/counts.ts'
import type { Readable } from '../readers/readable.ts'
import { Lines } from './lines.ts'
import { byCode, insert, lowerBound } from './lower-bound.ts'
import { MostFrequent } from './most-frequent.ts'
import { stemmed } from './pattern.ts'

/** What the index holds: the stem of words, or of a part of compounds. */
export interface Term {
  id: number
  text: string
  seen: Counts
}

/** A word as it stands in documents of one language. */
export interface Word {
  id: number
  surface: string
  language: Language
  stem: Term
  /** The terms of its parts, when it is a compound; unknown until it was cut. */
  parts: readonly Term[] | undefined
  /** Whether it cuts compounds itself. */
  cuts: boolean
  seen: Counts
}

/** The parts of a word that is no compound: one list for all, since nearly all words are so. */
export const noParts: readonly Term[] = []

/** How many readable words with a prefix are compared, and how many words are gone through for them. */
const LOOKED_AT = 2000
const PASSED = 20_000

const inOrder = (a: Word, b: Word) => byCode(a.surface, b.surface) || byCode(a.language, b.language)

/** All words and terms of the documents. Words that no document has any more stay until they are swept out. */
export class Vocabulary {
  /** How many documents are in English. */
  readonly english = new Counts()
  readonly #words: Array<Word | undefined> = []
  /** For each word the number of its stem, close together for those who read whole texts. */
  readonly #stems: number[] = []
  readonly #freeWords: number[] = []
  readonly #freeTerms: number[] = []
  readonly #bySurface: Record<Language, Map<string, Word>> = { nl: new Map(), en: new Map() }
  readonly #terms = new Map<string, Term>()
  readonly #termsById: Term[] = []
  #sorted: Word[] = []
  #unsorted: Word[] = []
  /** The sorted words and their stems, from the first question with a `*` until words come or go. */
  #lines: { surfaces: Lines; stems: Lines } | undefined

  /** The word with this number. */
  word(id: number): Word {
    return this.#words[id] as Word
  }

  /** The number of the stem of the word with this number. */
  stemOf(id: number): number {
    return this.#stems[id] as number
  }

  /** The term with this number. */
  termAt(id: number): Term {
    return this.#termsById[id] as Term
  }

  /** The word with this folded form, which is new when it was not known. */
  wordFor(surface: string, stem: string, language: Language): Word {
    const known = this.#bySurface[language].get(surface)
    if (known) return known
    const word = {
      id: this.#freeWords.pop() ?? this.#words.length,
      surface,
      language,
      stem: this.termFor(stem),
      parts: undefined,
      cuts: false,
      seen: new Counts(),
    }
    this.#words[word.id] = word
    this.#stems[word.id] = word.stem.id
    this.#bySurface[language].set(surface, word)
    this.#unsorted.push(word)
    return word
  }

  /** The word with this folded form, when a document has it. */
  wordOf(surface: string, language: Language): Word | undefined {
    return this.#bySurface[language].get(surface)
  }

  /** The term with this text, which is new when it was not known. */
  termFor(text: string): Term {
    const known = this.#terms.get(text)
    if (known) return known
    const term = { id: this.#freeTerms.pop() ?? this.#termsById.length, text, seen: new Counts() }
    this.#termsById[term.id] = term
    this.#terms.set(text, term)
    return term
  }

  term(text: string): Term | undefined {
    return this.#terms.get(text)
  }

  /** All terms, also some that no document has any more. */
  terms(): Iterable<Term> {
    return this.#terms.values()
  }

  /** All words, or those of which this is true. */
  words(isWanted: (word: Word) => boolean = () => true): Word[] {
    return this.#words.filter((word) => word !== undefined && isWanted(word)) as Word[]
  }

  /** The words that documents have, in the order of the alphabet. */
  inOrder(): Word[] {
    return this.#sorted.filter(({ seen }) => seen.total > 0)
  }

  /** Puts new words where `startingWith` finds them; returns them. */
  settle(): Word[] {
    const fresh = this.#unsorted
    insert(this.#sorted, fresh, inOrder)
    if (fresh.length > 0) this.#lines = undefined
    this.#unsorted = []
    return fresh
  }

  /** Forgets words and terms that no document has, so that their numbers can be given out again. */
  sweep(): void {
    for (const word of this.words(({ seen }) => seen.total === 0)) {
      this.#words[word.id] = undefined
      this.#bySurface[word.language].delete(word.surface)
      this.#freeWords.push(word.id)
    }
    for (const term of this.#terms.values()) {
      if (term.seen.total > 0) continue
      this.#terms.delete(term.text)
      this.#freeTerms.push(term.id)
    }
    this.#sorted = this.#sorted.filter(({ seen }) => seen.total > 0)
    this.#lines = undefined
  }

  /** Number of readable documents with this index term. */
  termCount(text: string, readable: Readable): number {
    const term = this.#terms.get(text)
    return term ? readable.count(term.seen) : 0
  }

  /**
   * Readable words that begin with a folded prefix, most frequent first. Looks at the first 2,000 of them, and passes over ten
   * times as many words of others at most.
   */
  startingWith(prefix: string, limit: number, readable: Readable): Word[] {
    const best = new MostFrequent(limit, readable)
    const from = lowerBound(this.#sorted, ({ surface }) => surface < prefix)
    for (let i = from; best.looked < LOOKED_AT && i - from < PASSED; i++) {
      const word = this.#sorted[i]
      if (!word?.surface.startsWith(prefix)) break
      best.take(word)
    }
    return best.words()
  }

  /** Readable words that fit a folded pattern with `*`, or of which the stem fits its stem, most frequent first. */
  like(pattern: string, limit: number, readable: Readable): Word[] {
    this.#lines ??= {
      surfaces: new Lines(this.#sorted.map(({ surface }) => surface)),
      stems: new Lines(this.#sorted.map(({ stem }) => stem.text)),
    }
    const { surfaces, stems } = this.#lines
    const fits = new Uint8Array(this.#sorted.length)
    for (const i of surfaces.like(pattern)) fits[i] = 1
    for (const i of stems.like(stemmed(pattern))) fits[i] = 1
    const best = new MostFrequent(limit, readable)
    for (let i = 0; i < fits.length; i++) if (fits[i]) best.take(this.#sorted[i] as Word)
    return best.words()
  }
}
