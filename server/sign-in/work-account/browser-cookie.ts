import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { attemptLastsMs } from './attempts.ts'

/**
 * The names of our cookies. With https their prefix makes the browser refuse one that was set by another host, for another
 * path, or over http (RFC 6265bis §4.1.3.2).
 */
export const cookieName = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name)

/** Recognises the browser that began to sign in, until it comes back. */
export interface BrowserCookie {
  /** The value in the request; undefined when there is none, or not one of ours. */
  read(req: Request): string | undefined
  /** Keeps the value that the browser has, or gives it one, and makes it last as long as a new attempt. */
  give(req: Request, res: Response): string
}

export function browserCookie(secure: boolean): BrowserCookie {
  const name = cookieName('kenniskompas_browser', secure)
  const pattern = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{43})(?:;|$)`)
  const read = (req: Request) => pattern.exec(req.headers.cookie ?? '')?.[1]
  return {
    read,
    give(req, res) {
      const value = read(req) ?? randomBytes(32).toString('base64url')
      res.cookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: attemptLastsMs })
      return value
    },
  }
}
