import { expect } from 'chai'
import { otherTenant, people, tenant } from '../support/entra/people.ts'
import { mustBeUnharmed, type ProviderName, providers, type SignInStage, sharedStage } from '../support/entra/shared.ts'
import {
  jwkOf,
  newKey,
  sign,
  signText,
  signWithPublicKey,
  type TokenMaker,
  tampered,
  withClaims,
  withHeader,
} from '../support/entra/tokens.ts'

const now = () => Math.floor(Date.now() / 1000)
const stranger = newKey('key-1')

/** Signed by somebody else, who says that it is the key of the provider. */
const forged =
  (header: (draft: Parameters<TokenMaker>[0]) => object): TokenMaker =>
  (draft) =>
    signText({ ...draft.header, ...header(draft) }, JSON.stringify(draft.claims), stranger)

const unsigned =
  (header: object): TokenMaker =>
  (draft) => {
    const [, payload, signature] = sign(draft).split('.')
    const first = Buffer.from(JSON.stringify({ ...draft.header, ...header })).toString('base64url')
    return `${first}.${payload}.${signature}`
  }

const withPayload =
  (payload: string): TokenMaker =>
  ({ header, key }) =>
    signText(header, payload, key)

interface Case {
  name: string
  make: TokenMaker
  /** Where only one of the libraries is so strict, and the other may take it. */
  only?: ProviderName
}

const refused: Case[] = [
  { name: 'whose claims were changed afterwards', make: tampered },
  {
    name: 'that is not signed, and says so',
    make: (draft) => `${unsigned({ alg: 'none' })(draft).replace(/[^.]+$/, '')}`,
  },
  { name: 'that says "none" above a signature', make: unsigned({ alg: 'none' }) },
  { name: 'that says "NoNe" above a signature', make: unsigned({ alg: 'NoNe' }) },
  { name: 'signed by HS256 with the public key', make: signWithPublicKey },
  { name: 'signed with another key', make: forged(() => ({})) },
  { name: 'that brings its own key', make: forged(() => ({ jwk: jwkOf(stranger) })) },
  { name: 'that tells where to find its key', make: forged(() => ({ jku: 'https://evil.example/keys' })) },
  { name: 'with an unknown key id', make: withHeader({ kid: 'unknown' }) },
  { name: 'without a key id', make: withHeader({ kid: undefined }), only: 'azureAd' },
  { name: 'with a key id that is no text', make: withHeader({ kid: { $ne: '' } }) },
  { name: 'with a header that must be understood', make: withHeader({ crit: ['b64'], b64: false }) },
  { name: 'for another application', make: withClaims({ aud: 'another' }) },
  { name: 'for nobody', make: withClaims({ aud: undefined }) },
  { name: 'for several applications', make: (draft) => withClaims({ aud: [draft.claims.aud, 'another'] })(draft) },
  { name: 'for a list of one application', make: (draft) => withClaims({ aud: [draft.claims.aud] })(draft) },
  { name: 'of another issuer', make: withClaims({ iss: 'https://evil.example/v2.0' }) },
  { name: 'of the version 1 issuer', make: withClaims({ iss: `https://sts.windows.net/${tenant}/` }) },
  { name: 'of the issuer for another tenant', make: withClaims({ tid: otherTenant }) },
  {
    name: 'of another tenant altogether',
    make: (draft) =>
      withClaims({ tid: otherTenant, iss: String(draft.claims.iss).replace(tenant, otherTenant) })(draft),
  },
  { name: 'without a tenant', make: withClaims({ tid: undefined }) },
  { name: 'without a person', make: withClaims({ oid: undefined }) },
  { name: 'with an empty person', make: withClaims({ oid: '' }) },
  { name: 'with a person that is no text', make: withClaims({ oid: { $gt: '' } }) },
  { name: 'without a subject', make: withClaims({ sub: undefined }) },
  { name: 'with the nonce of somebody else', make: withClaims({ nonce: 'another' }) },
  { name: 'without a nonce', make: withClaims({ nonce: undefined }) },
  { name: 'that expired three minutes ago', make: (draft) => withClaims({ exp: now() - 180 })(draft) },
  { name: 'without an end', make: withClaims({ exp: undefined }) },
  { name: 'that begins in three minutes', make: (draft) => withClaims({ nbf: now() + 180 })(draft) },
  { name: 'of thirty days ago', make: (draft) => withClaims({ iat: now() - 30 * 24 * 3600 })(draft) },
  { name: 'of ten minutes ahead', make: (draft) => withClaims({ iat: now() + 600 })(draft) },
  { name: 'without a date', make: withClaims({ iat: undefined }) },
  { name: 'dated in words', make: withClaims({ iat: 'today' }) },
  { name: 'that belongs to another code', make: withClaims({ c_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) },
  { name: 'that belongs to another access token', make: withClaims({ at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) },
  { name: 'whose payload is no JSON', make: withPayload('Beste collega') },
  { name: 'whose payload is null', make: withPayload('null') },
  { name: 'whose payload is a list', make: withPayload('[]') },
  { name: 'whose payload is a text', make: withPayload('"admin"') },
  { name: 'whose payload is empty', make: withPayload('') },
  { name: 'of two parts', make: (draft) => sign(draft).split('.').slice(0, 2).join('.') },
  { name: 'of five parts', make: (draft) => `${sign(draft)}.AAAA.AAAA` },
  { name: 'of nothing', make: () => '' },
  { name: 'of line ends', make: () => '\r\n.\r\n.\r\n' },
  { name: 'that is no text at all', make: () => ({ toString: 'x' }) as never },
]

for (const provider of providers) {
  describe(`Signing in with ${provider} refuses a token`, () => {
    let stage: SignInStage
    before(async () => {
      stage = await sharedStage(provider)
    })
    afterEach(() => mustBeUnharmed(stage))

    for (const { name, make, only } of refused) {
      if (only && only !== provider) continue
      it(name, async () => {
        const visitor = stage.visitor()
        const answer = await visitor.signIn(stage.entra, people.admin, make)
        expect(answer.status).to.equal(401)
        expect(answer.text)
          .to.include('Inloggen is niet gelukt')
          .and.to.include('We konden niet zeker weten wie je bent.')
        expect((await visitor.get('/')).status).to.equal(303)
      })
    }

    it('with twenty thousand groups, since it is too large', async () => {
      const groups = Array.from({ length: 20_000 }, () => crypto.randomUUID())
      expect((await stage.visitor().signIn(stage.entra, people.admin, withClaims({ groups }))).status).to.equal(503)
    })
  })

  describe(`Signing in with ${provider} takes a token`, () => {
    const accepted: Array<[name: string, make: TokenMaker]> = [
      ['that expired a minute ago, since clocks differ', (draft) => withClaims({ exp: now() - 60 })(draft)],
      ['that begins in a minute', (draft) => withClaims({ nbf: now() + 60 })(draft)],
      ['with 199 groups', withClaims({ groups: Array.from({ length: 199 }, () => crypto.randomUUID()) })],
      ['without the hashes that are not obliged', withClaims({ c_hash: undefined, at_hash: undefined })],
    ]
    for (const [name, make] of accepted) {
      it(name, async () => {
        const { entra, visitor } = await sharedStage(provider)
        expect((await visitor().signIn(entra, people.reader, make)).status).to.equal(303)
      })
    }
  })
}
