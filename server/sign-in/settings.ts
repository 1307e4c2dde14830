import { isIP } from 'node:net'
import { z } from 'zod'
import { type Role, roles } from '../access/reader.ts'
import { optional } from '../setting.ts'

/** What somebody is or where they work, as told by a group they are in. */
export type GroupMeaning = { role: Role } | { unit: string }

/** How people sign in with the account they work with; see docs/entra-id.md for where the values come from. */
export interface WorkAccountSettings {
  provider: 'azureAd' | 'oidc'
  /** The address that the provider signs its tokens with, such as `https://login.microsoftonline.com/<tenant id>/v2.0`. */
  issuer: string
  /** The tenant that `issuer` names; undefined for providers that have none. */
  tenant: string | undefined
  clientId: string
  clientSecret: string
  /** Object id of a group → what it means here. */
  groups: Map<string, GroupMeaning>
  /** Whether guests of the tenant may come in, as readers. */
  guests: boolean
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/

const isOrigin = (value: string) => URL.canParse(value) && new URL(value).origin === value
const isOwnMachine = (value: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(value).hostname)
const isIssuer = (value: string) => URL.canParse(value) && /^https:\/\/[^?#]+[^/?#]$/.test(value)

const namedProxies = ['loopback', 'linklocal', 'uniquelocal']
const isProxy = (value: string) => namedProxies.includes(value) || isIP(value) > 0 || isNetwork(value)

/** `10.0.0.0/24`. One that holds every address would let everybody say who they are. */
function isNetwork(value: string): boolean {
  const [, address = '', bits] = /^(.+)\/([1-9]\d{0,2})$/.exec(value) ?? []
  const family = isIP(address)
  return family > 0 && Number(bits) <= (family === 4 ? 32 : 128)
}

const groupPair = new RegExp(`^${guid.source}=(?:${roles.join('|')}|unit:[a-z0-9-]+)$`)
const list = (value: string) => value.split(',').map((part) => part.trim())

/** The settings of sign-in, by their names in the environment. */
export const signInSettings = {
  KENNISKOMPAS_URL: optional(
    z.string().refine((url) => isOrigin(url) && (url.startsWith('https:') || isOwnMachine(url))),
  ),
  KENNISKOMPAS_PROXY: optional(z.string().refine((value) => /^[1-9]$/.test(value) || list(value).every(isProxy))),
  SIGN_IN_PROVIDER: optional(z.enum(['azureAd', 'oidc'])),
  SIGN_IN_ISSUER: optional(z.string().refine(isIssuer)),
  SIGN_IN_CLIENT_ID: optional(z.string().max(200)),
  SIGN_IN_CLIENT_SECRET: optional(z.string().max(500)),
  SIGN_IN_GROUPS: optional(z.string().refine((value) => list(value).every((pair) => groupPair.test(pair)))),
  SIGN_IN_GUESTS: optional(z.enum(['refuse', 'reader'])),
}

/** What each of them must be, and an example. */
export const signInExamples: Record<keyof typeof signInSettings, { mustBe: string; example: string }> = {
  KENNISKOMPAS_URL: {
    mustBe: 'the https address that people type, without a path (http only for localhost)',
    example: 'https://kennis.gemeente.example',
  },
  KENNISKOMPAS_PROXY: {
    mustBe: 'the proxy that brings TLS: "loopback", its addresses, or how many proxies there are (1 to 9)',
    example: 'loopback',
  },
  SIGN_IN_PROVIDER: { mustBe: 'azureAd or oidc', example: 'azureAd' },
  SIGN_IN_ISSUER: {
    mustBe: 'an https address; azureAd wants one with the id of your tenant',
    example: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
  },
  SIGN_IN_CLIENT_ID: { mustBe: 'the id of the application', example: '66666666-7777-8888-9999-000000000000' },
  SIGN_IN_CLIENT_SECRET: { mustBe: 'a secret of the application', example: '(the value, not the id, of the secret)' },
  SIGN_IN_GROUPS: {
    mustBe: `a list of <id of a group>=<${roles.join(', ')} or unit:slug>`,
    example: '11111111-2222-3333-4444-555555555555=editor,66666666-7777-8888-9999-000000000000=unit:burgerzaken',
  },
  SIGN_IN_GUESTS: { mustBe: 'refuse or reader', example: 'refuse' },
}

type Given = z.infer<z.ZodObject<typeof signInSettings>>

const needed = [
  'SIGN_IN_PROVIDER',
  'SIGN_IN_ISSUER',
  'SIGN_IN_CLIENT_ID',
  'SIGN_IN_CLIENT_SECRET',
  'KENNISKOMPAS_URL',
] as const

/** The names of settings that the others cannot do without, or that do not go with them. */
export function missingForSignIn(given: Given): string[] {
  const begun = Object.entries(given).some(([name, value]) => name.startsWith('SIGN_IN_') && value)
  const absent = begun ? needed.filter((name) => !given[name]) : []
  const withoutTenant = given.SIGN_IN_PROVIDER === 'azureAd' && given.SIGN_IN_ISSUER && !tenantOf(given.SIGN_IN_ISSUER)
  const withoutProxy = given.KENNISKOMPAS_URL?.startsWith('https:') && !given.KENNISKOMPAS_PROXY
  return [
    ...absent,
    ...(withoutTenant ? ['SIGN_IN_ISSUER'] : []),
    ...(begun && withoutProxy ? ['KENNISKOMPAS_PROXY'] : []),
  ]
}

/** How people sign in; undefined when nothing of it is set. */
export function workAccountSettings(given: Given): WorkAccountSettings | undefined {
  const { SIGN_IN_PROVIDER, SIGN_IN_ISSUER, SIGN_IN_CLIENT_ID, SIGN_IN_CLIENT_SECRET, SIGN_IN_GROUPS } = given
  if (!SIGN_IN_PROVIDER || !SIGN_IN_ISSUER || !SIGN_IN_CLIENT_ID || !SIGN_IN_CLIENT_SECRET) return undefined
  return {
    provider: SIGN_IN_PROVIDER,
    issuer: SIGN_IN_ISSUER,
    tenant: tenantOf(SIGN_IN_ISSUER),
    clientId: SIGN_IN_CLIENT_ID,
    clientSecret: SIGN_IN_CLIENT_SECRET,
    groups: new Map(SIGN_IN_GROUPS ? list(SIGN_IN_GROUPS).map(groupOf) : []),
    guests: given.SIGN_IN_GUESTS === 'reader',
  }
}

const tenantOf = (issuer: string) => guid.exec(new URL(issuer).pathname)?.[0]

function groupOf(pair: string): [id: string, meaning: GroupMeaning] {
  const [id = '', meaning = ''] = pair.split('=')
  const role = roles.find((one) => one === meaning)
  return [id, role ? { role } : { unit: meaning.replace('unit:', '') }]
}
