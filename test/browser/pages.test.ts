import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse, openWindow, type Window } from '../support/browser.ts'
import { pages } from '../support/shipped-house.ts'

const states = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((colours) => ({ width, colours })))

/** Opens `path` and gives its faults against WCAG 2.2 AA in a wide and a narrow window, light and dark. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  const found: string[] = []
  for (const [place, { width, colours }] of states.entries()) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: colours })
    if (place === 0) await page.goto(path)
    const faults = await faultsFoundByAxe(page, colours === 'light' ? 'all' : 'colours')
    found.push(...faults.map((fault) => `${width} px, ${colours}: ${fault}`))
  }
  return found
}

/** How far the page sticks out sideways, in CSS pixels, on a phone and at 400 % in a window of 1280. */
async function sidewaysScrolling(page: Page): Promise<Record<number, number>> {
  const scrolling: Record<number, number> = {}
  // The page cuts off what sticks out of it; for this test it lets it show.
  await page.locator('main').evaluate((main) => main.style.setProperty('overflow', 'visible'))
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 900 })
    scrolling[width] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  }
  return scrolling
}

async function check(page: Page, path: string): Promise<void> {
  expect(await faultsOf(page, path)).to.deep.equal([])
  expect(await sidewaysScrolling(page)).to.deep.equal({ 390: 0, 320: 0 })
}

describe('Every page is accessible, fits a phone and gives the browser nothing to complain of', function () {
  this.timeout(60_000)
  let window: Window
  before(async () => {
    window = await openWindow({})
  })
  after(() => window.close())

  for (const [name, path] of Object.entries(pages)) {
    it(name, async () => {
      await check(window.page, path)
      expect(window.troubles.splice(0)).to.deep.equal([])
    })
  }

  const others = { 'home of an editor': 'lotte-van-dam', 'home of a team lead': 'pieter-dijk' }
  for (const [name, person] of Object.entries(others)) {
    it(name, () => browse({ person }, (page) => check(page, '/')))
  }

  it('sign-in', () => browse({ person: null }, (page) => check(page, '/sign-in')))

  const nowhere = '/desk-protocols/nergens'
  it('a page that is not there', () => browse({ troubles: [`404 ${nowhere}`] }, (page) => check(page, nowhere)))
})

describe('In English, too, pages are accessible', function () {
  this.timeout(60_000)
  let window: Window
  before(async () => {
    window = await openWindow({ language: 'en' })
  })
  after(() => window.close())

  for (const name of ['home', 'search with results', 'protocol', 'person', 'network']) {
    it(name, async () => {
      await window.page.goto(pages[name] ?? '')
      expect(await window.page.locator('html').getAttribute('lang')).to.equal('en')
      expect(await faultsFoundByAxe(window.page)).to.deep.equal([])
      expect(window.troubles).to.deep.equal([])
    })
  }
})
