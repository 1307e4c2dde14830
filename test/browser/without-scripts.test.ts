import { expect } from 'chai'
import { browse } from '../support/browser.ts'

describe('Without JavaScript', () => {
  it('searches, and narrows with a button', () =>
    browse({ scripts: false }, async (page) => {
      await page.goto('/')
      await page.getByLabel('Waar zoek je naar?').fill('paspoort')
      await page.getByRole('button', { name: 'Zoeken' }).click()
      await page.waitForURL('**/search?q=paspoort')
      const facet = page.locator('input[name="type"][value="protocol"]')
      if (!(await facet.isVisible())) await page.locator('.facets > summary').click()
      await facet.check()
      await page.getByRole('button', { name: 'Toepassen' }).click()
      await page.waitForURL('**/search?q=paspoort&type=protocol')
      expect(await page.locator('.chips li').count()).to.equal(1)
      expect(new Set(await page.locator('.hit .nl-data-badge:first-child').allTextContents())).to.deep.equal(
        new Set(['Protocol']),
      )
    }))

  it('changes language and colours', () =>
    browse({ scripts: false }, async (page) => {
      await page.goto('/people?q=paspoort')
      await page.getByRole('button', { name: 'English' }).click()
      await page.locator('html[lang="en"]').waitFor()
      await page.getByRole('button', { name: 'Dark' }).click()
      await page.locator('html[lang="en"][data-theme="dark"]').waitFor()
      expect(page.url()).to.match(/\/people\?q=paspoort$/)
    }))

  it('opens the menu and the facets on a phone', () =>
    browse({ scripts: false, width: 390 }, async (page) => {
      await page.goto('/desk-protocols')
      await page.locator('.menu summary').click()
      await page.locator('.menu').getByRole('link', { name: 'Leren' }).click()
      await page.waitForURL('**/guidance')
      await page.locator('.facets > summary').click()
      expect(await page.getByRole('button', { name: 'Toepassen' }).isVisible()).to.equal(true)
    }))

  it('shows the network, with the same in words', () =>
    browse({ scripts: false }, async (page) => {
      await page.goto('/linking-pins/network')
      expect(await page.locator('svg .node').count()).to.be.greaterThan(5)
      expect(await page.getByRole('table').getByRole('row').count()).to.be.greaterThan(20)
      await page.getByLabel('Afdeling', { exact: true }).selectOption('burgerzaken')
      await page.getByRole('button', { name: 'Toon' }).click()
      await page.waitForURL('**/linking-pins/network?*unit=burgerzaken')
      const rows = await page.getByRole('table').locator('tbody tr').allTextContents()
      expect(rows.every((row) => row.includes('Burgerzaken'))).to.equal(true)
    }))

  it('shows no button that does nothing', () =>
    browse({ scripts: false }, async (page) => {
      await page.goto('/desk-protocols/paspoort-of-id-kwijt')
      const buttons = await page
        .locator('button:visible')
        .evaluateAll((all) => all.map((one) => one.closest('form') !== null))
      expect(buttons.every(Boolean)).to.equal(true)
    }))

  it('signs in and out', () =>
    browse({ scripts: false, person: null }, async (page) => {
      await page.goto('/people/mirjam-kok')
      await page.getByRole('button', { name: 'Sanne Brouwer' }).click()
      await page.waitForURL('**/people/mirjam-kok')
      await page.locator('.account summary').click()
      await page.getByRole('button', { name: 'Uitloggen' }).click()
      await page.waitForURL('**/sign-in')
    }))
})
