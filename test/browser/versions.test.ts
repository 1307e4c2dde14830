import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { stringify } from 'yaml'
import { faultsFoundByAxe } from '../support/axe.ts'
import { aWindow } from '../support/browser.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const texts = [
  protocol({ title: 'Paspoort weg' }, `Vraag wie het is.\n\n${'Regel.\n'.repeat(20)}\nNeem de vermissing op.`),
  protocol({}, `Vraag wie het is.\n\n${'Regel.\n'.repeat(20)}\nNeem de vermissing meteen op.`),
]
const kept = texts.map((text, place) => ({
  version: place + 1,
  text,
  at: '2026-11-02T09:00:00.000Z',
  by: 'lotte-van-dam',
  note: 'Getest',
}))
const versions = '/desk-protocols/paspoort/versions'

describe('Versions in a browser', function () {
  this.timeout(60_000)
  let house: TestHouse
  let page: Page
  before(async () => {
    const library = await aLibrary({
      'desk-protocols/paspoort.md': texts[1] ?? '',
      'history/desk-protocols/paspoort.yaml': stringify({ versions: kept }),
    })
    house = await aHouse({ library })
    page = await aWindow()
    await page.request.post(`${house.url}/sign-in`, {
      form: { person: 'lotte-van-dam' },
      headers: { Origin: house.url },
    })
  })
  after(async () => {
    await page.context().close()
    await house.close()
  })

  for (const path of [versions, `${versions}/1`, `${versions}/compare?from=1&to=2`]) {
    it(`are accessible, light and dark, wide and narrow: ${path}`, async () => {
      await page.goto(house.url + path)
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [390, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme })
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).to.equal(0)
      }
    })
  }

  it('are laid side by side by choosing two, and what stayed the same unfolds', async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(house.url + versions)
    await page.getByRole('button', { name: 'Vergelijken' }).click()
    const [before, after] = [page.locator('del').last(), page.locator('ins').last()]
    expect(await after.innerText()).to.include('meteen')
    const folded = page.locator('details.difference-folded')
    expect(await folded.locator('.difference-same').isVisible()).to.equal(false)
    await folded.locator('summary').click()
    expect(await folded.locator('.difference-same').isVisible()).to.equal(true)
    const [left, right] = await Promise.all([before.boundingBox(), page.locator('ins').first().boundingBox()])
    expect(right?.x).to.be.greaterThan(left?.x ?? 0)
  })

  it('come back as a draft when somebody says why', async () => {
    await page.goto(`${house.url}${versions}/1`)
    await page.getByRole('button', { name: 'Herstel deze versie' }).click()
    await page.getByLabel('Waarom herstel je deze versie?').fill('De oude was beter')
    await page.getByRole('button', { name: 'Herstel deze versie' }).click()
    await page.waitForURL(/\/drafts\//)
    await page.goto(`${house.url}${versions}/1`)
    expect(await page.getByRole('link', { name: 'Naar het concept' }).getAttribute('href')).to.match(/^\/drafts\//)
  })
})
