/** Who may read something: everyone, only editors, or the people of the named units (slugs). */
export type Readers = 'everyone' | 'editors' | string[]

/** The part of a signed-in person that visibility depends on; `units` are unit slugs. */
export interface VisibilityReader {
  role: 'reader' | 'editor' | 'teamlead' | 'admin'
  units: string[]
}

/** True when `reader` may see something meant for `readers`. Editors and admins read everything; pure, no errors. */
export function mayRead(readers: Readers, reader: VisibilityReader): boolean {
  if (readers === 'everyone' || reader.role === 'editor' || reader.role === 'admin') return true
  return readers !== 'editors' && readers.some((unit) => reader.units.includes(unit))
}
