import type { Request, Response } from 'express'

/**
 * The name of a cookie. Over https, and not mounted under a path, its prefix makes the browser refuse one that was set by another
 * host, for another path, or over http (RFC 6265bis §4.1.3.2).
 */
export const cookieName = (name: string, ownHost: boolean) => (ownHost ? `__Host-${name}` : name)

const nameFor = (req: Request, name: string) => cookieName(name, req.secure && req.baseUrl === '')

/** The value of a cookie that holds one of `allowed`; undefined when it is absent or says something else. */
export function readChoice<const T extends string>(req: Request, name: string, allowed: readonly T[]): T | undefined {
  const pairs = req.headers.cookie?.split(/;\s*/) ?? []
  return allowed.find((one) => pairs.includes(`${nameFor(req, name)}=${one}`))
}

const aYear = 365 * 24 * 60 * 60 * 1000

/** Keeps a choice of the reader for a year, on the pages of Kenniskompas only. */
export function writeCookie(req: Request, res: Response, name: string, value: string): void {
  res.cookie(nameFor(req, name), value, {
    path: req.baseUrl || '/',
    maxAge: aYear,
    httpOnly: true,
    sameSite: 'lax',
    secure: req.secure,
  })
}
