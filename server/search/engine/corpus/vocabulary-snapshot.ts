import { noParts, type Term, type Vocabulary, type Word } from '../words/vocabulary.ts'
import { bytesOfNumbers, bytesOfValue, type SnapshotReader } from './snapshot.ts'

const ENGLISH = 1
const CUTS = 2

/** The words and terms that documents have, with numbers without gaps: those they get when they are loaded in this order. */
export class Numbering {
  readonly words: Word[]
  readonly terms: Term[]
  readonly #words: number[] = []
  readonly #terms: number[] = []

  constructor(vocabulary: Vocabulary) {
    this.words = vocabulary.inOrder()
    this.terms = [...new Set(this.words.flatMap(({ stem, parts = [] }) => [stem, ...parts]))]
    for (const [number, { id }] of this.words.entries()) this.#words[id] = number
    for (const [number, { id }] of this.terms.entries()) this.#terms[id] = number
  }

  ofWord(id: number): number {
    return this.#words[id] as number
  }

  ofTerm({ id }: Term): number {
    return this.#terms[id] as number
  }
}

/** Words in the order of the alphabet, so that nothing needs sorting when they are loaded. */
export function* dumpVocabulary(numbering: Numbering): Generator<Uint8Array> {
  const { words, terms } = numbering
  yield bytesOfValue(words.map(({ surface }) => surface))
  yield bytesOfValue(terms.map(({ text }) => text))
  yield bytesOfNumbers(terms.flatMap(({ seen }) => [...seen.numbers()]))
  yield bytesOfNumbers(
    words.flatMap(({ language, cuts, stem, parts = [], seen }) => [
      (language === 'en' ? ENGLISH : 0) | (cuts ? CUTS : 0),
      numbering.ofTerm(stem),
      parts.length,
      ...parts.map((part) => numbering.ofTerm(part)),
      ...seen.numbers(),
    ]),
  )
}

/** Takes words and terms into an empty vocabulary. */
export function loadVocabulary(vocabulary: Vocabulary, from: SnapshotReader): void {
  const surfaces = from.value<string[]>()
  const terms = from.value<string[]>().map((text) => vocabulary.termFor(text))
  const termNumbers = from.numbers().values()
  for (const { seen } of terms) seen.take(termNumbers)
  const numbers = from.numbers().values()
  const next = () => numbers.next().value as number
  const nextTerm = () => terms[next()] as Term
  for (const surface of surfaces) {
    const flags = next()
    const word = vocabulary.wordFor(surface, nextTerm().text, flags & ENGLISH ? 'en' : 'nl')
    word.cuts = (flags & CUTS) !== 0
    const parts = next()
    word.parts = parts > 0 ? Array.from({ length: parts }, nextTerm) : noParts
    word.seen.take(numbers)
  }
}
