import type { Request, Router } from 'express'
import type { Reader } from '../access/reader.ts'
import type { House } from '../house.ts'

/** A way to know who is looking. One place each: host.ts, demo/, work-account/. */
export interface SignInProvider {
  name: string
  /** Whether anybody may be anybody, for trying out; every page then says so. */
  demo: boolean
  canSignOut: boolean
  /** Pages that work before sign-in: signing in and out, and the session these need. */
  routes?(house: House): Router
  /** Who asks this, with the rights of this moment; undefined when nobody has signed in. */
  readerOf(req: Request, house: House): Promise<Reader | undefined>
}
