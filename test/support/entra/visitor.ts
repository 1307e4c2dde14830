import type { EntraDouble } from './double.ts'
import type { TenantPerson } from './people.ts'
import type { TokenMaker } from './tokens.ts'

export interface Answer {
  status: number
  location: string
  text: string
  headers: Headers
}

let visitors = 0

/** A browser without a screen: keeps cookies and follows nothing by itself. It comes in through a proxy that brought TLS. */
export class Visitor {
  readonly #url: string
  readonly #address = `10.0.${++visitors >> 8}.${visitors & 255}`
  readonly cookies = new Map<string, string>()
  /** Every cookie it was ever given, as the product wrote it. */
  readonly setCookies: string[] = []

  readonly #fetch: typeof fetch

  constructor(url: string, cookies: Iterable<[string, string]> = [], ask: typeof fetch = fetch) {
    this.#url = url
    this.#fetch = ask
    this.cookies = new Map(cookies)
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers })
  }

  /** Sends a form, by default as one of our own pages would. */
  post(path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const own = { 'sec-fetch-site': 'same-origin', ...headers }
    return this.#ask(path, { method: 'POST', body: new URLSearchParams(form), headers: own })
  }

  async #ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-for': this.#address }
    const headers = { ...proxied, ...(cookie && { cookie }), ...init.headers }
    const answer = await this.#fetch(this.#url + path, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    const location = answer.headers.get('location') ?? ''
    return { status: answer.status, location, text: await answer.text(), headers: answer.headers }
  }

  #keep(line: string): void {
    this.setCookies.push(line)
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }

  /** Leaves for the provider. Gives the address there. */
  async leave(returnTo = '/'): Promise<string> {
    return (await this.get(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`)).location
  }

  /** Comes back from the provider, which said yes to the request at `address`. */
  comeBack(entra: EntraDouble, address: string, person: TenantPerson, make?: TokenMaker): Promise<Answer> {
    return this.get(pathOf(entra.approve(address, person, make)))
  }

  /** Signs in from begin to end, and gives the answer to coming back. */
  async signIn(entra: EntraDouble, person: TenantPerson, make?: TokenMaker, returnTo?: string): Promise<Answer> {
    return this.comeBack(entra, await this.leave(returnTo), person, make)
  }
}

/** What comes after the host in an address. */
export const pathOf = (address: string) => address.replace(/^https?:\/\/[^/]+/, '')
