import lunr from 'lunr'
import type { Term } from '../words/vocabulary.ts'
import { type Clause, editsOf, type Presence } from './clause.ts'
import type { SnapshotReader } from './snapshot.ts'
import { NOT_FOUND } from './sought.ts'
import { boosts, type FieldTerms, fields, fieldsOf, type TermIndex } from './term-index.ts'

/** What Lunr keeps of a term, by field: the references of the documents that have it. Its types leave this out. */
type Inverted = Record<string, Record<string, Record<string, unknown>>>

const presences: Record<Presence, lunr.Query.presence> = {
  optional: lunr.Query.presence.OPTIONAL,
  required: lunr.Query.presence.REQUIRED,
  prohibited: lunr.Query.presence.PROHIBITED,
}

/** A clause as Lunr takes it, with its fields by name. */
const optionsOf = (clause: Clause) => ({
  boost: clause.boost,
  fields: clause.fields.map((field) => fields[field] as string),
  presence: presences[clause.presence],
  usePipeline: false,
  ...(clause.editDistance !== undefined && { editDistance: editsOf(clause) }),
})

/**
 * A `lunr.Index` as Lunr itself makes it, of the same terms: the measure of the live index, and the way back when that is in
 * doubt. Each edit makes it anew at the next question, which takes seconds in a large library.
 */
export class StockIndex implements TermIndex {
  readonly #documents: Array<FieldTerms | undefined> = []
  readonly #left: number[] = []
  readonly #free: number[] = []
  #made: lunr.Index | undefined

  get places(): number {
    return this.#documents.length
  }

  get isCluttered(): boolean {
    return this.#left.length > 200
  }

  add(document: FieldTerms): number {
    const place = this.#free.pop() ?? this.#documents.length
    this.#documents[place] = document
    this.#made = undefined
    return place
  }

  remove(place: number): void {
    this.#documents[place] = undefined
    this.#left.push(place)
    this.#made = undefined
  }

  query(clauses: readonly Clause[]): Float64Array {
    const scores = new Float64Array(this.places).fill(NOT_FOUND)
    const results = this.#index().query((query) => {
      for (const clause of clauses) query.term(clause.term, optionsOf(clause))
    })
    for (const { ref, score } of results) scores[Number(ref)] = score
    return scores
  }

  /** Lunr does not tell. */
  parts(): [] {
    return []
  }

  placesOf(term: Term, within = fieldsOf(term)): number[][] {
    const { invertedIndex } = this.#index() as unknown as { invertedIndex: Inverted }
    const inField = (field: number) => invertedIndex[term.text]?.[fields[field] as string] ?? {}
    return within.map((field) => Object.keys(inField(field)).map(Number))
  }

  dump(): Iterable<Uint8Array> {
    return []
  }

  load(_: SnapshotReader, documents: Iterable<FieldTerms>): void {
    for (const document of documents) this.add(document)
  }

  compact(): Iterable<void> {
    this.#free.push(...this.#left.splice(0))
    return []
  }

  #index(): lunr.Index {
    this.#made ??= this.#make()
    return this.#made
  }

  #make(): lunr.Index {
    const builder = new lunr.Builder()
    // The analyser has done the work of tokeniser and pipeline; Lunr takes the finished terms as they are.
    builder.tokenizer = ((terms: string[]) => terms) as unknown as typeof lunr.tokenizer
    builder.ref('place')
    for (const [i, field] of fields.entries()) builder.field(field, { boost: boosts[i] as number })
    for (const [place, document] of this.#documents.entries()) {
      if (!document) continue
      const texts = fields.map((field, i) => [field, (document[i] ?? []).map(({ text }) => text)])
      builder.add({ place, ...Object.fromEntries(texts) })
    }
    return builder.build()
  }
}
