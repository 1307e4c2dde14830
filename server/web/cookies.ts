import type { Request, Response } from 'express'

/** The value of a cookie, or undefined. */
export function readCookie(req: Request, name: string): string | undefined {
  const prefix = `${name}=`
  const pair = req.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(prefix))
  return pair?.slice(prefix.length)
}

const aYear = 365 * 24 * 60 * 60 * 1000

/** Keeps a choice of the reader for a year, on the pages of Kenniskompas only. */
export function writeCookie(req: Request, res: Response, name: string, value: string): void {
  res.cookie(name, value, { path: req.baseUrl || '/', maxAge: aYear, httpOnly: true, sameSite: 'lax', secure: req.secure })
}
