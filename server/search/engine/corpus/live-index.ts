import type { Term } from '../words/vocabulary.ts'
import type { Clause } from './clause.ts'
import { Postings } from './postings.ts'
import { bytesOfNumbers, type SnapshotReader } from './snapshot.ts'
import { type Dictionary, keepAllowed, NOT_FOUND, onlyProhibits, type Sought, soughtBy, vectorOf } from './sought.ts'
import { boosts, type FieldTerms, fields, fieldsOf, type Part, type TermIndex } from './term-index.ts'

const FIELDS = fields.length

/** Lunr's `k1` and `b` of BM25. */
const K1 = 1.2
const B = 0.75

/**
 * Which documents have which terms, with the weights that a new `lunr.Index` of the same documents would give. Documents stand at
 * places; a place that was left is free again when a compaction has cleared it. What weights depend on (how many documents have a
 * term, how long a field is on average) is counted exactly at every change.
 */
export class LiveIndex implements TermIndex {
  readonly #dictionary: Dictionary
  /** By term and field. */
  readonly #postings = new Postings()
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
      const frequency = tally[id] as number
      if (frequency === 0) continue
      tally[id] = 0
      this.#holders[id] = (this.#holders[id] ?? 0) + 1
      this.#postings.add(id * FIELDS + field, place, frequency)
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
        this.#postings.visit(term.id * FIELDS + field, (at, times) => {
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
    this.#postings.visit(term.id * FIELDS + field, (place, frequency) => {
      const weight = weightOf(idf, frequency, normOf(lengths[place] as number, average), field)
      const before = scores[place] as number
      scores[place] = (Number.isNaN(before) ? 0 : before) + weight * factor
    })
  }

  placesOf(term: Term, within = fieldsOf(term)): Array<ArrayLike<number>> {
    return within.flatMap((field) => this.#postings.placesOf(term.id * FIELDS + field))
  }

  /** As `lunr.idf`. */
  #idf({ id }: Term): number {
    const holders = this.#holders[id] ?? 0
    return Math.log(1 + Math.abs((this.#documents - holders + 0.5) / (holders + 0.5)))
  }

  *compact(): Generator<void> {
    yield* this.#postings.compact(this.#holders.length * FIELDS, this.#left)
    this.#free.push(...this.#left)
    this.#left.clear()
    this.#arrivals = 0
  }

  *dump(places: number[], terms: Term[]): Generator<Uint8Array> {
    const keys = terms.flatMap(({ id }) => boosts.map((_, field) => id * FIELDS + field))
    yield* this.#postings.dump(keys, new Map(places.map((place, i) => [place, i])))
    yield bytesOfNumbers(terms.map(({ id }) => this.#holders[id] as number))
    for (const lengths of this.#lengths) yield bytesOfNumbers(places.map((place) => lengths[place] as number))
  }

  load(from: SnapshotReader): void {
    this.#postings.load(from)
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
