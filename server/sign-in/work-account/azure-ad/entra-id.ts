import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { z } from 'zod'
import { askProvider } from '../ask-provider.ts'
import { SignInRefused } from '../refusal.ts'
import { remembered } from '../remembered.ts'

const https = z.url({ protocol: /^https$/ })

const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: https,
  token_endpoint: https,
  jwks_uri: https,
  end_session_endpoint: https.optional(),
})

const Key = z.object({ kid: z.string().min(1), kty: z.literal('RSA'), n: z.string(), e: z.string() }).loose()

/** The keys among them that we can use: there may be others, for other algorithms. */
const KeySet = z.object({
  keys: z
    .array(z.unknown())
    .transform((keys) => keys.flatMap((key) => Key.safeParse(key).data ?? []))
    .pipe(z.array(Key).min(1)),
})

/** What Entra ID publishes about itself for one tenant. */
export interface EntraMetadata {
  authorizationEndpoint: string
  tokenEndpoint: string
  endSessionEndpoint: string | undefined
  /** Key id → public key in PEM. */
  keys: Map<string, string>
}

export interface EntraId {
  metadata(): Promise<EntraMetadata>
  /** The public key with this id. Keys are read anew for one that is unknown, at most once a minute. @throws {SignInRefused} */
  key(kid: string): Promise<string>
}

/** Reads the metadata and keys of `issuer`, and remembers them for an hour. */
export function entraId(issuer: string, now: () => Date): EntraId {
  const known = remembered(() => read(issuer), now)
  return {
    metadata: known.get,
    async key(kid) {
      const find = async () => (await known.get()).keys.get(kid)
      const present = await find()
      if (present) return present
      known.forget()
      const fresh = await find()
      if (!fresh) throw new SignInRefused('failed', 'The token is signed with an unknown key')
      return fresh
    },
  }
}

async function read(issuer: string): Promise<EntraMetadata> {
  const metadata = await ask(Metadata, `${issuer}/.well-known/openid-configuration`)
  if (metadata.issuer !== issuer) throw new SignInRefused('unavailable', `The metadata is of ${metadata.issuer}`)
  const { keys } = await ask(KeySet, metadata.jwks_uri)
  return {
    authorizationEndpoint: metadata.authorization_endpoint,
    tokenEndpoint: metadata.token_endpoint,
    endSessionEndpoint: metadata.end_session_endpoint,
    keys: new Map(keys.map((key) => [key.kid, pemOf(key)])),
  }
}

async function ask<T>(schema: z.ZodType<T>, address: string): Promise<T> {
  const { status, body } = await askProvider(address)
  const { data } = schema.safeParse(body)
  if (status !== 200 || !data) throw new SignInRefused('unavailable', `There is nothing useful at ${address}`)
  return data
}

function pemOf(key: JsonWebKey): string {
  try {
    return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string
  } catch {
    throw new SignInRefused('unavailable', 'A key of the identity provider cannot be read')
  }
}
