import type { RequestHandler } from 'express'
import { Forbidden } from '../errors.ts'
import { type Asker, may, reachOf } from './may.ts'
import type { Action } from './rules.ts'

/** Lets only those pass who may do `action`, with whichever thing. */
export const only = (action: Action): RequestHandler => onlyIf(action, (asker) => may(asker, action))

/** Lets those pass who may do `action` with some things; the route looks at which. */
export const onlySome = (action: Action): RequestHandler =>
  onlyIf(action, ({ role }) => reachOf(role, action) !== 'none')

/** Lets only those pass of whom `isAllowed` says so; `action` is for the log. */
export const onlyIf =
  (action: string, isAllowed: (asker: Asker) => boolean): RequestHandler =>
  (req, _res, next) =>
    next(isAllowed(req.visit.reader) ? undefined : new Forbidden(action))
