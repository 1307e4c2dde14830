import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Config } from '../config.ts'

const aYear = 365 * 24 * 60 * 60

/**
 * Strict headers for every answer: nothing inline, nothing from elsewhere but pictures of `pictureHosts`, never inside a frame.
 * Where the address is our own and https, browsers never use http again; mounted, that is the host's to say.
 */
export function securityHeaders({ pictureHosts, url }: Config): RequestHandler {
  const options = {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", ...pictureHosts.map((host) => `https://${host}`)],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  } as const
  const overHttp = helmet({ ...options, strictTransportSecurity: false })
  const overHttps = helmet({ ...options, strictTransportSecurity: { maxAge: aYear, includeSubDomains: false } })
  return (req, res, next) => (url && req.secure ? overHttps : overHttp)(req, res, next)
}

/** A page shows what its reader may see: no proxy keeps it for another, and no browser on a shared desk after signing out. */
export const neverKept: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'private, no-store')
  next()
}
