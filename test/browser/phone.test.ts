import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse } from '../support/browser.ts'

const phone = { width: 390 }

async function expectNoFaults(page: Page): Promise<void> {
  expect(await faultsFoundByAxe(page)).to.deep.equal([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await faultsFoundByAxe(page, 'colours')).to.deep.equal([])
}

describe('On a phone', () => {
  it('has all doors behind one button, and a way back', () =>
    browse(phone, async (page) => {
      await page.goto('/desk-protocols')
      const doors = page.locator('.menu').getByRole('link')
      expect(await page.getByRole('navigation', { name: 'Hoofdmenu' }).isVisible()).to.equal(false)
      expect(await doors.first().isVisible()).to.equal(false)
      await page.locator('.menu summary').click()
      expect(await doors.count()).to.equal(await page.locator('.head-row > .doors a').count())
      expect(await page.locator('.menu [aria-current]').textContent()).to.match(/^\s*Protocollen$/)
      await expectNoFaults(page)
      await page.keyboard.press('Escape')
      expect(await doors.first().isVisible()).to.equal(false)
      await page.locator('.menu summary').click()
      await doors.filter({ hasText: 'Wie weet wat' }).click()
      await page.waitForURL('**/people')
    }))

  it('opens the filters and the account without a fault', () =>
    browse(phone, async (page) => {
      await page.goto('/search?q=paspoort')
      expect(await page.getByRole('checkbox').first().isVisible()).to.equal(false)
      await page.locator('.facets > summary').click()
      expect(await page.getByRole('checkbox').first().isVisible()).to.equal(true)
      await page.locator('.account summary').click()
      await expectNoFaults(page)
    }))

  for (const path of ['/people', '/linking-pins/network', '/best-practices/terugbellen-binnen-een-dag']) {
    it(`makes rows of the table on ${path}, each fact with its name`, () =>
      browse(phone, async (page) => {
        await page.goto(path)
        const table = page.locator('.rows-on-phone table')
        const facts = await table
          .locator('tbody tr')
          .first()
          .locator('td')
          .evaluateAll((cells) =>
            cells.map((cell) => ({
              name: cell.getAttribute('data-label') ?? '',
              printed: getComputedStyle(cell, '::before').content,
              width: cell.getBoundingClientRect().right,
            })),
          )
        expect(facts).not.to.have.length(0)
        for (const { name, printed, width } of facts) {
          expect(name).not.to.equal('')
          expect(printed).to.include(name)
          expect(width).to.be.at.most(390)
        }
      }))
  }

  it('keeps targets large enough for a thumb', () =>
    browse(phone, async (page) => {
      await page.goto('/')
      for (const target of ['.menu summary', '.account summary', '.search-bar button', 'footer button']) {
        for (const one of await page.locator(target).all()) {
          const box = await one.boundingBox()
          expect(Math.min(box?.width ?? 0, box?.height ?? 0), target).to.be.at.least(24)
        }
      }
    }))
})

describe('The dark theme', () => {
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

  it('is kept on every page once chosen, whatever the machine prefers', () =>
    browse({ colours: 'light' }, async (page) => {
      await page.goto('/')
      const light = await background(page)
      await page.getByRole('button', { name: 'Donker' }).click()
      await page.locator('html[data-theme="dark"]').waitFor()
      const dark = await background(page)
      expect(dark).not.to.equal(light)
      for (const path of ['/people', '/desk-protocols/paspoort-of-id-kwijt']) {
        await page.goto(path)
        expect(await background(page), path).to.equal(dark)
        expect(await faultsFoundByAxe(page, 'colours')).to.deep.equal([])
      }
      await page.getByRole('button', { name: 'Auto' }).click()
      await page.locator('html[data-theme="auto"]').waitFor()
      expect(await background(page)).to.equal(light)
    }))

  it('gives way to a choice for light on a machine that prefers dark', () =>
    browse({ colours: 'dark' }, async (page) => {
      await page.goto('/')
      const dark = await background(page)
      await page.getByRole('button', { name: 'Licht' }).click()
      await page.locator('html[data-theme="light"]').waitFor()
      expect(await background(page)).not.to.equal(dark)
      expect(await faultsFoundByAxe(page, 'colours')).to.deep.equal([])
    }))
})
