import type { RequestHandler } from 'express'
import { writeCookie } from './cookies.ts'
import { safeReturn } from './return-to.ts'
import { languages } from './texts.ts'
import { themes } from './visit.ts'

const choices: Record<'language' | 'theme', readonly string[]> = { language: languages, theme: themes }

/** Keeps the choice of language or theme in a cookie, also when scripts are off, and goes back to where the reader was. */
export function keepChoice(name: 'language' | 'theme'): RequestHandler {
  return (req, res) => {
    const choice = choices[name].find((one) => one === req.body?.[name])
    if (choice) writeCookie(req, res, `kenniskompas_${name}`, choice)
    res.redirect(303, safeReturn(req.body?.returnTo, req.visit))
  }
}
