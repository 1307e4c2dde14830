import { type Doc, isDoc } from './values.ts'

/** Texts up to this length are worth sharing, and this many are remembered at a time. */
const LONGEST_SHARED = 40
const MOST_SHARED = 10_000

/**
 * Gives freshly decoded documents the room back that decoding leaves unused:
 * arrays get their exact length, and short texts that many documents have are kept once.
 */
export class Compactor {
  readonly #texts: Map<string, string> = new Map()

  /** Change a document that nobody else has yet. */
  compact(document: Doc): Doc {
    for (const name in document) document[name] = this.#value(document[name])
    return document
  }

  #value(value: unknown): unknown {
    if (typeof value === 'string') return value.length > LONGEST_SHARED ? value : this.#text(value)
    if (Array.isArray(value)) return value.map((element) => this.#value(element))
    return isDoc(value) ? this.compact(value) : value
  }

  #text(value: string): string {
    const known = this.#texts.get(value)
    if (known !== undefined) return known
    if (this.#texts.size >= MOST_SHARED) this.#texts.clear()
    this.#texts.set(value, value)
    return value
  }
}
