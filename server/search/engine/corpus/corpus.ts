import { Compounds } from '../analyser/compounds.ts'
import type { Readable } from '../readers/readable.ts'
import { anybody, Readership } from '../readers/readership.ts'
import type { Edit, IndexKind, SearchDocument, SearchReader } from '../types.ts'
import { Cutting } from '../words/cutting.ts'
import { Spelling } from '../words/spelling.ts'
import { Vocabulary, type Word } from '../words/vocabulary.ts'
import { Census } from './census.ts'
import { dumpEntries, type Entry, loadEntries } from './entries.ts'
import { FacetTable } from './facets.ts'
import { LiveIndex } from './live-index.ts'
import { fieldTerms, type Reading, readAll } from './reading.ts'
import { bytesOfValue, SnapshotReader, snapshotFormat } from './snapshot.ts'
import { StockIndex } from './stock-index.ts'
import type { FieldTerms, TermIndex } from './term-index.ts'
import { Titles } from './titles.ts'
import { dumpVocabulary, loadVocabulary, Numbering } from './vocabulary-snapshot.ts'

/**
 * Everything that can be found: documents at places, their words and the index over them. After any edits it answers as one that
 * was made of the same documents at once.
 */
export class Corpus {
  readonly vocabulary = new Vocabulary()
  readonly compounds = new Compounds()
  readonly spelling = new Spelling()
  readonly index: TermIndex
  readonly facets = new FacetTable()
  readonly titles = new Titles()
  readonly #cutting = new Cutting(this.vocabulary, this.compounds, this.spelling)
  readonly #census = new Census(this.vocabulary)
  readonly #readership = new Readership()
  readonly #entries: Array<Entry | undefined> = []
  readonly #places = new Map<string, number>()

  constructor(kind: IndexKind = 'live') {
    this.index = kind === 'stock' ? new StockIndex() : new LiveIndex(this.vocabulary)
  }

  get size(): number {
    return this.#places.size
  }

  /** The document at a place that is not empty. */
  document(place: number): SearchDocument {
    return this.#entry(place).document
  }

  /** Where the document with this id stands. */
  placeOf(id: string): number | undefined {
    return this.#places.get(id)
  }

  /** The words at a place; none when it is empty. */
  reading(place: number): Reading | undefined {
    return this.#entries[place]?.reading
  }

  /** Brings documents in, instead of those with the same id, and takes others away. Doing it twice changes nothing. */
  edit({ put, gone }: Edit): void {
    const fresh = [...new Map(put.map((one) => [one.id, one])).values()].filter((one) => !this.#has(one))
    const arriving = readAll(fresh, this.vocabulary).map((reading, i) =>
      this.#arriving(fresh[i] as SearchDocument, reading),
    )
    const leaving = this.#leave([...gone, ...fresh.map(({ id }) => id)].flatMap((id) => this.#places.get(id) ?? []))
    for (const { document } of leaving) this.#places.delete(document.id)
    const touched = new Set([...this.#census.countWords(leaving, -1), ...this.#census.countWords(arriving, 1)])
    const size = this.size + arriving.length
    const recut = this.#cutting.update(touched, this.#readership.allowedTo(anybody), size)
    const moving = this.#leave(this.#placesWith(recut.keys()))
    for (const [word, parts] of recut) word.parts = parts
    this.titles.add(this.#enter([...moving, ...arriving]))
    this.spelling.add(this.vocabulary.settle())
  }

  /** Clears up after many edits, in steps between which questions may be asked but nothing edited. */
  *compact(): Generator<void> {
    this.titles.sweep((place) => this.#entries[place] !== undefined)
    yield* this.index.compact()
    yield
    this.vocabulary.sweep()
    this.spelling.sweep()
  }

  /** What `load` needs to be as this is, in steps between which questions may be asked but nothing edited. */
  *dump(): Generator<Uint8Array> {
    const places = this.titles.inOrder((place) => this.#entries[place] !== undefined)
    const entries = places.map((place) => this.#entry(place))
    const numbering = new Numbering(this.vocabulary)
    yield bytesOfValue({ format: snapshotFormat, size: entries.length, readers: this.#readership.readers })
    yield* dumpVocabulary(numbering)
    yield* dumpEntries(entries, numbering)
    yield* this.index.dump(places, numbering.terms)
  }

  /** Becomes what was dumped; must be empty. @throws when it is of another format or not complete */
  load(snapshot: Iterable<Uint8Array>): void {
    const from = new SnapshotReader(snapshot)
    const { format, size, readers } = from.value<{
      format: number
      size: number
      readers: Array<SearchDocument['readers']>
    }>()
    if (format !== snapshotFormat) throw new Error(`A snapshot of search in format ${format} cannot be loaded`)
    for (const one of readers) this.#readership.classOf(one)
    loadVocabulary(this.vocabulary, from)
    const entries = loadEntries(size, from)
    this.index.load(from, termsPerField(entries, this.vocabulary))
    for (const [place, entry] of entries.entries()) {
      if (entry.document.language === 'en') this.vocabulary.english.add(entry.visibility, 1)
      this.#stand(place, entry)
    }
    this.titles.add(new Map(entries.map(({ document }, place) => [place, document])))
    this.spelling.add(this.vocabulary.settle())
    this.#cutting.resume(size)
  }

  /** @param withheld ids of documents that are hidden from this reader though their entry does not say so yet */
  readableBy(reader: SearchReader, withheld: readonly string[] = []): Readable {
    const places = withheld.flatMap((id) => this.#places.get(id) ?? [])
    return this.#readership.readableBy(reader, places, (place) => this.#census.countsIn(this.#entry(place)))
  }

  #entry(place: number): Entry {
    return this.#entries[place] as Entry
  }

  #has(document: SearchDocument): boolean {
    const place = this.#places.get(document.id)
    return place !== undefined && JSON.stringify(this.document(place)) === JSON.stringify(document)
  }

  #arriving(document: SearchDocument, reading: Reading): Entry {
    return { document, reading, visibility: this.#readership.classOf(document.readers) }
  }

  /** Gives the documents by the places where they stand now. */
  #enter(entries: Entry[]): Map<number, SearchDocument> {
    this.#census.countTerms(entries, 1)
    return new Map(
      entries.map((entry) => {
        const place = this.index.add(fieldTerms(entry.reading, this.vocabulary))
        this.#stand(place, entry)
        return [place, entry.document]
      }),
    )
  }

  #stand(place: number, entry: Entry): void {
    this.#entries[place] = entry
    this.#places.set(entry.document.id, place)
    this.#readership.enter(place, entry.visibility)
    this.facets.set(place, entry.document)
  }

  /** Gives what stood at these places. */
  #leave(places: readonly number[]): Entry[] {
    const entries = [...new Set(places)].map((place) => {
      const entry = this.#entry(place)
      this.index.remove(place, fieldTerms(entry.reading, this.vocabulary))
      this.#entries[place] = undefined
      this.#readership.leave(place)
      return entry
    })
    this.#census.countTerms(entries, -1)
    return entries
  }

  /** Where documents with one of these words stand. */
  #placesWith(words: Iterable<Word>): number[] {
    const ids = new Set<number>()
    const places = new Set<number>()
    for (const { id, stem } of words) {
      ids.add(id)
      for (const row of this.index.placesOf(stem)) for (let i = 0; i < row.length; i++) places.add(row[i] as number)
    }
    return [...places].filter((place) => this.reading(place)?.words.some((id) => ids.has(id)))
  }
}

function* termsPerField(entries: Entry[], vocabulary: Vocabulary): Generator<FieldTerms> {
  for (const { reading } of entries) yield fieldTerms(reading, vocabulary)
}
