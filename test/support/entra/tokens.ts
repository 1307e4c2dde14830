import { createHash, createHmac, createSign, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'

/** A key that the double signs with. */
export interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** A token before it is signed, with what a fault may need to spoil it. */
export interface Draft {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  key: SigningKey
  code: string
}

/** Makes the token that the provider gives out; an honest one is `sign`. */
export type TokenMaker = (draft: Draft) => string

export function newKey(kid: string): SigningKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
}

export const jwkOf = ({ kid, publicKey }: SigningKey): JsonWebKey & { kid: string } => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
})

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Signs any payload, good or not. */
export function signText(header: object, payload: string, { privateKey }: SigningKey): string {
  const text = `${encode(header)}.${encode(payload)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`
}

export const sign: TokenMaker = ({ header, claims, key }) => signText(header, JSON.stringify(claims), key)

/** HS256 with the public key as if it were a shared secret. */
export const signWithPublicKey: TokenMaker = ({ header, claims, key }) => {
  const text = `${encode({ ...header, alg: 'HS256' })}.${encode(claims)}`
  const secret = key.publicKey.export({ type: 'spki', format: 'pem' })
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** An honest token with other claims; one that is `undefined` is left out. */
export const withClaims =
  (claims: Record<string, unknown>): TokenMaker =>
  (draft) =>
    sign({ ...draft, claims: { ...draft.claims, ...claims } })

export const withHeader =
  (header: Record<string, unknown>): TokenMaker =>
  (draft) =>
    sign({ ...draft, header: { ...draft.header, ...header } })

/** A token whose claims were changed after it was signed. */
export const tampered: TokenMaker = (draft) => {
  const [header, , signature] = sign(draft).split('.')
  return `${header}.${encode({ ...draft.claims, name: 'Somebody else' })}.${signature}`
}

/** `c_hash` or `at_hash` of OpenID Connect Core §3.3.2.11. */
export const hashOf = (value: string) =>
  createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
