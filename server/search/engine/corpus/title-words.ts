import { byCode, insert, lowerBound } from '../words/lower-bound.ts'

/** A word of a title: the place of the document, and how many words stand before it. */
export interface TitleWord {
  word: string
  document: number
  position: number
}

/** A document found, and how far its title is from what was typed. */
interface Hit {
  document: number
  distance: number
}

const inOrder = (a: TitleWord, b: TitleWord) => byCode(a.word, b.word) || a.position - b.position

/** The words of titles in order, to find the titles with a word that begins as somebody types. */
export class TitleWords {
  #entries: TitleWord[] = []

  add(entries: TitleWord[]): void {
    insert(this.#entries, entries, inOrder)
  }

  /** Forgets the words of documents that are not there any more. */
  sweep(isThere: (place: number) => boolean): void {
    this.#entries = this.#entries.filter(({ document }) => isThere(document))
  }

  /**
   * Documents with a word that begins with `start`, best first: the nearer to place number `position` in the title, then by `compare`.
   * However many titles there are, only those that come among the best so far are looked into.
   * @param fits whether a document may be found
   */
  find(
    start: string,
    position: number,
    limit: number,
    fits: (place: number) => boolean,
    compare: (a: number, b: number) => number,
  ): number[] {
    const best: Hit[] = []
    const isBefore = (a: Hit, b: Hit) =>
      a.distance < b.distance || (a.distance === b.distance && compare(a.document, b.document) < 0)
    for (let i = lowerBound(this.#entries, ({ word }) => word < start); i < this.#entries.length; i++) {
      const { word, document, position: own } = this.#entries[i] as TitleWord
      if (!word.startsWith(start)) break
      const hit = { document, distance: Math.abs(own - position) + (word === start ? 0 : 0.5) }
      const last = best.length < limit ? undefined : best.at(-1)
      if (last && (hit.distance > last.distance || !isBefore(hit, last))) continue
      if (fits(document)) keep(hit, best, limit, isBefore)
    }
    return best.map(({ document }) => document)
  }
}

/** Puts a hit in its place, instead of a later one of the same document. */
function keep(hit: Hit, best: Hit[], limit: number, isBefore: (a: Hit, b: Hit) => boolean): void {
  const known = best.findIndex(({ document }) => document === hit.document)
  if (known >= 0 && !isBefore(hit, best[known] as Hit)) return
  if (known >= 0) best.splice(known, 1)
  best.splice(
    lowerBound(best, (other) => isBefore(other, hit)),
    0,
    hit,
  )
  best.length = Math.min(best.length, limit)
}
