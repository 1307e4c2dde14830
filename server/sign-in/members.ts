import type { Request } from 'express'
import type { Role } from '../access/reader.ts'
import type { House } from '../house.ts'
import type { Person } from '../people/person.ts'
import type { OpenSessions } from './open-sessions.ts'
import type { Newcomers } from './work-account/newcomers/newcomers.ts'

/** Why somebody belongs to a unit: they work there, they lead it or a unit above it, or a group of their account says so. */
export type Belonging = 'works' | 'leads' | 'group'

/** What is known of somebody who is signed in, and where it comes from. */
export interface About {
  /** Whose sessions theirs are. */
  owner: string
  name: string
  email: string | undefined
  /** Their entry in the directory. */
  person: Person | undefined
  /** Who in the directory they say they are, as long as nobody confirmed it. */
  asks?: Person | undefined
  role: Role
  roleFrom: 'directory' | 'account'
  units: Array<{ unit: string; because: Belonging }>
}

/** Somebody who may have sessions. */
export interface Member {
  owner: string
  name: string
  role: Role
  /** Who in the directory a colleague confirmed them to be; absent where everybody comes from it. */
  recognisedAs?: Person | undefined
}

/** Who signs in here, and where they are signed in. */
export interface Members {
  sessions: OpenSessions
  about(req: Request, house: House): Promise<About | undefined>
  /** Those whose name has `text` in it, by name, at most 20. */
  find(text: string, house: House): Promise<Member[]>
  /** Whose sessions these are. */
  get(owner: string, house: House): Promise<Member | undefined>
  /** Those who must first be recognised as somebody in the directory; absent where everybody comes from it. */
  newcomers?: Newcomers
}

export const mostFound = 20
