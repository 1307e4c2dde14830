import type { RequestHandler } from 'express'
import { Forbidden } from '../errors.ts'

const harmless = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses forms and scripts of other sites. Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in
 * `Origin`; a request with neither comes from a program and carries no cookies of a victim.
 */
export const sameOriginOnly: RequestHandler = (req, _res, next) => {
  if (harmless.includes(req.method) || fromOwnPages(req.headers, req.headers.host)) return next()
  throw new Forbidden('a form from another site')
}

function fromOwnPages(headers: NodeJS.Dict<string | string[]>, host: string | undefined): boolean {
  const site = headers['sec-fetch-site']
  if (site) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  return origin === undefined || (typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host)
}
