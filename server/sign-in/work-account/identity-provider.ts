/** What must be remembered from the moment that a browser leaves for the provider until it comes back. */
export interface Attempt {
  /** 32 URL-safe characters; comes back in the address. */
  state: string
  /** Comes back inside the ID token. */
  nonce: string
  /** The code verifier of PKCE (RFC 7636): shows that who redeems the code is who asked for it. */
  verifier: string
}

/** What the provider gave the browser to take back, where it said yes. */
export interface Grant {
  code: string
  state: string
  /** RFC 9207; only some providers send it. */
  iss?: string | undefined
}

/** The claims of a token, with its signature, issuer, audience, nonce and times checked; all else is as it came. */
export type Claims = Record<string, unknown>

/** A library that knows how to talk to an OpenID Connect provider. One folder or file each: azure-ad/, oidc.ts. */
export interface IdentityProvider {
  /** Where the browser must go, and what to remember meanwhile. @throws {SignInRefused} */
  begin(): Promise<{ address: string; attempt: Attempt }>
  /** Redeems the code for an ID token. @throws {SignInRefused} */
  finish(grant: Grant, attempt: Attempt): Promise<Claims>
  /** Who sends this access token for our API; absent where only browsers sign in. @throws {SignInRefused} */
  bearer?(token: string): Promise<Claims>
  /** Where somebody ends their session at the provider itself; undefined when it has no such page. */
  signOutAddress(): Promise<string | undefined>
}
