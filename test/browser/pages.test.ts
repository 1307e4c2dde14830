import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse, openBrowser, type Visitor } from '../support/browser.ts'
import { pages, shippedHouse } from '../support/shipped-house.ts'

const colours = ['light', 'dark'] as const

/** Faults against WCAG 2.2 AA with a wide and a narrow window, light and dark. */
async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of colours) {
      await page.emulateMedia({ colorScheme })
      const faults = await faultsFoundByAxe(page, colorScheme === 'light' ? 'all' : 'colours')
      found.push(...faults.map((fault) => `${width} px, ${colorScheme}: ${fault}`))
    }
  }
  return found
}

/** How far the page scrolls sideways, in CSS pixels, on a phone and at 400 % in a window of 1280. */
async function sidewaysScrolling(page: Page): Promise<Record<number, number>> {
  const scrolling: Record<number, number> = {}
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 900 })
    scrolling[width] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  }
  return scrolling
}

describe('Every page is accessible, fits a phone and gives the browser nothing to complain of', function () {
  this.timeout(60_000)
  before(() => Promise.all([openBrowser(), shippedHouse()]))

  function check(name: string, path: string, visitor: Visitor = {}) {
    it(name, () =>
      browse(visitor, async (page) => {
        await page.goto(path)
        expect(await faultsOf(page)).to.deep.equal([])
        expect(await sidewaysScrolling(page)).to.deep.equal({ 390: 0, 320: 0 })
      }),
    )
  }

  for (const [name, path] of Object.entries(pages)) check(name, path)
  check('home of an editor', '/', { person: 'lotte-van-dam' })
  check('home of a team lead', '/', { person: 'pieter-dijk' })
  check('sign-in', '/sign-in', { person: null })
  check('a page that is not there', '/desk-protocols/nergens', { troubles: ['404 /desk-protocols/nergens'] })

  for (const name of ['home', 'search with results', 'protocol', 'person', 'network']) {
    it(`${name}, in English`, () =>
      browse({ language: 'en' }, async (page) => {
        await page.goto(pages[name] ?? '')
        expect(await page.locator('html').getAttribute('lang')).to.equal('en')
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
      }))
  }
})
