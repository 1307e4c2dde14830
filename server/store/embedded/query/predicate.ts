import { reach } from '../bson/paths.ts'
import type { Doc } from '../bson/values.ts'

/** Whether a document matches. */
export type Predicate = (document: Doc) => boolean

/** A test of one value: undefined stands for a missing field. */
export type ValueTest = (value: unknown) => boolean

/** The test holds for a value at the path, or for an element when that value is an array. */
export function anyValue(path: string[], test: ValueTest): Predicate {
  return (document) =>
    reach(document, path).some(({ value }) => test(value) || (Array.isArray(value) && value.some(test)))
}

export function wholeValue(path: string[], test: ValueTest): Predicate {
  return (document) => reach(document, path).some(({ value }) => test(value))
}

export function not(predicate: Predicate): Predicate {
  return (document) => !predicate(document)
}
