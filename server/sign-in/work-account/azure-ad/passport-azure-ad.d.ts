/** The package brings no types. This is what of it is used, inner methods included; its version is pinned. */
declare module 'passport-azure-ad' {
  type Next = (error: unknown, value?: unknown) => void
  type Bag = Record<string, unknown>

  /** A strategy of Passport, which adds `success`, `fail`, `error` and `redirect` when it runs one. */
  export class Strategy {
    authenticate(request: object, options?: object): void
    error(error: unknown): void
  }

  type VerifyProfile = (
    iss: string,
    sub: string,
    profile: object,
    claims: Bag,
    accessToken: string,
    refreshToken: string,
    response: object,
    done: Next,
  ) => void

  export class OIDCStrategy extends Strategy {
    constructor(options: Bag, verify: VerifyProfile)
    setOptions(params: Bag, oauthConfig: Bag, checks: Bag, next: Next): void
    _getAccessTokenBySecretOrAssertion(code: string, oauthConfig: Bag, next: Next, done: Next): void
  }

  export class BearerStrategy extends Strategy {
    constructor(options: Bag, verify: (claims: Bag, done: Next) => void)
    loadMetadata(params: Bag, next: Next): void
  }
}
