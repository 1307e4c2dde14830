import type { Config } from '../../config.ts'
import type { Store } from '../../store/store.ts'
import { cookieName } from '../../web/cookies.ts'
import { openSessions } from '../open-sessions.ts'
import type { SignInProvider } from '../provider.ts'
import { prepareSessions, sessions } from '../session.ts'
import type { WorkAccountSettings } from '../settings.ts'
import { type Account, openAccounts, readerOf } from './accounts.ts'
import { openAttempts } from './attempts.ts'
import { browserCookie } from './browser-cookie.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { workAccountMembers } from './members.ts'
import { openNewcomers } from './newcomers/newcomers.ts'
import { callbackPath, signInPages } from './pages.ts'
import { SignInRefused } from './refusal.ts'
import { whoAsks } from './who-asks.ts'

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
  const accountOf = whoAsks(settings, identityProvider, accounts)

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
    async readers(ids, { directory }) {
      const found = await accounts.rows
        .find({ $or: [{ person: { $in: ids } }, { _id: { $in: ids } }] })
        .lean<Account[]>()
      return found
        .filter(({ person }) => directory.person(person)?.active !== false)
        .map((account) => readerOf(account, directory))
        .filter(({ id }) => ids.includes(id))
    },
  }
}
