import { analyseWord, type Language } from '../analyser/index.ts'
import { tokenise } from '../analyser/tokenise.ts'
import type { SearchDocument } from '../types.ts'
import { typeWords } from '../words/type-words.ts'
import type { Term, Vocabulary, Word } from '../words/vocabulary.ts'
import type { FieldTerms } from './term-index.ts'

/** Words of one document in order, as numbers in the vocabulary, for each field that has text. */
export type Reading = readonly [title: Uint32Array, keywords: Uint32Array, text: Uint32Array]

const STOP_WORD = -1

/** Reads many documents, and looks at each different word only once. Not longer than one edit, because words come and go. */
export class Reader {
  readonly #vocabulary: Vocabulary
  readonly #known: Record<Language, Map<string, number>> = { nl: new Map(), en: new Map() }

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** The words of a document without its stop words; new ones enter the vocabulary. */
  read(document: SearchDocument): Reading {
    const { language, title, keywords, type, summary, body } = document
    return [
      this.#ids(title, language),
      this.#ids([...keywords, ...typeWords(type)].join(' . '), language),
      this.#ids(`${summary}\n${body}`, language),
    ]
  }

  #ids(text: string, language: Language): Uint32Array {
    const known = this.#known[language]
    const ids: number[] = []
    for (const { text: word } of tokenise(text)) {
      let id = known.get(word)
      if (id === undefined) {
        id = this.#id(word, language)
        known.set(word, id)
      }
      if (id !== STOP_WORD) ids.push(id)
    }
    return Uint32Array.from(ids)
  }

  #id(word: string, language: Language): number {
    const { surface, term } = analyseWord(word, language)
    return term ? this.#vocabulary.wordFor(surface, term, language).id : STOP_WORD
  }
}

/** The different words of a reading. */
export function wordsOf(reading: Reading, vocabulary: Vocabulary): Set<Word> {
  const words = new Set<Word>()
  for (const ids of reading) for (const id of ids) words.add(vocabulary.word(id))
  return words
}

/** The different terms of words: their stems and the parts of compounds. */
export function termsOf(words: Iterable<Word>): Set<Term> {
  const terms = new Set<Term>()
  for (const { stem, parts = [] } of words) {
    terms.add(stem)
    for (const part of parts) terms.add(part)
  }
  return terms
}

/** What the index takes in for a reading. */
export function fieldTerms(reading: Reading, vocabulary: Vocabulary): FieldTerms {
  const parts: Term[] = []
  const fields = reading.map((ids) =>
    Array.from(ids, (id) => {
      const word = vocabulary.word(id)
      if (word.parts) parts.push(...word.parts)
      return word.stem
    }),
  )
  return [...fields, parts]
}
