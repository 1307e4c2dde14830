import { PART } from '../analyser/compounds.ts'
import type { Term } from '../words/vocabulary.ts'
import type { Clause } from './clause.ts'
import type { SnapshotReader } from './snapshot.ts'

/** The fields of Lunr's index with their boosts; the parts of compounds have a field of their own. */
export const fields = ['title', 'keywords', 'text', 'parts'] as const
export const boosts = [3, 2.5, 1, 0.7]

const textFields = [0, 1, 2]
const partFields = [3]

/** The number of the field that holds titles. */
export const TITLE = 0

/** The numbers of the fields in which a term lives. */
export const fieldsOf = ({ text }: Pick<Term, 'text'>): readonly number[] =>
  text.startsWith(PART) ? partFields : textFields

/** A term as it stands in the index, which documents may have anywhere. */
export const optionalTerm = (term: string, boost: number, fields = fieldsOf({ text: term })): Clause => ({
  term,
  fields,
  boost,
  presence: 'optional',
})

/** The terms of one document per field, each as often as it occurs. */
export type FieldTerms = Term[][]

/** What one term in one field of a document adds to its score, and why. */
export interface Part {
  term: string
  field: (typeof fields)[number]
  /** How often the term stands there. */
  times: number
  /** Lunr's idf: the fewer documents have the term, the higher. */
  rarity: number
  /** Terms in the field, here and on average. */
  length: number
  average: number
  points: number
}

/** Which documents have which terms, and what that is worth. Documents stand at places; a compaction frees those that were left. */
export interface TermIndex {
  /** All places are below this. */
  readonly places: number
  /** Whether so much was added or taken away that a compaction pays. */
  readonly isCluttered: boolean
  /** Adds a document and returns its place. */
  add(document: FieldTerms): number
  /** Takes the document at this place away. @param document exactly what was added */
  remove(place: number, document: FieldTerms): void
  /** The scores by place that `lunr.Index.query` gives; NaN for what it does not find. */
  query(clauses: readonly Clause[]): Float64Array
  /** What `query` adds up for one place; nothing where the index cannot tell. */
  parts(clauses: readonly Clause[], place: number): Part[]
  /** The places of documents that have a term, in some rows; a place stands there once for each of the fields that the term is in. */
  placesOf(term: Term, within?: readonly number[]): Array<ArrayLike<number>>
  /** What `load` needs, with the documents at `places` and `terms` in new numbers: those of their order. */
  dump(places: number[], terms: Term[]): Iterable<Uint8Array>
  /** Takes in what was dumped, while there is nothing yet. @param documents gives each of them as it was added */
  load(from: SnapshotReader, documents: Iterable<FieldTerms>): void
  /** Clears up in steps, between which questions may be answered but nothing added or removed. */
  compact(): Iterable<void>
}
