import type { RequestHandler } from 'express'
import type { Reader } from '../access/reader.ts'
import type { House } from '../house.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { type Language, languages, type Translate } from './texts.ts'

/** One request as pages and plugins see it: who looks, in which language, at what moment. */
export interface Visit {
  /** Who is signed in; on public pages possibly nobody, see `signedIn`. */
  reader: Reader
  signedIn: boolean
  language: Language
  theme: 'auto' | 'light' | 'dark'
  t: Translate
  /** The address of a path inside Kenniskompas, wherever it is mounted. */
  link(path: string): string
  /** Where this visit is: the path inside Kenniskompas. */
  path: string
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
export const nobody: Reader = { id: '', name: '', role: 'reader', units: [] }

const themes = ['auto', 'light', 'dark'] as const

/** Gives every request its `visit`; who looks is filled in by sign-in. */
export function beginVisit(house: House): RequestHandler {
  return (req, _res, next) => {
    const language = oneOf(languages, readCookie(req, 'kenniskompas_language')) ?? 'nl'
    const now = house.now()
    const mountedAt = req.baseUrl
    req.visit = {
      reader: nobody,
      signedIn: false,
      language,
      theme: oneOf(themes, readCookie(req, 'kenniskompas_theme')) ?? 'auto',
      t: house.texts.in(language),
      link: (path) => mountedAt + path,
      path: req.path,
      now,
      today: dayOf(now),
    }
    next()
  }
}

/** The same visit as a plugin sees it: with its own texts first. */
export const visitFor = (house: House, visit: Visit, plugin: string): Visit => ({
  ...visit,
  t: house.texts.in(visit.language, plugin),
})

/** Keeps the choice of language and theme in a cookie, also when scripts are off, and goes back to where the reader was. */
export function keepChoice(name: 'language' | 'theme'): RequestHandler {
  const allowed: readonly string[] = name === 'language' ? languages : themes
  return (req, res) => {
    const choice = oneOf(allowed, req.body?.[name])
    if (choice) writeCookie(req, res, `kenniskompas_${name}`, choice)
    res.redirect(303, safeReturn(req.body?.returnTo, req.visit))
  }
}

/** A path inside Kenniskompas that a form asked to go back to; the home page for anything else. */
export function safeReturn(wanted: unknown, visit: Visit): string {
  const home = visit.link('/')
  if (typeof wanted !== 'string' || !wanted.startsWith(home) || /^\/[/\\]|[\\\s]|[^\x21-\x7e]|\/\./.test(wanted))
    return home
  return wanted
}

function oneOf<const T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((one) => one === value)
}

/** The local date of `moment` as `YYYY-MM-DD`. */
export function dayOf(moment: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}
