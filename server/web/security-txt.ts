import type { RequestHandler } from 'express'
import { NotFound } from '../errors.ts'
import type { House } from '../house.ts'

const validForDays = 90

/** Whom to tell about a weakness (RFC 9116), when `KENNISKOMPAS_SECURITY_CONTACT` says so. */
export function securityTxt({ config, now }: House): RequestHandler {
  return (req, res) => {
    const { securityContact, url } = config
    if (!securityContact) throw new NotFound('page', req.path)
    const expires = new Date(now())
    expires.setUTCHours(24 * validForDays, 0, 0, 0)
    const lines = [
      `Contact: ${securityContact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: nl, en',
      ...(url ? [`Canonical: ${url}/.well-known/security.txt`] : []),
    ]
    res.type('text/plain').send(`${lines.join('\n')}\n`)
  }
}
