import type { Request } from 'express'
import { Forbidden, SignInNeeded } from '../../errors.ts'
import type { WorkAccountSettings } from '../settings.ts'
import type { Account, Accounts } from './accounts.ts'
import { identify, keysBeginWith } from './identity.ts'
import type { Claims, IdentityProvider } from './identity-provider.ts'
import { SignInRefused } from './refusal.ts'

/** Gives the account behind a request: by the bearer token of a program, else by the session of a browser. */
export function whoAsks(settings: WorkAccountSettings, { bearer }: IdentityProvider, accounts: Accounts) {
  async function browserOf({ session }: Request): Promise<Account | undefined> {
    const owner = session?.owner
    // A session may be older than a change of tenant or provider.
    return owner?.startsWith(keysBeginWith(settings)) ? accounts.get(owner) : undefined
  }

  async function programOf(req: Request, claims: Promise<Claims>): Promise<Account> {
    try {
      const account = await accounts.arrive(identify(await claims, settings))
      if (!['GET', 'HEAD'].includes(req.method)) throw new Forbidden('to change something with a bearer token')
      return account
    } catch (error) {
      if (!(error instanceof SignInRefused) || error.kind !== 'failed') throw error
      req.res?.set('WWW-Authenticate', 'Bearer error="invalid_token"') // RFC 6750 §3
      throw new SignInNeeded()
    }
  }

  return (req: Request): Promise<Account | undefined> => {
    const token = /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '')?.[1]
    return token && bearer ? programOf(req, bearer(token)) : browserOf(req)
  }
}
