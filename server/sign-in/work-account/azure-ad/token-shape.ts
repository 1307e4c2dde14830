import { z } from 'zod'
import { SignInRefused } from '../refusal.ts'

/** Entra ID signs with RS256, names its key, and brings no key or address of one along. */
const Header = z.strictObject({
  typ: z.literal('JWT'),
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(200),
  x5t: z.string().max(200).optional(),
  nonce: z.string().optional(),
})

const base64url = /^[\w-]+$/

/**
 * Looks at a token before passport-azure-ad does, which stops the process at some that are malformed. Checks no signature.
 * @throws {SignInRefused} unless it is three parts of base64url, of which the first two hold a good header and an object
 */
export function readToken(token: unknown): { kid: string; claims: Record<string, unknown> } {
  const parts = typeof token === 'string' ? token.split('.') : []
  if (parts.length !== 3 || !parts.every((part) => base64url.test(part))) throw malformed()
  const { data: header } = Header.safeParse(json(parts[0]))
  const claims = json(parts[1])
  if (!header || typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw malformed()
  return { kid: header.kid, claims: claims as Record<string, unknown> }
}

function json(part = ''): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    throw malformed()
  }
}

const malformed = () => new SignInRefused('failed', 'The token is malformed, or not one of Entra ID')
