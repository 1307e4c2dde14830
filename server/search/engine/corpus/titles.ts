import { fold } from '../analyser/fold.ts'
import { tokenise } from '../analyser/tokenise.ts'
import type { SearchDocument } from '../types.ts'
import { byCode, lowerBound, merged } from '../words/lower-bound.ts'

/** A word of a title: the place of the document, and how many words stand before it. */
interface Entry {
  word: string
  document: number
  position: number
}

const inOrder = (a: Entry, b: Entry) => byCode(a.word, b.word) || a.position - b.position
const byTitle = new Intl.Collator('nl')

/** The titles of all documents: their order in a list, and their words, to find those that begin with a prefix. */
export class Titles {
  readonly #documents: Array<Pick<SearchDocument, 'title' | 'id'> & { words: string[] }> = []
  #entries: Entry[] = []
  #order: number[] = []
  readonly #ranks: number[] = []

  /** Takes in documents by their places. What stood there before must have been swept out. */
  add(arrived: ReadonlyMap<number, SearchDocument>): void {
    const entries: Entry[] = []
    for (const [document, { id, title, keywords }] of arrived) {
      const words = titleWords(title)
      entries.push(...words.map((word, position) => ({ word, document, position })))
      this.#documents[document] = { id, title, words: [...words, ...keywords.flatMap(titleWords)] }
    }
    this.#entries = merged(this.#entries, entries, inOrder)
    this.#order = merged(this.#order, [...arrived.keys()], (a, b) => this.#compare(a, b))
    for (let rank = 0; rank < this.#order.length; rank++) this.#ranks[this.#order[rank] as number] = rank
  }

  /** The places where documents stand, by title. */
  inOrder(isThere: (place: number) => boolean): number[] {
    return this.#order.filter(isThere)
  }

  /** Forgets the places where no document stands any more; until then nobody may read them. */
  sweep(isThere: (place: number) => boolean): void {
    this.#entries = this.#entries.filter(({ document }) => isThere(document))
    this.#order = this.#order.filter(isThere)
  }

  /** Where the document at this place comes in a list by title. */
  rank(place: number): number {
    return this.#ranks[place] as number
  }

  /** Documents whose title has a word starting with the last of `words` and that have all others; earlier in the title first. */
  find(words: string[], isReadable: (place: number) => boolean, limit: number): number[] {
    const last = words.at(-1) ?? ''
    const others = words.slice(0, -1)
    const ranks = new Map<number, number>()
    const from = lowerBound(this.#entries, ({ word }) => word < last)
    for (let i = from; this.#entries[i]?.word.startsWith(last); i++) {
      const { document, position, word } = this.#entries[i] as Entry
      if (!isReadable(document) || !others.every((other) => this.#words(document).includes(other))) continue
      const rank = Math.abs(position - others.length) + (word === last ? 0 : 0.5)
      ranks.set(document, Math.min(rank, ranks.get(document) ?? Number.POSITIVE_INFINITY))
    }
    return [...ranks]
      .sort(
        ([a, rankA], [b, rankB]) =>
          rankA - rankB || this.#words(a).length - this.#words(b).length || this.rank(a) - this.rank(b),
      )
      .slice(0, limit)
      .map(([place]) => place)
  }

  #words(place: number): string[] {
    return this.#documents[place]?.words ?? []
  }

  #compare(a: number, b: number): number {
    const [one, other] = [this.#documents[a], this.#documents[b]]
    return byTitle.compare(one?.title ?? '', other?.title ?? '') || byCode(one?.id ?? '', other?.id ?? '')
  }
}

/** The folded words of a title or of what somebody types of it. */
export function titleWords(text: string): string[] {
  return tokenise(text).map((token) => fold(token.text))
}
