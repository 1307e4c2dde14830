import { createHash } from 'node:crypto'
import * as openid from 'openid-client'
import type { WorkAccountSettings } from '../settings.ts'
import { askProvider } from './ask-provider.ts'
import type { IdentityProvider } from './identity-provider.ts'
import { refusedCode } from './redeem.ts'
import { SignInRefused } from './refusal.ts'
import { remembered } from './remembered.ts'

const clockSkew = 120

/** Any OpenID Connect provider, Entra ID too, by openid-client. */
export function oidc(settings: WorkAccountSettings, redirectUrl: string, now: () => Date): IdentityProvider {
  const known = remembered(() => discover(settings), now)
  return {
    async begin() {
      const attempt = {
        state: openid.randomState().slice(0, 32),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      }
      const address = openid.buildAuthorizationUrl(await known.get(), {
        redirect_uri: redirectUrl,
        scope: 'openid profile',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, attempt }
    },

    async finish({ code, state, iss }, attempt) {
      const configuration = await known.get()
      const current = new URL(redirectUrl)
      current.search = new URLSearchParams({ code, state, ...(iss && { iss }) }).toString()
      try {
        const tokens = await openid.authorizationCodeGrant(configuration, current, {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
        })
        const claims = { ...tokens.claims() }
        mustMatch(claims.c_hash, code)
        mustMatch(claims.at_hash, tokens.access_token)
        return claims
      } catch (error) {
        // The keys have changed; the next one who signs in finds the new ones.
        if ((error as { code?: string }).code === 'OAUTH_KEY_SELECTION_FAILED') known.forget()
        throw asRefusal(error)
      }
    },

    signOutAddress: async () => (await known.get()).serverMetadata().end_session_endpoint,
  }
}

/** Reads the metadata of the provider. Tokens are checked by their signature too, not only by where they came from. */
function discover({ issuer, clientId, clientSecret }: WorkAccountSettings): Promise<openid.Configuration> {
  return openid
    .discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: 'RS256', [openid.clockTolerance]: clockSkew },
      openid.ClientSecretPost(clientSecret),
      { execute: [openid.enableNonRepudiationChecks], [openid.customFetch]: askForLibrary },
    )
    .catch((error) => {
      throw asRefusal(error, 'unavailable')
    })
}

const askForLibrary: openid.CustomFetch = async (address, { method, headers, body }) => {
  const answer = await askProvider(address, { method, headers, body: body as NonNullable<RequestInit['body']> })
  const { keys } = answer.body
  if (Array.isArray(keys) && keys.length === 0) throw new SignInRefused('unavailable', 'The provider shows no keys')
  return Response.json(answer.body, { status: answer.status })
}

/** `c_hash` and `at_hash` (OpenID Connect Core §3.3.2.11) tie a code or token to the ID token, if they are there. */
function mustMatch(hash: unknown, value: string): void {
  const half = createHash('sha256').update(value, 'ascii').digest().subarray(0, 16).toString('base64url')
  if (hash !== undefined && hash !== half) throw new SignInRefused('failed', 'The ID token belongs to another code')
}

/** Errors of the library may quote a token in their cause; only their code goes on. */
function asRefusal(error: unknown, kind: 'failed' | 'unavailable' = 'failed'): SignInRefused {
  const { cause } = error as Error
  const own = [error, cause].find((one) => one instanceof SignInRefused)
  if (own) return own
  if (error instanceof openid.ResponseBodyError) return refusedCode(error.error)
  const { code, name } = error as { code?: string; name?: string }
  return new SignInRefused(kind, `openid-client refuses it: ${code ?? name}`)
}
