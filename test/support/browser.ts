/// <reference lib="dom" />
import { expect } from 'chai'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumPath } from './chromium.ts'
import { shared } from './closing.ts'
import { isShared } from './compiled.ts'
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

interface Window {
  page: Page
  house: TestHouse
  /** The cookie of everybody who has signed in so far, by slug. */
  cookies: Map<string, string>
  /** What the browser complained of so far. */
  troubles: string[]
}

let launched: Promise<Browser> | undefined

/** One browser for all who ask, with one window for pages with JavaScript and one for those without: opening one takes a second. */
const browser = shared(async () => {
  launched ??= launch()
  return launched
}, leave)

async function launch(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: flags })
  browser.once('disconnected', () => {
    launched = undefined
  })
  return browser
}

/** Where files are shared out, the next one of this process finds the browser open and all windows closed; it ends with the process. */
async function leave(browser: Browser): Promise<void> {
  if (!isShared) return browser.close()
  await Promise.all(browser.contexts().map((context) => context.close()))
}

const scriptedWindow = shared(() => openWindow(true), closeWindow)
const scriptlessWindow = shared(() => openWindow(false), closeWindow)

/** A window of its own that trusts every certificate; close its context after use. */
export async function aWindow(): Promise<Page> {
  const context = await (await browser()).newContext({ ignoreHTTPSErrors: true, locale: 'nl-NL' })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** A window in which this person is signed in to a house of one's own; close its context after use. */
export async function aWindowFor(person: string, url: string, scripts = true): Promise<Page> {
  const options = { baseURL: url, javaScriptEnabled: scripts, locale: 'nl-NL', reducedMotion: 'reduce' as const }
  const context = await (await browser()).newContext(options)
  context.setDefaultTimeout(15_000)
  await context.request.post('/sign-in', { form: { person }, headers: { Origin: url } })
  return context.newPage()
}

async function openWindow(scripts: boolean): Promise<Window> {
  const [house, chromium] = await Promise.all([shippedHouse(), browser()])
  const context = await chromium.newContext({ baseURL: house.url, javaScriptEnabled: scripts, reducedMotion: 'reduce' })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  return { page, house, cookies: new Map(), troubles: noteTroubles(page) }
}

function closeWindow({ page }: Window): Promise<void> {
  return page.context().close()
}

/**
 * Lets `story` happen in a window that remembers nothing of earlier ones; `page.goto` takes a path in the shipped house.
 * Fails when the story does, and when the browser had something to complain of: an error in the console, a breach of the
 * CSP, a request that failed.
 */
export async function browse(visitor: Visitor, story: (page: Page) => Promise<void>): Promise<void> {
  const window = await (visitor.scripts === false ? scriptlessWindow() : scriptedWindow())
  const { page, troubles } = window
  await page.context().clearCookies()
  await giveCookies(window, visitor)
  await page.setViewportSize({ width: visitor.width ?? 1280, height: 900 })
  await page.emulateMedia({ media: null, colorScheme: visitor.colours ?? 'light' })
  troubles.length = 0
  try {
    await story(page)
    expect(troubles, 'troubles in the browser').to.deep.equal(visitor.troubles ?? [])
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
}

async function giveCookies({ page, house, cookies }: Window, { person = 'sanne-brouwer', language }: Visitor) {
  const set = (name: string, value: string) => page.context().addCookies([{ name, value, url: house.url }])
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
