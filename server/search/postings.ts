import type lunr from 'lunr'

/** The fields of Lunr's index that its type declarations leave out. */
export interface LunrInside {
  fields: string[]
  invertedIndex: Record<string, { _index: number }>
  fieldVectors: Record<string, { elements: number[] }>
}

/** Documents with a term in one field, and Lunr's BM25 weight of the term there. */
export interface PostingList {
  documents: Uint32Array
  weights: Float32Array
}

interface FieldPostings {
  starts: Uint32Array
  documents: Uint32Array
  weights: Float32Array
}

const NONE: PostingList = { documents: new Uint32Array(), weights: new Float32Array() }

/**
 * The weights of a stock Lunr index, turned from vectors per document into lists per term. Walking these gives the scores of
 * `lunr.Index.query` without its objects per match, which cost it a hundred milliseconds on common words.
 */
export class Postings {
  readonly #terms = new Map<string, number>()
  readonly #fields = new Map<string, FieldPostings>()
  readonly documentCount: number

  /** @param index a Lunr index whose references are the places 0…documentCount-1 */
  constructor(index: lunr.Index, documentCount: number) {
    const { fields, invertedIndex, fieldVectors } = index as unknown as LunrInside
    for (const [term, { _index }] of Object.entries(invertedIndex)) this.#terms.set(term, _index)
    this.documentCount = documentCount
    for (const field of fields) {
      const vectors = Array.from({ length: documentCount }, (_, at) => fieldVectors[`${field}/${at}`]?.elements ?? [])
      this.#fields.set(field, transpose(vectors, this.#terms.size))
    }
  }

  has(term: string): boolean {
    return this.#terms.has(term)
  }

  list(term: string, field: string): PostingList {
    const at = this.#terms.get(term)
    const postings = this.#fields.get(field)
    if (at === undefined || !postings) return NONE
    const [from, to] = [postings.starts[at], postings.starts[at + 1]]
    return { documents: postings.documents.subarray(from, to), weights: postings.weights.subarray(from, to) }
  }
}

/** `vectors`: for each document its terms and weights in turn (term, weight, term, weight …), as Lunr keeps them. */
function transpose(vectors: number[][], termCount: number): FieldPostings {
  const starts = new Uint32Array(termCount + 1)
  for (const vector of vectors) {
    for (let i = 0; i < vector.length; i += 2) {
      const term = vector[i] as number
      starts[term + 1] = (starts[term + 1] as number) + 1
    }
  }
  for (let term = 0; term < termCount; term++) {
    starts[term + 1] = (starts[term + 1] as number) + (starts[term] as number)
  }
  const next = starts.slice()
  const documents = new Uint32Array(starts[termCount] as number)
  const weights = new Float32Array(documents.length)
  for (const [document, vector] of vectors.entries()) {
    for (let i = 0; i < vector.length; i += 2) {
      const term = vector[i] as number
      const place = next[term] as number
      documents[place] = document
      weights[place] = vector[i + 1] as number
      next[term] = place + 1
    }
  }
  return { starts, documents, weights }
}
