import { z } from 'zod'
import type { Claims } from './identity-provider.ts'
import { SignInRefused } from './refusal.ts'

/** Entra ID dates its tokens some minutes back; one that was just asked for is never as old as this. */
const oldestMs = 60 * 60 * 1000
const clockSkewMs = 120 * 1000

/**
 * Looks at what the libraries leave aside: that an ID token is for this application alone, and was made just now.
 * @throws {SignInRefused}
 */
export function mustBeFreshAndOurs(claims: Claims, clientId: string, now: Date): void {
  const iat = z.int().safeParse(claims.iat).data
  if (claims.aud !== clientId) throw new SignInRefused('failed', 'The ID token is for another application too')
  const age = now.getTime() - (iat ?? 0) * 1000
  if (age > oldestMs || age < -clockSkewMs) throw new SignInRefused('failed', 'The ID token was not made just now')
}
