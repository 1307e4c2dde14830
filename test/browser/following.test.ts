import { expect } from 'chai'
import { browse } from '../support/browser.ts'

const item = '/best-practices/terugbellen-binnen-een-dag'

describe('Following, with the keyboard alone', () => {
  for (const scripts of [true, false]) {
    it(`begins on the page itself, and stops at the bell, ${scripts ? 'with' : 'without'} JavaScript`, () =>
      browse({ person: 'mirjam-kok', scripts }, async (page) => {
        await page.goto(item)
        await page.getByRole('button', { name: 'Volgen', exact: true }).focus()
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Niet meer volgen' }).waitFor()
        expect(new URL(page.url()).pathname).to.equal(item)

        await page.getByRole('link', { name: 'Meldingen' }).focus()
        await page.keyboard.press('Enter')
        await page.getByRole('link', { name: 'Wat je volgt' }).focus()
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Niet meer volgen: Terugbellen binnen één dag' }).focus()
        await page.keyboard.press('Enter')
        await page.getByText('Je volgt nog niets').waitFor()
      }))
  }
})
