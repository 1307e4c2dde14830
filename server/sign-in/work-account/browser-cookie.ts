import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { cookieName } from '../../web/cookies.ts'
import { attemptLastsMs } from './attempts.ts'

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
