import { BearerStrategy, OIDCStrategy, type Strategy } from 'passport-azure-ad'
import type { WorkAccountSettings } from '../../settings.ts'
import { redeem } from '../redeem.ts'
import type { EntraId } from './entra-id.ts'
import { readToken } from './token-shape.ts'

/** Where `OIDCStrategy` keeps state and nonce in the session it is given. */
export const sessionKey = 'attempt'

/** The scope that an application asks for to use our API. */
const apiScope = 'access_as_user'

const algorithms = ['RS256']
const clockSkew = 120

const shared = ({ issuer, clientId }: WorkAccountSettings) => ({
  identityMetadata: `${issuer}/.well-known/openid-configuration`,
  clientID: clientId,
  issuer,
  validateIssuer: true,
  allowMultiAudiencesInToken: false,
  clockSkew,
  loggingLevel: 'error',
  loggingNoPII: true,
})

/**
 * The code flow of passport-azure-ad, with all replaced by which a bad answer of the provider can stop the process: it loads
 * nothing itself, knows RS256 only, and sees a token only once it has the shape of one and its key is known.
 */
export function codeFlow(settings: WorkAccountSettings, redirectUrl: string, entra: EntraId): OIDCStrategy {
  const { issuer, clientId, clientSecret } = settings
  const request = { clientID: clientId, redirectUrl, responseType: 'code', responseMode: 'query' }
  const allowHttpForRedirectUrl = redirectUrl.startsWith('http:')
  const strategy = new OIDCStrategy(
    { ...shared(settings), ...request, clientSecret, allowHttpForRedirectUrl, sessionKey },
    (_iss, _sub, _profile, claims, _accessToken, _refreshToken, _response, done) => done(null, claims),
  )
  const hardened: Pick<OIDCStrategy, 'setOptions' | '_getAccessTokenBySecretOrAssertion'> = {
    setOptions(this: Strategy, params, oauthConfig, checks, next) {
      goOn(this, entra.metadata(), ({ authorizationEndpoint, tokenEndpoint }) => {
        const { nonce, extraAuthReqQueryParams, extraTokenReqQueryParams } = params
        const keys = new Map<string, string>()
        params.metadata = { generateOidcPEM: keyIn(keys) }
        Object.assign(oauthConfig, request, {
          authorization_endpoint: authorizationEndpoint,
          scope: 'openid profile',
          extraAuthReqQueryParams,
          extraTokenReqQueryParams,
          tokenEndpoint,
          keys,
        })
        Object.assign(checks, {
          validateIssuer: true,
          issuer,
          audience: clientId,
          allowMultiAudiencesInToken: false,
          algorithms,
          clockSkew,
          nonce,
        })
        next(null)
      })
    },
    _getAccessTokenBySecretOrAssertion(this: Strategy, code, oauthConfig, _next, done) {
      const { tokenEndpoint, extraTokenReqQueryParams, keys } = oauthConfig as unknown as CodeRequest
      const form = { code, client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUrl }
      const redeeming = redeem(tokenEndpoint, { ...form, ...extraTokenReqQueryParams }).then(async (tokens) => {
        const { kid } = readToken(tokens.id_token)
        keys.set(kid, await entra.key(kid))
        return tokens
      })
      goOn(this, redeeming, (tokens) => done(null, tokens))
    },
  }
  return Object.assign(strategy, hardened)
}

interface CodeRequest {
  tokenEndpoint: string
  extraTokenReqQueryParams: { code_verifier: string }
  keys: Map<string, string>
}

/** The bearer tokens of passport-azure-ad; for tokens whose shape and key were looked at before, see `azure-ad.ts`. */
export function bearerTokens(settings: WorkAccountSettings, entra: EntraId): BearerStrategy {
  const audience = [settings.clientId, `api://${settings.clientId}`]
  const strategy = new BearerStrategy({ ...shared(settings), audience, scope: [apiScope] }, (claims, done) =>
    done(null, claims),
  )
  const hardened: Pick<BearerStrategy, 'loadMetadata'> = {
    loadMetadata(this: Strategy, _params, next) {
      goOn(this, entra.metadata(), ({ keys }) => {
        next(null, { oidc: { algorithms }, generateOidcPEM: keyIn(keys) })
      })
    },
  }
  return Object.assign(strategy, hardened)
}

/** The library expects a key or an exception; without a key it stumbles. */
const keyIn = (keys: Map<string, string>) => (kid: string) => {
  const key = keys.get(kid)
  if (!key) throw new Error('unknown key')
  return key
}

/** Goes on in the library with what comes; what goes wrong, there too, ends the attempt and not the process. */
function goOn<T>(strategy: Strategy, work: Promise<T>, next: (value: T) => void): void {
  work.then(next).catch((error) => strategy.error(error))
}
