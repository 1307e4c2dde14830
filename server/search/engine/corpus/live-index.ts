import type { Term } from '../words/vocabulary.ts'
import type { Clause } from './clause.ts'
import { Overlay } from './overlay.ts'
import { bytesOf, bytesOfNumbers, type SnapshotReader } from './snapshot.ts'
import { type Dictionary, keepAllowed, NOT_FOUND, onlyProhibits, type Sought, soughtBy, vectorOf } from './sought.ts'
import { boosts, type FieldTerms, fields, fieldsOf, type Part, type TermIndex } from './term-index.ts'

const FIELDS = fields.length

/** Lunr's `k1` and `b` of BM25. */
const K1 = 1.2
const B = 0.75

/** Sorted out for good: the postings of each term and field, one after the other. */
interface Base {
  starts: Uint32Array
  places: Uint32Array
  frequencies: Uint16Array
}

const empty: Base = { starts: new Uint32Array(1), places: new Uint32Array(), frequencies: new Uint16Array() }

/** Frequencies are kept in 16 bits; no text says a word more often than this, and the weight would hardly grow. */
const MOST = 0xffff

/** Postings that are looked at before a compaction lets others have a turn. */
const STEP = 200_000

/**
 * Which documents have which terms, with the weights that a new `lunr.Index` of the same documents would give: a base that
 * does not change, and over it what was added since. Documents stand at places; a place that was left is free again when a
 * compaction has cleared it. What weights depend on (how many documents have a term, how long a field is on average) is
 * counted exactly at every change.
 */
export class LiveIndex implements TermIndex {
  readonly #dictionary: Dictionary
  #base = empty
  #added = new Overlay()
  readonly #left = new Set<number>()
  readonly #free: number[] = []
  #places = 0
  #documents = 0
  /** Documents added since the last compaction. */
  #arrivals = 0
  /** By term, in how many fields of documents it stands: what Lunr counts as documents with the term. */
  readonly #holders: number[] = []
  readonly #lengths: number[][] = boosts.map(() => [])
  readonly #totals = boosts.map(() => 0)
  readonly #tally: number[] = []

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary
  }

  get places(): number {
    return this.#places
  }

  get isCluttered(): boolean {
    return this.#left.size + this.#arrivals > Math.max(200, this.#documents / 8)
  }

  add(document: FieldTerms): number {
    const place = this.#free.pop() ?? this.#places++
    this.#documents++
    this.#arrivals++
    for (let field = 0; field < FIELDS; field++) this.#addField(place, field, document[field] ?? [])
    return place
  }

  remove(place: number, document: FieldTerms): void {
    this.#documents--
    this.#left.add(place)
    for (let field = 0; field < FIELDS; field++) {
      const terms = document[field] ?? []
      this.#totals[field] = (this.#totals[field] as number) - terms.length
      for (const { id } of new Set(terms)) this.#holders[id] = (this.#holders[id] as number) - 1
    }
  }

  #addField(place: number, field: number, terms: Term[]): void {
    const lengths = this.#lengths[field] as number[]
    lengths[place] = terms.length
    this.#totals[field] = (this.#totals[field] as number) + terms.length
    const tally = this.#tally
    for (const { id } of terms) tally[id] = (tally[id] ?? 0) + 1
    for (const { id } of terms) {
      const frequency = Math.min(tally[id] as number, MOST)
      if (frequency === 0) continue
      tally[id] = 0
      this.#holders[id] = (this.#holders[id] ?? 0) + 1
      this.#added.add(id * FIELDS + field, place, frequency)
    }
  }

  /** Per field the dot product of query and document weights divided by the length of the query vector, added up over the fields. */
  query(clauses: readonly Clause[]): Float64Array {
    const sought = this.#sought(clauses)
    const scores = new Float64Array(this.#places).fill(onlyProhibits(sought) ? 0 : NOT_FOUND)
    for (let field = 0; field < FIELDS; field++) {
      for (const [term, factor] of vectorOf(sought, field)) this.#addWeights(term, field, factor, scores)
    }
    keepAllowed(scores, sought, (term, fields) => this.placesOf(term, fields))
    for (const place of this.#left) scores[place] = NOT_FOUND
    for (const place of this.#free) scores[place] = NOT_FOUND
    return scores
  }

  parts(clauses: readonly Clause[], place: number): Part[] {
    const sought = this.#sought(clauses)
    return fields.flatMap((name, field) =>
      [...vectorOf(sought, field)].flatMap(([term, factor]) => {
        const average = this.#averageOf(field)
        const length = this.#lengths[field]?.[place] ?? 0
        const parts: Part[] = []
        const rarity = this.#idf(term)
        this.#visit(term.id * FIELDS + field, (at, times) => {
          if (at !== place) return
          const points = weightOf(rarity, times, normOf(length, average), field) * factor
          parts.push({ term: term.text, field: name, times, rarity, length, average, points })
        })
        return parts
      }),
    )
  }

  /** Terms in a field, on average. */
  #averageOf(field: number): number {
    return (this.#totals[field] as number) / this.#documents
  }

  #sought(clauses: readonly Clause[]): Sought[] {
    return clauses.map((clause) => soughtBy(clause, this.#dictionary, (term) => this.#has(term)))
  }

  /** Whether any document has this term. */
  #has({ id }: Term): boolean {
    return (this.#holders[id] ?? 0) > 0
  }

  /** Adds Lunr's weight of a term in a field, times `factor`, to the scores of the documents that have it. */
  #addWeights(term: Term, field: number, factor: number, scores: Float64Array): void {
    const idf = this.#idf(term)
    const average = this.#averageOf(field)
    const lengths = this.#lengths[field] as number[]
    this.#visit(term.id * FIELDS + field, (place, frequency) => {
      const weight = weightOf(idf, frequency, normOf(lengths[place] as number, average), field)
      const before = scores[place] as number
      scores[place] = (Number.isNaN(before) ? 0 : before) + weight * factor
    })
  }

  placesOf(term: Term, within = fieldsOf(term)): Array<ArrayLike<number>> {
    const { starts, places } = this.#base
    return within.flatMap((field) => {
      const key = term.id * FIELDS + field
      const added: number[] = []
      this.#added.visit(key, (place) => added.push(place))
      return [places.subarray(starts[key] ?? places.length, starts[key + 1] ?? places.length), added]
    })
  }

  #visit(key: number, see: (place: number, frequency: number) => void): void {
    const { starts, places, frequencies } = this.#base
    const end = starts[key + 1] ?? 0
    for (let i = starts[key] ?? end; i < end; i++) see(places[i] as number, frequencies[i] as number)
    this.#added.visit(key, see)
  }

  /** As `lunr.idf`. */
  #idf({ id }: Term): number {
    const holders = this.#holders[id] ?? 0
    return Math.log(1 + Math.abs((this.#documents - holders + 0.5) / (holders + 0.5)))
  }

  /**
   * Makes a new base of the old one and of what was added, in steps, so that questions may be answered in between; the last step
   * swaps it in. Nothing may be added or removed meanwhile.
   */
  *compact(): Generator<void> {
    const keys = this.#holders.length * FIELDS
    const most = this.#base.places.length + this.#added.size
    const starts = new Uint32Array(keys + 1)
    const places = new Uint32Array(most)
    const frequencies = new Uint16Array(most)
    let end = 0
    let next = STEP
    for (let key = 0; key < keys; key++) {
      this.#visit(key, (place, frequency) => {
        if (this.#left.has(place)) return
        places[end] = place
        frequencies[end++] = frequency
      })
      starts[key + 1] = end
      if (end < next) continue
      next = end + STEP
      yield
    }
    this.#base = { starts, places: places.slice(0, end), frequencies: frequencies.slice(0, end) }
    this.#added = new Overlay()
    this.#free.push(...this.#left)
    this.#left.clear()
    this.#arrivals = 0
  }

  *dump(places: number[], terms: Term[]): Generator<Uint8Array> {
    const moved = new Map(places.map((place, i) => [place, i]))
    const starts = [0]
    const postings: number[] = []
    const frequencies: number[] = []
    for (const { id } of terms) {
      for (let field = 0; field < FIELDS; field++) {
        this.#visit(id * FIELDS + field, (place, frequency) => {
          const at = moved.get(place)
          if (at === undefined || this.#left.has(place)) return
          postings.push(at)
          frequencies.push(frequency)
        })
        starts.push(postings.length)
      }
    }
    yield bytesOfNumbers(starts)
    yield bytesOfNumbers(postings)
    yield bytesOf(Uint16Array.from(frequencies))
    yield bytesOfNumbers(terms.map(({ id }) => this.#holders[id] as number))
    for (const lengths of this.#lengths) yield bytesOfNumbers(places.map((place) => lengths[place] as number))
  }

  load(from: SnapshotReader): void {
    this.#base = { starts: from.numbers(), places: from.numbers(), frequencies: from.smallNumbers() }
    for (const holders of from.numbers()) this.#holders.push(holders)
    for (const [field, lengths] of this.#lengths.entries()) {
      for (const length of from.numbers()) {
        lengths.push(length)
        this.#totals[field] = (this.#totals[field] as number) + length
      }
    }
    this.#documents = this.#places = this.#lengths[0]?.length ?? 0
  }
}

/** The part of Lunr's formula that depends on the length of a field. */
const normOf = (length: number, average: number): number => K1 * (1 - B + B * (length / average))

/** Lunr's weight of a term in a field of a document. */
function weightOf(idf: number, frequency: number, norm: number, field: number): number {
  const weight = (idf * ((K1 + 1) * frequency)) / (norm + frequency)
  return Math.round(weight * (boosts[field] as number) * 1000) / 1000
}
