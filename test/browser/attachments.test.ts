import { expect } from 'chai'
import { aPicture } from '../support/attachments.ts'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse } from '../support/browser.ts'

describe('The page to upload a picture with', () => {
  for (const [width, colours] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    it(`tells what is wrong, then shows the picture and the line for the text, at ${width} pixels, ${colours}`, () =>
      browse({ person: 'lotte-van-dam', width, colours, troubles: ['422 /attachments'] }, async (page) => {
        const file = { mimeType: 'image/png', buffer: await aPicture('png') }
        await page.goto('/attachments/new?draft=abc')
        await page.getByLabel('Bestand').setInputFiles({ name: 'balie.pdf', ...file })
        await page.getByLabel('Beschrijving').fill('De balie in hal Zuid')
        await page.getByRole('button', { name: 'Toevoegen' }).click()
        await page
          .getByRole('alert')
          .getByRole('link', { name: /De naam eindigt op \.pdf/ })
          .click()
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
        expect(await page.getByLabel('Beschrijving').inputValue()).to.equal('De balie in hal Zuid')

        await page.getByLabel('Bestand').setInputFiles({ name: 'balie.png', ...file })
        await page.getByRole('button', { name: 'Toevoegen' }).click()
        const picture = page.getByRole('img', { name: 'De balie in hal Zuid' })
        expect(
          await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
        ).to.equal(300)
        expect(await page.getByLabel('Zet dit in je tekst').inputValue()).to.match(/^!\[De balie in hal Zuid\]\(/)
        expect(await page.getByRole('link', { name: 'Terug naar het concept' }).getAttribute('href')).to.equal(
          '/drafts/abc',
        )
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
      }))
  }
})
