import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Environment } from '../process.ts'
import { ownCertificate } from './certificate.ts'
import { type Misbehaviour, misbehaviours } from './misbehaviour.ts'
import { people, type TenantPerson, tenant } from './people.ts'
import { hashOf, jwkOf, newKey, type SigningKey, sign, type TokenMaker } from './tokens.ts'

export type Endpoint = 'metadata' | 'keys' | 'token'

interface Promised {
  challenge: string
  redirectUri: string
  nonce: string
  person: TenantPerson
  make: TokenMaker
}

const keyOfAnotherKind = {
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid: 'key-of-another-kind',
}

export const clientId = '99999999-0000-4111-8222-333333333333'
export const clientSecret = 'het~geheim~van~de~applicatie'

/**
 * Entra ID as far as the product can see it, on this machine: metadata, keys and the code flow of one tenant over https. It checks
 * what Entra ID checks (client, redirect address, PKCE, a code only once) and lies where a test asks it to.
 */
export class EntraDouble {
  readonly #server: Server
  readonly #authorityFile: string
  readonly #promised = new Map<string, Promised>()
  readonly #broken = new Map<Endpoint, Misbehaviour>()
  #key: SigningKey = newKey('key-1')
  /** How often each part was asked. */
  readonly asked: Record<Endpoint, number> = { metadata: 0, keys: 0, token: 0 }
  /** Everything it gave or was given that may be in no log. */
  readonly secrets = new Set([clientSecret])

  private constructor(server: Server, authorityFile: string) {
    this.#server = server
    this.#authorityFile = authorityFile
    server.on('request', (req, res) => this.#answer(req, res))
  }

  /** Opens it on a free port; `folder` is for the certificate of its authority. */
  static async start(folder: string): Promise<EntraDouble> {
    const { key, cert, authorityFile } = await ownCertificate(folder)
    const server = createServer({ key, cert })
    await once(server.listen(0, 'localhost'), 'listening')
    return new EntraDouble(server, authorityFile)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  get url(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  get issuer(): string {
    return `${this.url}/${tenant}/v2.0`
  }

  get key(): SigningKey {
    return this.#key
  }

  /** What the product needs to be told of it. */
  settings(provider: 'azureAd' | 'oidc'): Environment {
    return {
      NODE_EXTRA_CA_CERTS: this.#authorityFile,
      SIGN_IN_PROVIDER: provider,
      SIGN_IN_ISSUER: this.issuer,
      SIGN_IN_CLIENT_ID: clientId,
      SIGN_IN_CLIENT_SECRET: clientSecret,
    }
  }

  /** Says yes to the request at `address`. Gives the address that the browser is sent back to; `make` makes the ID token then. */
  approve(address: string, person: TenantPerson, make: TokenMaker = sign): string {
    const asked = new URL(address).searchParams
    const code = `code-${randomUUID()}`
    const redirectUri = asked.get('redirect_uri') ?? ''
    const [nonce, challenge] = [asked.get('nonce') ?? '', asked.get('code_challenge') ?? '']
    this.secrets.add(code).add(nonce)
    this.#promised.set(code, { challenge, redirectUri, nonce, person, make })
    const answer = new URLSearchParams({ code, state: asked.get('state') ?? '', session_state: randomUUID() })
    return `${redirectUri}?${answer}`
  }

  /** From now on there is another key, and the old one is gone. */
  rotateKeys(): void {
    this.#key = newKey(`key-${randomUUID()}`)
  }

  misbehave(endpoint: Endpoint, how: Misbehaviour): void {
    this.#broken.set(endpoint, how)
  }

  mend(): void {
    this.#broken.clear()
  }

  /** An access token, as an application gets one for the API of the product. */
  accessToken(person: TenantPerson, make: TokenMaker = sign): string {
    const claims = { ...this.#claims(person), aud: clientId, scp: 'access_as_user', azp: randomUUID() }
    const token = make({ header: this.#header(), claims, key: this.#key, code: '' })
    this.secrets.add(token)
    return token
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(req.url ?? '', this.url)
    const parts: Record<string, () => unknown> = {
      [`/${tenant}/v2.0/.well-known/openid-configuration`]: () => this.#send(res, 'metadata', () => this.#metadata()),
      [`/${tenant}/keys`]: () => this.#send(res, 'keys', () => ({ keys: [keyOfAnotherKind, jwkOf(this.#key)] })),
      [`/${tenant}/token`]: async () => {
        const form = new URLSearchParams(await text(req))
        this.#send(res, 'token', () => this.#redeem(form))
      },
      [`/${tenant}/authorize`]: () => this.#page(res, req.url ?? '', searchParams.get('person')),
      [`/${tenant}/logout`]: () => res.end('Signed out here'),
    }
    const part = parts[pathname]
    if (part) await part()
    else res.writeHead(404).end()
  }

  #metadata() {
    const at = (path: string) => `${this.url}/${tenant}/${path}`
    return {
      issuer: this.issuer,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      jwks_uri: at('keys'),
      end_session_endpoint: at('logout'),
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      // Entra ID lists RS256 alone; who believes the second one can be fooled.
      id_token_signing_alg_values_supported: ['RS256', 'HS256'],
    }
  }

  #header = () => ({ typ: 'JWT', alg: 'RS256', kid: this.#key.kid })

  #claims(person: TenantPerson): Record<string, unknown> {
    const now = Math.floor(Date.now() / 1000)
    // Entra ID dates its tokens five minutes back.
    const times = { iat: now - 300, nbf: now - 300, exp: now + 3600 }
    return {
      iss: this.issuer,
      aud: clientId,
      ...times,
      tid: tenant,
      sub: `sub-of-${person.oid}`,
      ver: '2.0',
      ...person,
    }
  }

  #redeem(form: URLSearchParams): { status?: number; [part: string]: unknown } {
    const [code, verifier] = [form.get('code') ?? '', form.get('code_verifier') ?? '']
    this.secrets.add(verifier || code)
    const promised = this.#promised.get(code)
    this.#promised.delete(code)
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      return { status: 401, error: 'invalid_client' }
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    if (promised?.challenge !== challenge || promised.redirectUri !== form.get('redirect_uri'))
      return { status: 400, error: 'invalid_grant', error_description: `AADSTS54005: ${code}` }
    const access_token = `access-${randomUUID()}`
    const claims = { ...this.#claims(promised.person), nonce: promised.nonce, sid: `sid-${promised.person.oid}` }
    const hashes = { c_hash: hashOf(code), at_hash: hashOf(access_token) }
    const draft = { header: this.#header(), claims: { ...claims, ...hashes }, key: this.#key, code }
    const id_token = promised.make(draft)
    if (typeof id_token === 'string' && id_token !== '') this.secrets.add(id_token)
    this.secrets.add(access_token)
    return { token_type: 'Bearer', access_token, id_token, expires_in: 3599 }
  }

  #send(res: ServerResponse, endpoint: Endpoint, body: () => { status?: number; [part: string]: unknown }): void {
    this.asked[endpoint]++
    const how = this.#broken.get(endpoint)
    const { status = 200, ...rest } = body()
    if (how) misbehaviours[how](res)
    else res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(rest))
  }

  /** For a real browser: a list of people to be; who is chosen goes back at once. */
  #page(res: ServerResponse, address: string, chosen: string | null): void {
    const person = Object.entries(people).find(([name]) => name === chosen)?.[1]
    if (person) return void res.writeHead(302, { location: this.approve(this.url + address, person) }).end()
    const links = Object.entries(people).map(
      ([name, { name: shown }]) =>
        `<li><a href="${address.replaceAll('&', '&amp;')}&amp;person=${name}">${shown}</a></li>`,
    )
    res.writeHead(200, { 'content-type': 'text/html' }).end(`<title>Pick an account</title><ul>${links.join('')}</ul>`)
  }
}
