import { patternTest } from '../words/pattern.ts'

/** Whether documents may have a word, must, or must not. */
export type Presence = 'optional' | 'required' | 'prohibited'

/**
 * One word of a query, as `lunr.Query.Clause` has it behind the pipeline. In `term` a `*` stands for any letters, unless there is
 * an `editDistance`: so many letters may be added, left out, another, or swapped with the next one.
 */
export interface Clause {
  term: string
  /** Numbers of the fields that count. */
  fields: readonly number[]
  boost: number
  presence: Presence
  editDistance?: number
}

/** Lunr warns against more, and takes seconds for it; a greater distance counts as this. */
const MOST_EDITS = 2

/** So many terms one clause may stand for; Lunr knows no bound, and goes through the whole index for `*`. */
export const MOST_TERMS = 5000

export const editsOf = ({ editDistance = 0 }: Clause): number => Math.min(editDistance, MOST_EDITS)

/** Whether a clause stands for one term at most, which needs no looking for. */
export const isPlain = ({ term, editDistance }: Clause): boolean => editDistance === undefined && !term.includes('*')

/** Whether a term of the index is one that the clause stands for: what is in `lunr.TokenSet.fromClause`. */
export function testOf(clause: Clause): (term: string) => boolean {
  if (clause.editDistance === undefined) return patternTest(clause.term)
  const edits = editsOf(clause)
  const { length } = clause.term
  return (term) => Math.abs(term.length - length) <= edits && becomes(clause.term, term, 0, edits)
}

/**
 * Whether so many edits make a text into the rest of a term, which begins at `at`, by the steps of
 * `lunr.TokenSet.fromFuzzyString`: all at the front of what is left, so that a letter that was swapped may be edited again. A `*`
 * stands for one letter there.
 */
function becomes(rest: string, term: string, at: number, edits: number): boolean {
  if (Math.abs(rest.length - (term.length - at)) > edits) return false
  if (at === term.length) return true
  const [first, second, next] = [rest[0], rest[1], term[at]]
  if ((first === next || first === '*') && becomes(rest.slice(1), term, at + 1, edits)) return true
  if (edits === 0) return false
  const left = edits - 1
  if (becomes(rest, term, at + 1, left)) return true
  if (first === undefined) return false
  if (becomes(rest.slice(1), term, at, left) || becomes(rest.slice(1), term, at + 1, left)) return true
  return second === next && becomes(first + rest.slice(2), term, at + 1, left)
}
