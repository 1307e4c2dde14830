import { expect } from 'chai'
import { browse } from '../support/browser.ts'

const protocol = '/desk-protocols/paspoort-of-id-kwijt'

describe('At the front desk', () => {
  it('goes from what a resident says to the protocol', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await page.getByRole('combobox').fill('paspoort kwijt')
      await page.getByRole('combobox').press('Enter')
      await page.waitForURL('**/search?q=paspoort+kwijt')
      await page.locator('.hit a').first().click()
      await page.waitForURL(`**${protocol}`)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal('Paspoort of identiteitskaart kwijt')
      expect(await page.locator('.step blockquote').first().isVisible()).to.equal(true)
    }))

  it('follows a choice within the protocol, and one that leads to another', () =>
    browse({}, async (page) => {
      await page.goto(protocol)
      const within = page.locator('.choice[href^="#"], .choice[href*="kwijt#"]').first()
      const step = new URL((await within.getAttribute('href')) ?? '', page.url()).hash
      await within.click()
      expect(new URL(page.url()).hash).to.equal(step)
      expect(await page.locator(step).count()).to.equal(1)

      await page.getByRole('link', { name: 'Paspoort aanvragen Verder in een ander protocol' }).click()
      await page.waitForURL('**/desk-protocols/paspoort-aanvragen#*')
      expect(await page.locator(new URL(page.url()).hash).count()).to.equal(1)
    }))

  it('finds who connects the unit with another, and how to reach them', () =>
    browse({}, async (page) => {
      await page.goto(protocol)
      await page.getByRole('main').getByRole('link', { name: 'Burgerzaken', exact: true }).first().click()
      await page.waitForURL('**/units/burgerzaken')
      const section = page.locator('section', {
        has: page.getByRole('heading', { name: 'Verbindingen met andere afdelingen' }),
      })
      const contact = section.getByRole('link').first()
      const name = await contact.textContent()
      await contact.click()
      await page.waitForURL('**/people/*')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal(name)
      expect(await page.locator('main a[href^="tel:"]').first().isVisible()).to.equal(true)
    }))

  it('reads the page in English, and stays where it was', () =>
    browse({}, async (page) => {
      await page.goto(protocol)
      await page.getByRole('button', { name: 'English' }).click()
      await page.locator('html[lang="en"]').waitFor()
      expect(new URL(page.url()).pathname).to.equal(protocol)
      await page.getByRole('link', { name: 'Skip to' }).waitFor({ state: 'attached' })
      expect(await page.getByRole('button', { name: 'English' }).getAttribute('aria-pressed')).to.equal('true')
      await page.goto('/search?q=paspoort')
      expect(await page.locator('html').getAttribute('lang')).to.equal('en')
      expect(await page.locator('.count').textContent()).to.match(/\d+ results/)
    }))

  it('prints the words, without what only a screen needs', () =>
    browse({ colours: 'dark' }, async (page) => {
      await page.goto(protocol)
      expect(await page.getByRole('button', { name: 'Afdrukken' }).isVisible()).to.equal(true)
      await page.emulateMedia({ media: 'print' })
      for (const hidden of ['header.page-head', 'footer', 'nav', 'form', '.actions']) {
        for (const one of await page.locator(hidden).all()) expect(await one.isVisible(), hidden).to.equal(false)
      }
      for (const shown of ['h1', '.step h2', '.facts-card']) {
        expect(await page.locator(shown).first().isVisible(), shown).to.equal(true)
      }
      const ink = await page.locator('h1').evaluate((heading) => getComputedStyle(heading).color)
      expect(Math.max(...(ink.match(/\d+/g) ?? ['255']).map(Number)), 'dark ink on white paper').to.be.lessThan(128)
      expect((await page.pdf()).subarray(0, 5).toString()).to.equal('%PDF-')
    }))
})
