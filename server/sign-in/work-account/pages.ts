import { type RequestHandler, Router } from 'express'
import type { House } from '../../house.ts'
import { sendPage } from '../../web/render.ts'
import { safeReturn } from '../../web/return-to.ts'
import type { OpenSessions } from '../open-sessions.ts'
import { endSession, startSession } from '../session.ts'
import type { WorkAccountSettings } from '../settings.ts'
import type { Accounts } from './accounts.ts'
import type { Attempts } from './attempts.ts'
import type { BrowserCookie } from './browser-cookie.ts'
import { readCallback } from './callback.ts'
import { mustBeFreshAndOurs } from './id-token.ts'
import { identify } from './identity.ts'
import type { IdentityProvider } from './identity-provider.ts'
import type { Newcomers } from './newcomers/newcomers.ts'
import { SignInRefused } from './refusal.ts'

/** Where the provider sends browsers back to; registered there. */
export const callbackPath = '/sign-in/callback'

export interface Parts {
  settings: WorkAccountSettings
  session: RequestHandler
  identityProvider: IdentityProvider
  accounts: Accounts
  newcomers: Newcomers
  openedSessions: OpenSessions
  attempts: Attempts
  cookie: BrowserCookie
}

/** The pages of signing in and out with a work account, in the order in which somebody comes by. */
export function signInPages(house: House, parts: Parts): Router {
  const router = Router()
  router.use(parts.session)
  router.get('/sign-in', leaveForProvider(house, parts))
  router.get(callbackPath, comeBack(house, parts))
  router.post('/sign-out', signOut)
  router.get('/signed-out', signedOutPage(house, parts))
  router.get('/sign-out/front-channel', house.limits.signIn, endedAtProvider(parts))
  return router
}

function leaveForProvider(house: House, { identityProvider, attempts, cookie }: Parts): RequestHandler {
  return async (req, res) => {
    const returnTo = safeReturn(req.query.returnTo, req.visit)
    const { address, attempt } = await identityProvider.begin()
    await attempts.begin(attempt, cookie.give(req, res), returnTo, house.now())
    res.redirect(303, address)
  }
}

function comeBack(house: House, parts: Parts): RequestHandler {
  const { settings, identityProvider, accounts, newcomers, attempts, cookie } = parts
  return async (req, res) => {
    // This address holds the code; no form of a page may lead back to it.
    req.visit.returnTo = req.visit.link('/')
    const answer = readCallback(req)
    try {
      const attempt = await attempts.take(answer.state, cookie.read(req) ?? '', house.now())
      if (!attempt) throw new SignInRefused('expired', 'Nobody began this, in this browser, or it is over')
      if ('error' in answer) throw new SignInRefused('cancelled', `The provider answers ${answer.error}`)
      const claims = await identityProvider.finish(answer, attempt)
      mustBeFreshAndOurs(claims, settings.clientId, house.now())
      const identity = identify(claims, settings)
      const account = await accounts.arrive(identity)
      await newcomers.welcome(account, house)
      await startSession(req, { owner: account._id, sid: identity.sid }, house.now())
      res.redirect(303, attempt.returnTo)
    } catch (error) {
      if (error instanceof SignInRefused) house.log.info(`Somebody was not signed in. ${error.message}`)
      throw error
    }
  }
}

const signOut: RequestHandler = async (req, res) => {
  await endSession(req)
  res.redirect(303, req.visit.link('/signed-out'))
}

/** Forms may lead to our own pages only, so that the way on to the provider is a link. */
function signedOutPage(house: House, { identityProvider }: Parts): RequestHandler {
  return async (req, res) => {
    const providerUrl = await identityProvider.signOutAddress().catch(() => undefined)
    await sendPage(house, req, res, 'signed-out', { title: req.visit.t('signedOut.heading'), providerUrl })
  }
}

/**
 * OpenID Connect Front-Channel Logout 1.0: the provider opens this in a frame, without cookies, when somebody ends their session
 * there. Only who knows the `sid` can end the sessions that belong to it, and the answer tells nothing.
 */
function endedAtProvider({ settings, openedSessions }: Parts): RequestHandler {
  return async (req, res) => {
    const { sid, iss } = req.query
    const ours = iss === undefined || iss === settings.issuer
    if (typeof sid === 'string' && sid !== '' && ours) await openedSessions.endAt(sid)
    res.status(204).end()
  }
}
