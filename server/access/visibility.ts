import { type Asker, may, reachOf, type Thing } from './may.ts'
import type { Reader } from './reader.ts'
import type { Audience } from './rules.ts'

/** Who may read something: everyone who is signed in, only editors, or the people of the named units (slugs) and editors. */
export type Readers = 'everyone' | 'editors' | string[]

/** Every item is published, as long as nobody writes in the browser. */
const state = 'published'

/** Whether `asker` may read an item that is meant for `readers`. */
export const mayRead = (readers: Readers, asker: Asker): boolean => may(asker, 'read item', meantFor(readers))

const meantFor = (readers: Readers): Thing =>
  Array.isArray(readers) ? { state, audience: 'units', units: readers } : { state, audience: readers }

/** The same rule as a filter for the store. */
export function readableBy(asker: Asker): { visibility?: { $in: string[] } } {
  const reach = (audience: Audience) => reachOf(asker.role, 'read item', { state, audience })
  if (reach('everyone') === 'all' && reach('units') === 'all' && reach('editors') === 'all') return {}
  const words = (['everyone', 'editors'] as const).filter((word) => mayRead(word, asker))
  // A unit may be called "editors"; for the store that would be the same word.
  const units = asker.units.filter((unit) => unit !== 'editors' && mayRead([unit], asker))
  return { visibility: { $in: [...words, ...units] } }
}

/** What `reader` looks after, as a filter for the store. */
export function lookedAfterBy(reader: Reader): Record<string, unknown> {
  const reach = reachOf(reader.role, 'look after item')
  if (reach === 'all') return {}
  const led = reach === 'led units' ? reader.leads : []
  return { $or: [{ owner: reader.id }, { deputy: reader.id }, { unit: { $in: led } }] }
}
