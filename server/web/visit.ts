import type { Reader } from '../access/reader.ts'
import type { Language, Translate } from './texts.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** One request as pages and plugins see it: who looks, in which language, at what moment. */
export interface Visit {
  /** Who is signed in; on public pages possibly nobody, see `signedIn`. */
  reader: Reader
  signedIn: boolean
  language: Language
  theme: Theme
  t: Translate
  /** The address of a path inside Kenniskompas, wherever it is mounted. */
  link(path: string): string
  /** Where this visit is: the path inside Kenniskompas. */
  path: string
  /** The address that forms in the layout, such as the choice of language, come back to: normally that of this page. */
  returnTo: string
  now: Date
  /** `YYYY-MM-DD`, in the time zone of the server. */
  today: string
}

declare global {
  namespace Express {
    interface Request {
      visit: Visit
    }
  }
}

/** Nobody: what somebody who has not signed in may see is nothing. */
export const nobody: Reader = { id: '', name: '', role: 'reader', units: [], leads: [] }
