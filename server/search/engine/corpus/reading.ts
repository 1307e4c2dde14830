import { fold } from '../analyser/fold.ts'
import { type Language, stem } from '../analyser/index.ts'
import { isStopWord } from '../analyser/stop-words.ts'
import { detached, eachToken } from '../analyser/tokenise.ts'
import type { SearchDocument } from '../types.ts'
import { typeWords } from '../words/type-words.ts'
import type { Term, Vocabulary } from '../words/vocabulary.ts'
import type { FieldTerms } from './term-index.ts'

/** The words of a document in order, as numbers in the vocabulary: those of its title, then of its keywords and its text. */
export interface Reading {
  words: Uint32Array
  /** Where the words of the keywords begin. */
  keywords: number
  /** Where the words of the text begin. */
  text: number
}

/** The words of the title, the keywords and the text. */
export const fieldWords = ({ words, keywords, text }: Reading): [Uint32Array, Uint32Array, Uint32Array] => [
  words.subarray(0, keywords),
  words.subarray(keywords, text),
  words.subarray(text),
]

const STOP_WORD = -1

/** The words of documents without their stop words; new ones enter the vocabulary. */
export function readAll(documents: readonly SearchDocument[], vocabulary: Vocabulary): Reading[] {
  const words: number[] = []
  const read = reader(vocabulary, words)
  const ends = documents.map(({ language, title, keywords, type, summary, body }) => [
    words.length,
    read(title, language),
    read([...keywords, ...typeWords(type)].join(' . '), language),
    read(`${summary}\n${body}`, language),
  ])
  // One row of numbers for all costs less memory than one for each document.
  const all = Uint32Array.from(words)
  return ends.map(([start = 0, title = 0, keywords = 0, text = 0]) => ({
    words: all.subarray(start, text),
    keywords: title - start,
    text: keywords - start,
  }))
}

/** Adds the numbers of the words of a text to `words`, and gives how many there are then. Looks at each different word only once. */
function reader(vocabulary: Vocabulary, words: number[]): (text: string, language: Language) => number {
  const numbers: Record<Language, Map<string, number>> = { nl: new Map(), en: new Map() }
  return (text, language) => {
    const known = numbers[language]
    eachToken(text, (word) => {
      let number = known.get(word)
      if (number === undefined) {
        number = numberOf(word, language, vocabulary)
        known.set(word, number)
      }
      if (number !== STOP_WORD) words.push(number)
    })
    return words.length
  }
}

function numberOf(text: string, language: Language, vocabulary: Vocabulary): number {
  const surface = fold(text)
  if (surface === '' || isStopWord(surface, language)) return STOP_WORD
  const known = vocabulary.wordOf(surface, language)
  if (known) return known.id
  const own = detached(surface)
  return vocabulary.wordFor(own, stem(own, language), language).id
}

/** What the index takes in for a reading. */
export function fieldTerms({ words, keywords, text }: Reading, vocabulary: Vocabulary): FieldTerms {
  const stems: Term[] = []
  const parts: Term[] = []
  for (const id of words) {
    const word = vocabulary.word(id)
    stems.push(word.stem)
    if (word.parts) for (const part of word.parts) parts.push(part)
  }
  return [stems.slice(0, keywords), stems.slice(keywords, text), stems.slice(text), parts]
}
