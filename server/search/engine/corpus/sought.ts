import type { Term, Vocabulary } from '../words/vocabulary.ts'
import { type Clause, isPlain, MOST_TERMS, testOf } from './clause.ts'

/** A clause with the terms of the index that it stands for. */
export type Sought = Pick<Clause, 'fields' | 'boost' | 'presence'> & { terms: Term[] }

/** The terms that documents may have, by their text and all of them. */
export type Dictionary = Pick<Vocabulary, 'term' | 'terms'>

/** @param isHeld whether a document has this term */
export function soughtBy(clause: Clause, dictionary: Dictionary, isHeld: (term: Term) => boolean): Sought {
  const { fields, boost, presence } = clause
  const terms = isPlain(clause) ? plain(clause, dictionary).filter(isHeld) : fitting(clause, dictionary, isHeld)
  return { terms, fields, boost, presence }
}

function plain({ term }: Clause, dictionary: Dictionary): Term[] {
  const known = dictionary.term(term)
  return known ? [known] : []
}

function fitting(clause: Clause, dictionary: Dictionary, isHeld: (term: Term) => boolean): Term[] {
  const fits = testOf(clause)
  const found: Term[] = []
  for (const term of dictionary.terms()) {
    if (found.length === MOST_TERMS) break
    if (isHeld(term) && fits(term.text)) found.push(term)
  }
  return found
}

/** What is worth nothing because it was not found. */
export const NOT_FOUND = Number.NaN

/** Whether a query only says what must not be there, so that all other documents answer it; the empty query does. */
export const onlyProhibits = (sought: ReadonlyArray<Pick<Clause, 'presence'>>): boolean =>
  sought.every(({ presence }) => presence === 'prohibited')

/** The query vector of a field, divided by its length: boosts of clauses with the same term add up, as in Lunr. */
export function vectorOf(sought: Sought[], field: number): Map<Term, number> {
  const vector = new Map<Term, number>()
  for (const { terms, fields, boost, presence } of sought) {
    if (presence === 'prohibited' || !fields.includes(field)) continue
    for (const term of terms) vector.set(term, (vector.get(term) ?? 0) + boost)
  }
  let squares = 0
  for (const boost of vector.values()) squares += boost * boost
  const length = Math.sqrt(squares)
  for (const [term, boost] of vector) vector.set(term, boost / length || 0)
  return vector
}

/**
 * Takes away what lacks a required clause or has a prohibited one. As in Lunr a required clause is met by any of its terms in any of
 * its fields.
 * @param placesOf where a term stands in these fields
 */
export function keepAllowed(
  scores: Float64Array,
  sought: Sought[],
  placesOf: (term: Term, fields: readonly number[]) => Array<ArrayLike<number>>,
): void {
  for (const { terms, fields, presence } of sought) {
    if (presence === 'optional') continue
    const holders = new Uint8Array(presence === 'required' ? scores.length : 0)
    for (const places of terms.flatMap((term) => placesOf(term, fields))) {
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number
        if (presence === 'required') holders[place] = 1
        else scores[place] = NOT_FOUND
      }
    }
    for (let place = 0; place < holders.length; place++) if (holders[place] === 0) scores[place] = NOT_FOUND
  }
}
