import type { Reader } from './reader.ts'

/** Who may read something: everyone who is signed in, only editors, or the people of the named units (slugs) and editors. */
export type Readers = 'everyone' | 'editors' | string[]

/** The part of a reader that visibility depends on. */
export type VisibilityReader = Pick<Reader, 'role' | 'units'>

const readsAll = (reader: VisibilityReader) => reader.role === 'editor' || reader.role === 'admin'

/** Whether `reader` may see something meant for `readers`. */
export function mayRead(readers: Readers, reader: VisibilityReader): boolean {
  if (readers === 'everyone' || readsAll(reader)) return true
  return readers !== 'editors' && readers.some((unit) => reader.units.includes(unit))
}

/** The same rule as a filter for the store. */
export function readableBy(reader: VisibilityReader): { visibility?: { $in: string[] } } {
  // A unit may be called "editors"; for the store that would be the same word.
  const units = reader.units.filter((unit) => unit !== 'editors')
  return readsAll(reader) ? {} : { visibility: { $in: ['everyone', ...units] } }
}
