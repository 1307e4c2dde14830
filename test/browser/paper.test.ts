import { expect } from 'chai'
import { browse } from '../support/browser.ts'
import { pages } from '../support/shipped-house.ts'

describe('An item on paper', () => {
  it('tells its title, version, date, owner and address, holds every step, and shows nothing to click', () =>
    browse({}, async (page) => {
      await page.goto(pages.protocol ?? '')
      await page.emulateMedia({ media: 'print' })
      const paper = page.locator('.on-paper')
      expect(await paper.innerText()).to.match(
        /^Versie 1 · Gecontroleerd op \d+ \w+ 2026 · Eigenaar: Mirjam Kok\nhttp:\/\//,
      )
      expect(await paper.innerText()).to.include(page.url())
      expect(await page.locator('h1').isVisible()).to.equal(true)
      for (const step of await page.locator('.step').all()) expect(await step.isVisible()).to.equal(true)
      for (const screen of ['.page-head', '.trail', '.toc', '.actions', '.foot'])
        expect(await page.locator(screen).first().isVisible(), screen).to.equal(false)

      const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
      expect(pdf.startsWith('%PDF-')).to.equal(true)
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).to.be.within(2, 6)
    }))
})
