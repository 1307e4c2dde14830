/// <reference lib="dom" />
import { expect } from 'chai'
import { after } from 'mocha'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumPath } from './chromium.ts'
import type { TestHouse } from './house.ts'
import { shippedHouse } from './shipped-house.ts'

/** Who looks, and through what. */
export interface Visitor {
  /** Slug of who is signed in; `null` for nobody. Default: Sanne Brouwer, an ordinary reader. */
  person?: string | null
  /** Of the window, in CSS pixels. */
  width?: number
  colours?: 'light' | 'dark'
  language?: 'nl' | 'en'
  /** Whether JavaScript is on. */
  scripts?: boolean
  /** What may go wrong in the browser without failing the test, as `404 /path`. */
  troubles?: string[]
}

const flags = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Chromium refuses to run as root inside its sandbox, and containers run as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

let launching: Promise<Browser> | undefined
const cookies = new Map<string, string>()

/** One browser for all tests. The first that asks waits for it. */
export function openBrowser(): Promise<Browser> {
  launching ??= chromium.launch({ executablePath: chromiumPath(), args: flags })
  return launching
}

after(async () => {
  await (await launching)?.close()
})

export interface Window {
  /** `page.goto` takes a path in the house. */
  page: Page
  /** What the browser complained of so far: errors in the console, breaches of the CSP, requests that failed. */
  troubles: string[]
  close(): Promise<void>
}

/** A window of its own, with nothing remembered from others. */
export async function openWindow(visitor: Visitor): Promise<Window> {
  const [browser, house] = await Promise.all([openBrowser(), shippedHouse()])
  const context = await browser.newContext({
    baseURL: house.url,
    viewport: { width: visitor.width ?? 1280, height: 900 },
    colorScheme: visitor.colours ?? 'light',
    locale: visitor.language ?? 'nl',
    javaScriptEnabled: visitor.scripts ?? true,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(10_000)
  await giveCookies(context, house, visitor)
  const page = await context.newPage()
  return { page, troubles: noteTroubles(page), close: () => context.close() }
}

/** Lets `story` happen in a window of its own. Fails when the story does, and when the browser had something to complain of. */
export async function browse(visitor: Visitor, story: (page: Page) => Promise<void>): Promise<void> {
  const window = await openWindow(visitor)
  try {
    await story(window.page)
    expect(window.troubles, 'troubles in the browser').to.deep.equal(visitor.troubles ?? [])
  } finally {
    await window.close()
  }
}

async function giveCookies(context: BrowserContext, house: TestHouse, { person = 'sanne-brouwer', language }: Visitor) {
  const set = (name: string, value: string) => context.addCookies([{ name, value, url: house.url }])
  if (language) await set('kenniskompas_language', language)
  if (!person) return
  const cookie = cookies.get(person) ?? (await signIn(house, person))
  cookies.set(person, cookie)
  const [name = '', value = ''] = cookie.split('=')
  await set(name, value)
}

/** Signs in by the form of the demo, once for each person, and gives the cookie of the session. */
async function signIn(house: TestHouse, person: string): Promise<string> {
  const answer = await house.asNobody().post('/sign-in').type('form').send({ person }).expect(303)
  return answer.get('Set-Cookie')?.[0]?.split(';')[0] ?? ''
}

function noteTroubles(page: Page): string[] {
  const troubles: string[] = []
  page.on('console', (message) => {
    const alreadyNoted = message.text().startsWith('Failed to load resource')
    if (['error', 'warning'].includes(message.type()) && !alreadyNoted) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // A page that is left, and a suggestion that came too late, stop their own requests.
    if (reason !== 'net::ERR_ABORTED') troubles.push(`${reason} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  return troubles
}
