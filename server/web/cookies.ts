import type { Request, Response } from 'express'

/** The value of a cookie that holds one of `allowed`; undefined when it is absent or says something else. */
export function readChoice<const T extends string>(req: Request, name: string, allowed: readonly T[]): T | undefined {
  const pairs = req.headers.cookie?.split(/;\s*/) ?? []
  return allowed.find((one) => pairs.includes(`${name}=${one}`))
}

const aYear = 365 * 24 * 60 * 60 * 1000

/** Keeps a choice of the reader for a year, on the pages of Kenniskompas only. */
export function writeCookie(req: Request, res: Response, name: string, value: string): void {
  res.cookie(name, value, {
    path: req.baseUrl || '/',
    maxAge: aYear,
    httpOnly: true,
    sameSite: 'lax',
    secure: req.secure,
  })
}
