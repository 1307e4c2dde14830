import type { Corpus } from '../corpus/corpus.ts'

/** The documents that have any of some terms, in all fields or in these. */
export class Holders {
  readonly #marks: Uint8Array

  constructor(terms: string[], { index, vocabulary }: Corpus, fields?: readonly number[]) {
    this.#marks = new Uint8Array(index.places)
    for (const text of terms) {
      const term = vocabulary.term(text)
      for (const places of term ? index.placesOf(term, fields) : []) {
        for (let i = 0; i < places.length; i++) this.#marks[places[i] as number] = 1
      }
    }
  }

  has(place: number): boolean {
    return this.#marks[place] === 1
  }
}
