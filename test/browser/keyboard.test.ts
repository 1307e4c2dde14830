import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { browse } from '../support/browser.ts'
import { stopsOf, tabTo } from '../support/focus.ts'
import { pages } from '../support/shipped-house.ts'

const focused = (page: Page) => page.locator(':focus')

describe('With the keyboard alone', () => {
  it('skips to the content', () =>
    browse({}, async (page) => {
      await page.goto('/desk-protocols')
      await page.keyboard.press('Tab')
      expect(await focused(page).textContent()).to.equal('Naar de inhoud')
      expect(await focused(page).boundingBox())
        .to.have.property('y')
        .that.is.at.least(0)
      await page.keyboard.press('Enter')
      expect(await focused(page).getAttribute('id')).to.equal('content')
    }))

  it('goes to the search field with a slash, from anywhere but a field', () =>
    browse({}, async (page) => {
      for (const path of ['/', '/people/mirjam-kok']) {
        await page.goto(path)
        await page.keyboard.press('/')
        expect(await focused(page).getAttribute('id'), path).to.equal('search-text')
        expect(await focused(page).inputValue()).to.equal('')
      }
      await page.keyboard.type('1/2')
      expect(await focused(page).inputValue()).to.equal('1/2')
    }))

  it('chooses a suggestion with the arrows and opens it with Enter', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await page.keyboard.press('/')
      await page.keyboard.type('paspoort')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('ArrowDown')
      const option = page.getByRole('option', { selected: true })
      expect(await option.count()).to.equal(1)
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => address.pathname !== '/')
    }))

  it('narrows the results with a facet', () =>
    browse({}, async (page) => {
      await page.goto('/search?q=paspoort')
      await tabTo(page, 'input[name="type"][value="protocol"]')
      await page.keyboard.press('Space')
      await page.waitForURL('**/search?q=paspoort&type=protocol')
      expect(await page.locator('input[name="type"][value="protocol"]').isChecked()).to.equal(true)
      await tabTo(page, '.chips a')
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => !address.search.includes('type'))
    }))

  it('opens the account with Enter, closes it with Esc and stays there', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await tabTo(page, '.account summary')
      await page.keyboard.press('Enter')
      expect(await page.getByRole('button', { name: 'Uitloggen' }).isVisible()).to.equal(true)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Escape')
      expect(await page.getByRole('button', { name: 'Uitloggen' }).isVisible()).to.equal(false)
      expect(await focused(page).evaluate((element) => element.matches('.account summary'))).to.equal(true)
    }))

  for (const name of [
    'home',
    'search with filters',
    'protocol',
    'step of the guidance',
    'network of a unit',
    'person',
  ]) {
    it(`always shows where you are: ${name}`, () =>
      browse({}, async (page) => {
        await page.goto(pages[name] ?? '')
        const found = await stopsOf(page)
        expect(found.length).to.be.within(10, 249)
        expect(found.filter(({ wrong }) => wrong)).to.deep.equal([])
      }))
  }

  it('always shows where you are: with dark colours', () =>
    browse({ colours: 'dark' }, async (page) => {
      await page.goto('/desk-protocols/paspoort-of-id-kwijt')
      expect((await stopsOf(page)).filter(({ wrong }) => wrong)).to.deep.equal([])
    }))

  it('always shows where you are: on a phone, with the menu open', () =>
    browse({ width: 390 }, async (page) => {
      await page.goto('/desk-protocols')
      await page.locator('.menu summary').click()
      const found = await stopsOf(page)
      expect(found.some(({ stop }) => stop.includes('utrecht-nav-list__link'))).to.equal(true)
      expect(found.filter(({ wrong }) => wrong)).to.deep.equal([])
    }))
})
