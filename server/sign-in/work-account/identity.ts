import { z } from 'zod'
import { type Role, roles } from '../../access/reader.ts'
import type { WorkAccountSettings } from '../settings.ts'
import type { Claims } from './identity-provider.ts'
import { SignInRefused } from './refusal.ts'

/** Somebody as the provider knows them. */
export interface Identity {
  /** `<tenant>:<object id>`: stays the same when name, address or function change, and is never given to another. */
  key: string
  /** For showing only, both of them. */
  name: string
  email: string | undefined
  role: Role
  /** Slugs of the units they work in, or lead. */
  units: string[]
  /** When the provider said so. */
  issuedAt: Date
  /** The session at the provider, which it names when it ends. */
  sid: string | undefined
}

const text = z.string().min(1).max(200)

/** Without signs that show as nothing, or turn what stands around them (https://www.unicode.org/reports/tr36/). */
const shown = z
  .string()
  .transform((value) => value.replace(/[\p{Cc}\p{Cf}]/gu, '').trim())
  .pipe(text)
  .optional()
  .catch(undefined)

/** Claims as in https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference. */
const KnownClaims = z.object({
  iss: z.string(),
  sub: text,
  tid: text.optional(),
  oid: text.optional(),
  iat: z.int().positive(),
  name: shown,
  preferred_username: shown,
  email: shown,
  sid: text.optional().catch(undefined),
  idp: z.string().optional(),
  acct: z.int().optional(),
})
type KnownClaims = z.infer<typeof KnownClaims>

type Rules = Pick<WorkAccountSettings, 'issuer' | 'tenant' | 'groups' | 'guests'>

/** Who somebody is and what they may do, by the claims of a token. @throws {SignInRefused} when that is unknown or nothing */
export function identify(claims: Claims, rules: Rules): Identity {
  const { data: known } = KnownClaims.safeParse(claims)
  if (!known) throw new SignInRefused('failed', 'The token lacks a claim, or has one of the wrong kind')
  if (known.iss !== rules.issuer) throw new SignInRefused('failed', 'The token is of another issuer')
  const key = keyOf(known, rules)
  const guest = isGuest(known, rules)
  if (guest && !rules.guests) throw new SignInRefused('noAccess', 'Guests of the tenant may not come in')
  const { role, units } = guest ? { role: 'reader' as const, units: [] } : rightsOf(claims, rules)
  const name = known.name ?? known.preferred_username ?? key
  const email = known.email ?? known.preferred_username
  return { key, name, email, role, units, issuedAt: new Date(known.iat * 1000), sid: known.sid }
}

/** What the key of everybody begins with whom this provider may sign in. */
export const keysBeginWith = ({ tenant, issuer }: Pick<Rules, 'tenant' | 'issuer'>) => `${tenant ?? issuer}:`

function keyOf({ sub, tid, oid }: KnownClaims, rules: Rules): string {
  const { tenant } = rules
  if (tenant && tid !== tenant) throw new SignInRefused('failed', 'The token is of another tenant')
  const person = tenant ? oid : sub
  if (!person) throw new SignInRefused('failed', 'The token names no person')
  return keysBeginWith(rules) + person
}

/** Guests have their account elsewhere; `acct` says so, if the application asks for it, and else `idp`. */
function isGuest({ acct, idp }: KnownClaims, { issuer, tenant }: Rules): boolean {
  if (!tenant) return false
  const own = [issuer, `https://sts.windows.net/${tenant}/`]
  return acct === 1 || (idp !== undefined && !own.includes(idp))
}

/** Role and units: the app role first, else what the groups mean. Somebody with neither is a reader. */
function rightsOf(claims: Claims, { groups }: Rules): { role: Role; units: string[] } {
  const meanings = strings(claims.groups).flatMap((group) => groups.get(group) ?? [])
  const appRole = highest(strings(claims.roles))
  if (!appRole && groups.size > 0 && groupsAreElsewhere(claims)) {
    throw new SignInRefused('noAccess', 'Somebody is in too many groups to know their rights; see docs/entra-id.md')
  }
  return {
    role: appRole ?? highest(meanings.flatMap((meaning) => ('role' in meaning ? meaning.role : []))) ?? 'reader',
    units: meanings.flatMap((meaning) => ('unit' in meaning ? meaning.unit : [])),
  }
}

/** Entra ID leaves out the groups of somebody who is in more than 200, and says where else to ask. Then they are unknown, not none. */
function groupsAreElsewhere({ hasgroups, _claim_names }: Claims): boolean {
  const named = typeof _claim_names === 'object' && _claim_names !== null && 'groups' in _claim_names
  return named || (hasgroups !== undefined && hasgroups !== false)
}

const strings = (claim: unknown): string[] =>
  Array.isArray(claim) ? claim.filter((one): one is string => typeof one === 'string') : []

/** The role with most rights, in the order of `roles`. */
const highest = (names: string[]): Role | undefined => roles.findLast((role) => names.includes(role))
