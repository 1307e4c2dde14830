import type { Counts } from '../readers/counts.ts'
import { Tally } from '../words/tally.ts'
import { noParts, type Term, type Vocabulary, type Word } from '../words/vocabulary.ts'
import type { Entry } from './entries.ts'
import type { Reading } from './reading.ts'

/** Counts in how many documents words and terms stand, for each class of readers. Many documents are counted at once. */
export class Census {
  readonly #vocabulary: Vocabulary
  readonly #tally = new Tally()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  /** These documents came, or with -1 went; gives the words whose counts changed. */
  countWords(entries: readonly Entry[], change: 1 | -1): Word[] {
    for (const { visibility } of entries.filter(isEnglish)) this.#vocabulary.english.add(visibility, change)
    const touched = new Set<Word>()
    for (const [visibility, readings] of byReaders(entries)) {
      for (const [word, count] of this.#wordsIn(readings)) {
        word.seen.add(visibility, count * change)
        touched.add(word)
      }
    }
    return [...touched]
  }

  /** As `countWords`, for the terms of words as they are cut now. */
  countTerms(entries: readonly Entry[], change: 1 | -1): void {
    for (const [visibility, readings] of byReaders(entries))
      for (const [term, count] of this.#termsIn(readings)) term.seen.add(visibility, count * change)
  }

  /** The counts that a document takes part in. */
  countsIn(entry: Entry): Counts[] {
    const own = [...this.#wordsIn([entry.reading]), ...this.#termsIn([entry.reading])].map(([{ seen }]) => seen)
    return isEnglish(entry) ? [...own, this.#vocabulary.english] : own
  }

  /** The words of readings, and in how many of these each stands. */
  #wordsIn(readings: readonly Reading[]): Array<[Word, number]> {
    for (const { words } of readings) {
      this.#tally.begin()
      for (const id of words) this.#tally.add(id)
    }
    return this.#tally.take().map(([id, count]) => [this.#vocabulary.word(id), count])
  }

  #termsIn(readings: readonly Reading[]): Array<[Term, number]> {
    for (const { words } of readings) {
      this.#tally.begin()
      for (const id of words) {
        this.#tally.add(this.#vocabulary.stemOf(id))
        for (const part of this.#vocabulary.word(id).parts ?? noParts) this.#tally.add(part.id)
      }
    }
    return this.#tally.take().map(([id, count]) => [this.#vocabulary.termAt(id), count])
  }
}

const isEnglish = ({ document }: Entry) => document.language === 'en'

function byReaders(entries: readonly Entry[]): Map<number, Reading[]> {
  const readings = new Map<number, Reading[]>()
  for (const { visibility, reading } of entries) {
    const same = readings.get(visibility)
    if (same) same.push(reading)
    else readings.set(visibility, [reading])
  }
  return readings
}
