import { may, reachOf } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import type { Directory } from '../people/directory.ts'
import type { Person, Unit } from '../people/person.ts'
import { isMeantFor, type MustRead } from './asked.ts'

/** How far some people are. */
export interface Progress {
  read: Person[]
  unread: Person[]
}

/** What somebody may know of how far people are. */
export interface WhoHasRead {
  /** The units of which they may see who has read and who has not. */
  byName: Array<{ unit: Unit } & Progress>
  /** The units of which they may know how many have read. */
  byNumber: Array<{ unit: Unit; read: number; asked: number }>
  /** The units that are too small for that, counted together; without numbers where all of them together are. */
  small: { units: Unit[]; counts?: { read: number; asked: number } }
}

/** Of a smaller group a number tells too much of each in it. */
export const smallestGroup = 5

/** Whether `reader` may know anything of who read this item. */
export const mayFollow = (item: MustRead, { role, leads }: Reader, directory: Directory): boolean =>
  reachOf(role, 'count who has read') === 'all' ||
  (reachOf(role, 'count who has read') === 'led units' && isMeantFor(item, leads, directory) && leads.length > 0)

/**
 * How far people are, as far as `viewer` may know, each by name of the unit.
 * @param asked who must read it
 * @param read ids of those who did
 */
export function whoHasRead(asked: Person[], read: Set<string>, viewer: Reader, directory: Directory): WhoHasRead {
  const groups = directory.units
    .filter(({ slug }) => may(viewer, 'count who has read', { units: [slug] }))
    .map((unit) => ({ unit, people: asked.filter((person) => person.unit === unit.slug) }))
    .filter(({ people }) => people.length > 0)
    .sort((one, other) => one.unit.name.localeCompare(other.unit.name, 'nl'))
  const seesNames = ({ unit }: Group) => may(viewer, 'see who has read', { units: [unit.slug] })
  const nameless = groups.filter((group) => !seesNames(group))
  const small = nameless.filter(({ people }) => people.length < smallestGroup)
  const together = small.flatMap(({ people }) => people)
  return {
    byName: groups.filter(seesNames).map(({ unit, people }) => ({
      unit,
      read: people.filter(({ slug }) => read.has(slug)),
      unread: people.filter(({ slug }) => !read.has(slug)),
    })),
    byNumber: nameless
      .filter((group) => !small.includes(group))
      .map(({ unit, people }) => ({ unit, ...counted(people, read) })),
    small: {
      units: small.map(({ unit }) => unit),
      ...(together.length >= smallestGroup && { counts: counted(together, read) }),
    },
  }
}

interface Group {
  unit: Unit
  people: Person[]
}

const counted = (people: Person[], read: Set<string>) => ({
  read: people.filter(({ slug }) => read.has(slug)).length,
  asked: people.length,
})
