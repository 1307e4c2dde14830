import type { Request } from 'express'
import type { Config } from '../../config.ts'
import { Forbidden, SignInNeeded } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import { cookieName } from '../../web/cookies.ts'
import { openSessions } from '../open-sessions.ts'
import type { SignInProvider } from '../provider.ts'
import { prepareSessions, sessions } from '../session.ts'
import type { WorkAccountSettings } from '../settings.ts'
import { openAccounts, readerOf } from './accounts.ts'
import { openAttempts } from './attempts.ts'
import { browserCookie } from './browser-cookie.ts'
import { identify, keysBeginWith } from './identity.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { workAccountMembers } from './members.ts'
import { openNewcomers } from './newcomers/newcomers.ts'
import { callbackPath, signInPages } from './pages.ts'
import { SignInRefused } from './refusal.ts'

type Maker = (settings: WorkAccountSettings, redirectUrl: string, now: () => Date) => IdentityProvider

/** Each library is loaded only where it is chosen. */
const makers: Record<WorkAccountSettings['provider'], () => Promise<Maker>> = {
  azureAd: async () => (await import('./azure-ad/azure-ad.ts')).azureAd,
  oidc: async () => (await import('./oidc.ts')).oidc,
}

/** People sign in with the account they work with, at the identity provider of their organisation. */
export async function workAccountProvider(
  store: Store,
  { url = '', sessionSecret }: Config,
  settings: WorkAccountSettings,
  now: () => Date,
): Promise<SignInProvider> {
  const make = await makers[settings.provider]()
  const identityProvider = make(settings, url + callbackPath, now)
  const accounts = openAccounts(store)
  const newcomers = openNewcomers(store, accounts)
  const openedSessions = openSessions(store)
  const attempts = openAttempts(store)
  const secret = await prepareSessions(store, sessionSecret)
  const secure = url.startsWith('https:')
  const session = sessions(store, { name: cookieName('kenniskompas', secure), secure, path: '/' }, secret)
  const cookie = browserCookie(secure)
  const parts = { settings, session, identityProvider, accounts, newcomers, openedSessions, attempts, cookie }

  /** The account behind the bearer token of a program. */
  async function bearerAccount(req: Request, token: string, bearer: NonNullable<IdentityProvider['bearer']>) {
    try {
      return await accounts.arrive(identify(await bearer(token), settings))
    } catch (error) {
      if (!(error instanceof SignInRefused) || error.kind !== 'failed') throw error
      req.res?.set('WWW-Authenticate', 'Bearer error="invalid_token"') // RFC 6750 §3
      throw new SignInNeeded()
    }
  }

  async function accountOf(req: Request) {
    const token = /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '')?.[1]
    if (token && identityProvider.bearer) {
      if (!['GET', 'HEAD'].includes(req.method)) throw new Forbidden('to change something with a bearer token')
      return bearerAccount(req, token, identityProvider.bearer)
    }
    const owner = req.session?.owner
    // A session may be older than a change of tenant or provider.
    return owner?.startsWith(keysBeginWith(settings)) ? accounts.get(owner) : undefined
  }

  return {
    name: settings.provider,
    demo: false,
    canSignOut: true,
    members: workAccountMembers(openedSessions, accounts, newcomers),
    routes: (house) => signInPages(house, parts),
    async readerOf(req, { directory }) {
      const account = await accountOf(req)
      if (account && directory.person(account.person)?.active === false)
        throw new SignInRefused('noAccess', 'Somebody who left, by the directory, has an account that still works')
      return account && readerOf(account, directory)
    },
  }
}
