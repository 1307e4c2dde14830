import { analyseWord } from '../analyser/index.ts'
import { tokenise } from '../analyser/tokenise.ts'
import type { SearchDocument } from '../types.ts'
import { typeWords } from '../words/type-words.ts'
import type { Term, Vocabulary, Word } from '../words/vocabulary.ts'
import type { FieldTerms } from './term-index.ts'

/** Words of one document in order, as numbers in the vocabulary, for each field that has text. */
export type Reading = readonly [title: Uint32Array, keywords: Uint32Array, text: Uint32Array]

/** The words of a document without its stop words; new ones enter the vocabulary. */
export function read(document: SearchDocument, vocabulary: Vocabulary): Reading {
  const { language } = document
  const ids = (text: string): Uint32Array => {
    const found: number[] = []
    for (const { text: word } of tokenise(text)) {
      const { surface, term } = analyseWord(word, language)
      if (term) found.push(vocabulary.wordFor(surface, term, language).id)
    }
    return Uint32Array.from(found)
  }
  return [
    ids(document.title),
    ids([...document.keywords, ...typeWords(document.type)].join(' . ')),
    ids(`${document.summary}\n${document.body}`),
  ]
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
