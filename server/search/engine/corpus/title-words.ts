import { byCode, insert, lowerBound } from '../words/lower-bound.ts'

/** A word and where it stands: by turns the place of a document and how many words of its title come before. */
interface TitleWord {
  word: string
  spots: number[]
}

/** A document found, and how far its title is from what was typed. */
interface Hit {
  document: number
  distance: number
}

const inOrder = (a: TitleWord, b: TitleWord) => byCode(a.word, b.word)

/** The words of titles in order, to find the titles with a word that begins as somebody types. */
export class TitleWords {
  readonly #known = new Map<string, TitleWord>()
  #sorted: TitleWord[] = []

  /** Takes in the words of titles, by the places of their documents. */
  add(titles: ReadonlyMap<number, string[]>): void {
    const fresh: TitleWord[] = []
    for (const [document, words] of titles) {
      for (const [position, word] of words.entries()) {
        const known = this.#known.get(word)
        if (known) known.spots.push(document, position)
        else {
          const own = { word, spots: [document, position] }
          this.#known.set(word, own)
          fresh.push(own)
        }
      }
    }
    insert(this.#sorted, fresh, inOrder)
  }

  /** Forgets the words of documents that are not there any more. */
  sweep(isThere: (place: number) => boolean): void {
    for (const one of this.#sorted) {
      one.spots = one.spots.filter((_, i) => isThere(one.spots[i & ~1] as number))
      if (one.spots.length === 0) this.#known.delete(one.word)
    }
    this.#sorted = this.#sorted.filter(({ spots }) => spots.length > 0)
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
    for (const hit of this.#beginning(start, position)) {
      const last = best.length < limit ? undefined : best.at(-1)
      if (last && (hit.distance > last.distance || !isBefore(hit, last))) continue
      if (fits(hit.document)) keep(hit, best, limit, isBefore)
    }
    return best.map(({ document }) => document)
  }

  *#beginning(start: string, position: number): Generator<Hit> {
    for (let i = lowerBound(this.#sorted, ({ word }) => word < start); i < this.#sorted.length; i++) {
      const { word, spots } = this.#sorted[i] as TitleWord
      if (!word.startsWith(start)) break
      const more = word === start ? 0 : 0.5
      for (let at = 0; at < spots.length; at += 2)
        yield { document: spots[at] as number, distance: Math.abs((spots[at + 1] as number) - position) + more }
    }
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
