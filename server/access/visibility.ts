import { type Asker, may, reachOf, type Thing } from './may.ts'
import { type Reader, roles } from './reader.ts'
import type { Audience, State } from './rules.ts'

/** Who may read something: everyone who is signed in, only editors, or the people of the named units (slugs) and editors. */
export type Readers = 'everyone' | 'editors' | string[]

/** What of an item says who may read it. */
export interface Guarded {
  state: State
  visibility: Readers
  unit: string
  owner: string
  deputy?: string | undefined
}

/** Lists, search and counts hold published items only; what is archived is read at its own address. */
const state = 'published'

/** Whether `asker` may read a published item that is meant for `readers`. */
export const mayRead = (readers: Readers, asker: Asker): boolean => may(asker, 'read item', meantFor(readers))

/** Whether whoever is signed in may read a published item that is meant for `readers`. */
export const isOpen = (readers: Readers): boolean => roles.every((role) => mayRead(readers, { role, units: [] }))

const meantFor = (readers: Readers): Thing =>
  Array.isArray(readers) ? { state, audience: 'units', units: readers } : { state, audience: readers }

/** Whether `asker` may read this item, archived or not. */
export const mayReadItem = (item: Guarded, asker: Asker): boolean =>
  item.state === 'published'
    ? mayRead(item.visibility, asker)
    : may(asker, 'read item', { state: item.state, ...belongingTo(item) })

/** An item as the thing that rules about its unit, its owner and deputy look at. */
export const belongingTo = ({ unit, owner, deputy }: Pick<Guarded, 'unit' | 'owner' | 'deputy'>): Thing => ({
  units: [unit],
  persons: deputy ? [owner, deputy] : [owner],
})

/** Which published items `asker` may read, as a filter for the store. */
export function readableBy(asker: Asker): { state: State; visibility?: { $in: string[] } } {
  const reach = (audience: Audience) => reachOf(asker.role, 'read item', { state, audience })
  if (reach('everyone') === 'all' && reach('units') === 'all' && reach('editors') === 'all') return { state }
  const words = (['everyone', 'editors'] as const).filter((word) => mayRead(word, asker))
  // A unit may be called "editors"; for the store that would be the same word.
  const units = asker.units.filter((unit) => unit !== 'editors' && mayRead([unit], asker))
  return { state, visibility: { $in: [...words, ...units] } }
}

/** What `reader` looks after, as a filter for the store. */
export function lookedAfterBy(reader: Reader): Record<string, unknown> {
  const reach = reachOf(reader.role, 'look after item')
  if (reach === 'all') return {}
  const led = reach === 'led units' ? reader.leads : []
  return { $or: [{ owner: reader.id }, { deputy: reader.id }, { unit: { $in: led } }] }
}

/** What `reader` may publish, as a filter for the store. */
export function publishableBy(reader: Reader): Record<string, unknown> {
  const reach = reachOf(reader.role, 'publish item')
  if (reach === 'all') return {}
  return { unit: { $in: reach === 'led units' ? reader.leads : [] } }
}
