import type { Request, RequestHandler } from 'express'
import type { Config } from '../config.ts'
import { Problem } from '../errors.ts'

/**
 * Refuses to sign people in over http where they should come over https: no Secure cookie can be set then, and they would be
 * sent round for ever. It is a mistake in how proxy and product are set up, and the log tells which.
 */
export function mustComeSecurely({ url }: Config): RequestHandler {
  return (req, _res, next) => {
    if (req.secure || !url?.startsWith('https:')) return next()
    throw new Problem(
      500,
      `A request came over http: ${whatToDo(req)} (see "Behind a proxy" in docs/operations.md)`,
      'proxy',
    )
  }
}

function whatToDo(req: Request): string {
  const { remoteAddress = '' } = req.socket
  const isTrusted = req.app.get('trust proxy fn')(remoteAddress, 0)
  if (!isTrusted) return `KENNISKOMPAS_PROXY names another proxy than the one at ${remoteAddress}`
  return req.get('X-Forwarded-Proto') ? 'the proxy must lead it to https' : 'the proxy must send X-Forwarded-Proto'
}
