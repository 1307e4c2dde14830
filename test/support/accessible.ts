import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from './axe.ts'

const states = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((colours) => ({ width, colours })))

/** Expects that the page in this window has no faults against WCAG 2.2 AA, wide and narrow, light and dark, and fits a phone. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await faultsOf(page)).to.deep.equal([])
  expect(await sidewaysScrolling(page)).to.deep.equal({ 390: 0, 320: 0 })
}

async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const { width, colours } of states) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: colours })
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
