import { fold } from '../analyser/fold.ts'
import { tokenise } from '../analyser/tokenise.ts'
import type { SearchDocument } from '../types.ts'
import { byCode, insert } from '../words/lower-bound.ts'
import { TitleWords } from './title-words.ts'

/** What is looked for separately: the knowledge itself, linking pins, persons and units. */
export const shelves = ['item', 'pin', 'person', 'unit'] as const
export type Shelf = (typeof shelves)[number]

const onEachShelf = <T>(make: () => T): Record<Shelf, T> => ({
  item: make(),
  pin: make(),
  person: make(),
  unit: make(),
})

/** So many persons may have the same name. */
const MOST_CALLED = 20

const byTitle = new Intl.Collator('nl')

/** The titles of all documents: their order in a list, and their words, to find those that begin with a prefix. */
export class Titles {
  readonly #documents: Array<Pick<SearchDocument, 'title' | 'id'> & { words: string[] }> = []
  readonly #words = onEachShelf(() => new TitleWords())
  #order: number[] = []
  readonly #ranks: number[] = []

  /** Takes in documents by their places. What stood there before must have been swept out. */
  add(arrived: ReadonlyMap<number, SearchDocument>): void {
    const words = onEachShelf(() => new Map<number, string[]>())
    const shared = sharing()
    for (const [place, { id, type, title, keywords }] of arrived) {
      const own = titleWords(title).map(shared)
      words[shelfOf(type)].set(place, own)
      this.#documents[place] = { id, title, words: [...own, ...keywords.flatMap(titleWords).map(shared)] }
    }
    for (const shelf of shelves) this.#words[shelf].add(words[shelf])
    insert(this.#order, [...arrived.keys()], (a, b) => this.#compare(a, b))
    for (let rank = 0; rank < this.#order.length; rank++) this.#ranks[this.#order[rank] as number] = rank
  }

  /** The places where documents stand, by title. */
  inOrder(isThere: (place: number) => boolean): number[] {
    return this.#order.filter(isThere)
  }

  /** Forgets the places where no document stands any more; until then nobody may read them. */
  sweep(isThere: (place: number) => boolean): void {
    for (const shelf of shelves) this.#words[shelf].sweep(isThere)
    this.#order = this.#order.filter(isThere)
  }

  /** Where the document at this place comes in a list by title. */
  rank(place: number): number {
    return this.#ranks[place] as number
  }

  /** Documents whose title has a word starting with the last of `words` and that have all others; earlier in the title first. */
  find(words: string[], shelf: Shelf, isReadable: (place: number) => boolean, limit: number): number[] {
    const last = words.at(-1) ?? ''
    const others = words.slice(0, -1)
    const fits = (place: number) => isReadable(place) && others.every((other) => this.#wordsOf(place).includes(other))
    const compare = (a: number, b: number) =>
      this.#wordsOf(a).length - this.#wordsOf(b).length || this.rank(a) - this.rank(b)
    return this.#words[shelf].find(last, others.length, limit, fits, compare)
  }

  /** The persons and units that are called exactly so. */
  called(name: string, isReadable: (place: number) => boolean): number[] {
    const words = titleWords(name)
    return (['person', 'unit'] as const)
      .flatMap((shelf) => this.find(words, shelf, isReadable, MOST_CALLED))
      .filter((place) => titleWords(this.#documents[place]?.title ?? '').join(' ') === words.join(' '))
  }

  #wordsOf(place: number): string[] {
    return this.#documents[place]?.words ?? []
  }

  #compare(a: number, b: number): number {
    const [one, other] = [this.#documents[a], this.#documents[b]]
    return byTitle.compare(one?.title ?? '', other?.title ?? '') || byCode(one?.id ?? '', other?.id ?? '')
  }
}

const shelfOf = (type: string): Shelf => shelves.find((shelf) => shelf === type) ?? 'item'

/** The folded words of a title or of what somebody types of it. */
export function titleWords(text: string): string[] {
  return tokenise(text).map((token) => fold(token.text))
}

/** Gives for equal strings always the same one, so that the others need not be kept. */
function sharing(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const same = known.get(text)
    if (same === undefined) known.set(text, text)
    return same ?? text
  }
}
