import { createHash, randomBytes } from 'node:crypto'
import passport, { type AuthenticateCallback, type Authenticator } from 'passport'
import type { WorkAccountSettings } from '../../settings.ts'
import type { Attempt, Claims, IdentityProvider } from '../identity-provider.ts'
import { SignInRefused } from '../refusal.ts'
import { entraId } from './entra-id.ts'
import { bearerTokens, codeFlow, sessionKey } from './strategies.ts'
import { readToken } from './token-shape.ts'

/** Microsoft Entra ID by passport-azure-ad, which is no longer kept up; docs/entra-id.md tells how to leave it. */
export function azureAd(settings: WorkAccountSettings, redirectUrl: string, now: () => Date): IdentityProvider {
  const entra = entraId(settings.issuer, now)
  // By name: a strategy that is handed to Passport itself is one object for all who sign in at the same time.
  const strategies = new passport.Authenticator()
  strategies.use('browsers', codeFlow(settings, redirectUrl, entra))
  strategies.use('programs', bearerTokens(settings, entra))
  return {
    async begin() {
      const verifier = randomBytes(32).toString('base64url')
      const code_challenge = createHash('sha256').update(verifier).digest('base64url')
      const pkce = { extraAuthReqQueryParams: { code_challenge, code_challenge_method: 'S256' } }
      const session = sessionWith()
      const { address } = await run(strategies, 'browsers', { query: {}, session }, pkce)
      const [tuple] = session[sessionKey].content
      if (!address || !tuple) throw new Error('passport-azure-ad began no attempt')
      return { address, attempt: { state: tuple.state, nonce: tuple.nonce, verifier } }
    },

    async finish({ code }, { state, nonce, verifier }) {
      const pkce = { extraTokenReqQueryParams: { code_verifier: verifier } }
      const session = sessionWith({ state, nonce, timeStamp: Date.now() })
      return (await run(strategies, 'browsers', { query: { code, state }, session }, pkce)).claims
    },

    async bearer(token) {
      const { kid, claims } = readToken(token)
      if (typeof claims.scp !== 'string') throw new SignInRefused('failed', 'The token is not for our API')
      await entra.key(kid)
      return (await run(strategies, 'programs', { headers: { authorization: `Bearer ${token}` } })).claims
    },

    signOutAddress: async () => (await entra.metadata()).endSessionEndpoint,
  }
}

type Tuple = Pick<Attempt, 'state' | 'nonce'> & { timeStamp: number }

/** The session as passport-azure-ad knows it: nothing but the attempt at hand, never the visitor's. */
const sessionWith = (...content: Tuple[]) => ({ [sessionKey]: { content } })

/** Has Passport run a strategy on a request that holds only what was checked before. @throws {SignInRefused} */
function run(
  passport: Pick<Authenticator, 'authenticate'>,
  strategy: 'browsers' | 'programs',
  request: object,
  options: object = {},
): Promise<{ address: string; claims: Claims }> {
  return new Promise((resolve, reject) => {
    const response = {
      setHeader: (name: string, value: string) => name === 'Location' && resolve({ address: value, claims: {} }),
      end() {},
    }
    const done: AuthenticateCallback = (error, claims, reason) => {
      if (error) return reject(error instanceof SignInRefused ? error : brokenOff(error))
      if (claims) return resolve({ address: '', claims: claims as Claims })
      reject(new SignInRefused('failed', `passport-azure-ad refuses it: ${String(reason)}`))
    }
    passport.authenticate(strategy, options, done)(request, response)
  })
}

/** The library stumbled over what it was given. Its words may quote a token, so that only the kind of error goes on. */
const brokenOff = (error: unknown) =>
  new SignInRefused('failed', `passport-azure-ad breaks off: ${(error as Error)?.name}`)
