import type { Request, RequestHandler } from 'express'
import { Forbidden } from '../errors.ts'

const harmless = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses whatever could change something unless a browser says that it comes from our own pages, so that another site
 * cannot act in the name of a reader. Programs send an `Origin` too.
 * Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet, "Fetch Metadata headers", with its fallback to `Origin`.
 */
export const sameOriginOnly: RequestHandler = (req, _res, next) => {
  if (harmless.includes(req.method) || fromOwnPages(req)) return next()
  throw new Forbidden('a form from another site')
}

function fromOwnPages(req: Request): boolean {
  const site = req.get('Sec-Fetch-Site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = req.get('Origin') ?? ''
  return URL.canParse(origin) && new URL(origin).host === req.host
}
