import type { Request, Router } from 'express'
import type { Reader } from '../access/reader.ts'
import type { House } from '../house.ts'
import type { Members } from './members.ts'

/** A way to know who is looking. One place each: host.ts, demo/, work-account/. */
export interface SignInProvider {
  name: string
  /** Whether anybody may be anybody, for trying out; every page then says so. */
  demo: boolean
  canSignOut: boolean
  /** Pages that work before sign-in: signing in and out, and the session these need. */
  routes?(house: House): Router
  /** Who signs in and where; absent where another product keeps the sessions. */
  members?: Members
  /** Who asks this, with the rights of this moment; undefined when nobody has signed in. */
  readerOf(req: Request, house: House): Promise<Reader | undefined>
  /**
   * These people (ids of readers) with the rights of this moment, for what reaches them while they do not look. Whoever may not
   * sign in is left out.
   */
  readers(ids: string[], house: House): Promise<Reader[]>
}
