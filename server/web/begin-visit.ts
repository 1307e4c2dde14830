import type { RequestHandler } from 'express'
import { dayOf } from '../days.ts'
import type { House } from '../house.ts'
import { readChoice } from './cookies.ts'
import { languages } from './texts.ts'
import { nobody, themes, type Visit } from './visit.ts'

/** Gives every request its `visit`; who looks is filled in by sign-in. */
export function beginVisit(house: House): RequestHandler {
  return (req, _res, next) => {
    const language = readChoice(req, 'kenniskompas_language', languages) ?? 'nl'
    const now = house.now()
    const mountedAt = req.baseUrl
    req.visit = {
      reader: nobody,
      signedIn: false,
      language,
      theme: readChoice(req, 'kenniskompas_theme', themes) ?? 'auto',
      t: house.texts.in(language),
      link: (path) => mountedAt + path,
      path: req.path,
      returnTo: req.originalUrl,
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
