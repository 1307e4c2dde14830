import type { Corpus } from '../corpus/corpus.ts'

/** The documents that have any of some terms. */
export class Holders {
  readonly #marks: Uint8Array

  constructor(terms: string[], { index, vocabulary }: Corpus) {
    this.#marks = new Uint8Array(index.places)
    for (const text of terms) {
      const term = vocabulary.term(text)
      for (const places of term ? index.placesOf(term) : []) {
        for (let i = 0; i < places.length; i++) this.#marks[places[i] as number] = 1
      }
    }
  }

  has(place: number): boolean {
    return this.#marks[place] === 1
  }
}
