import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse } from '../support/browser.ts'
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

  for (const [name, path] of Object.entries(pages)) {
    it(name, () => browse({}, (page) => check(page, path)))
  }

  const others = [
    { name: 'home of an editor', person: 'lotte-van-dam', path: '/' },
    { name: 'home of a team lead', person: 'pieter-dijk', path: '/' },
    { name: 'what was searched and not found', person: 'lotte-van-dam', path: '/search/unanswered' },
    { name: 'many at once', person: 'lotte-van-dam', path: '/bulk' },
    {
      name: 'who has read, by name',
      person: 'pieter-dijk',
      path: '/must-read/desk-protocols/eerste-contact-aan-de-balie',
    },
    {
      name: 'how many have read',
      person: 'lotte-van-dam',
      path: '/must-read/desk-protocols/eerste-contact-aan-de-balie',
    },
    { name: 'sign-in', person: null, path: '/sign-in' },
    { name: 'details of an administrator', person: 'ruben-vos', path: '/me' },
    { name: 'sessions of others', person: 'ruben-vos', path: '/sessions?q=vos' },
  ]
  for (const { name, person, path } of others) {
    it(name, () => browse({ person }, (page) => check(page, path)))
  }

  const nowhere = '/desk-protocols/nergens'
  it('a page that is not there', () => browse({ troubles: [`404 ${nowhere}`] }, (page) => check(page, nowhere)))

  for (const name of ['home', 'search with results', 'protocol', 'person', 'network', 'my details']) {
    it(`${name}, in English`, () =>
      browse({ language: 'en' }, async (page) => {
        await page.goto(pages[name] ?? '')
        expect(await page.locator('html').getAttribute('lang')).to.equal('en')
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
      }))
  }
})
