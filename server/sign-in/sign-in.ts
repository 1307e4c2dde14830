import type { RequestHandler } from 'express'
import { SignInNeeded } from '../errors.ts'
import type { House } from '../house.ts'

/** Finds out who looks, by the rights of this moment. Nobody is a good answer too, for the public pages. */
export function recogniseReader(house: House): RequestHandler {
  return async (req, _res, next) => {
    await house.catchUp()
    const reader = await house.provider.readerOf(req, house)
    if (reader) {
      Object.assign(req.visit, { reader, signedIn: true })
      await house.provider.members?.sessions.noteSeen(req, house.now())
    }
    next()
  }
}

/** From here on, everybody has a name. A page asked for by nobody leads to the sign-in page, and back afterwards. */
export function mustBeSignedIn(house: House): RequestHandler {
  return (req, res, next) => {
    if (req.visit.signedIn) return next()
    const mayComeBack = ['GET', 'HEAD'].includes(req.method) && req.accepts('html', 'json') === 'html'
    if (!mayComeBack || !house.provider.routes) throw new SignInNeeded()
    res.redirect(303, `${req.visit.link('/sign-in')}?returnTo=${encodeURIComponent(req.originalUrl)}`)
  }
}
