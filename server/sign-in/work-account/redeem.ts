import { askProvider } from './ask-provider.ts'
import { SignInRefused } from './refusal.ts'

/** Errors of RFC 6749 §5.2 that the administrator can end, and the visitor cannot. */
const oursToMend = ['invalid_client', 'unauthorized_client']

/** The refusal that an error of the token endpoint amounts to. */
export function refusedCode(error: unknown): SignInRefused {
  const name = typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'no reason given'
  return oursToMend.includes(name)
    ? new SignInRefused('unavailable', `The provider refuses this application (${name}): look at SIGN_IN_CLIENT_SECRET`)
    : new SignInRefused('failed', `The provider refuses the code (${name})`)
}

/** Trades a code for tokens (RFC 6749 §4.1.3). @throws {SignInRefused} */
export async function redeem(tokenEndpoint: string, form: Record<string, string>): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ grant_type: 'authorization_code', ...form })
  const answer = await askProvider(tokenEndpoint, { method: 'POST', body })
  if (answer.status !== 200) throw refusedCode(answer.body.error)
  const { id_token, access_token, token_type } = answer.body
  return { id_token, access_token, token_type: access_token === undefined ? undefined : String(token_type) }
}
