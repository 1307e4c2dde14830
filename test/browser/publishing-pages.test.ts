import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { aWindowFor } from '../support/browser.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const body = (page: Page) => page.locator('textarea[name="body"]')

/** The pages that only exist while somebody writes. */
describe('Every page of writing and publishing is accessible and fits a phone', function () {
  this.timeout(90_000)
  let house: TestHouse
  let lotte: Page
  let pieter: Page

  before(async () => {
    const library = await aLibrary({
      'desk-protocols/paspoort.md': protocol(),
      'desk-protocols/rijbewijs.md': protocol({ title: 'Rijbewijs kwijt' }, 'Een.\n\nTwee.\n\nDrie.'),
    })
    house = await aHouse({ library })
    lotte = await aWindowFor('lotte-van-dam', house.url)
    pieter = await aWindowFor('pieter-dijk', house.url)
  })

  after(async () => {
    await Promise.all([lotte, pieter].map((page) => page.context().close()))
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  beforeEach(() => lotte.setViewportSize({ width: 1280, height: 900 }))

  it('a draft, with what is seldom used folded away', async () => {
    await lotte.goto('/desk-protocols/paspoort')
    await press(lotte, 'Bewerken')
    expect(await lotte.getByLabel('Gecontroleerd op').isVisible()).to.equal(false)
    await expectAccessible(lotte)
    await lotte.getByRole('heading', { name: 'Hoe blijft dit betrouwbaar?' }).click()
    expect(await lotte.getByLabel('Gecontroleerd op').isVisible()).to.equal(true)
    await expectAccessible(lotte)
  })

  it('the difference with what is published', async () => {
    await body(lotte).fill('Neem de vermissing op. Vraag om het kenmerk.')
    await press(lotte, 'Opslaan als concept')
    await lotte.getByRole('link', { name: 'Vergelijk met versie 1' }).click()
    await expectAccessible(lotte)
  })

  it('a draft that is not complete: what must be solved stands open', async () => {
    await lotte.goto('/write?type=protocol')
    await lotte.locator('button[value="nothing"]').click()
    await press(lotte, 'Bekijken en versturen')
    await expectAccessible(lotte)
    await press(lotte, 'Publiceren')
    expect(await lotte.locator('.form-summary').evaluate((one) => one === document.activeElement)).to.equal(true)
    for (const problem of await lotte.locator('.field-error').all()) expect(await problem.isVisible()).to.equal(true)
    await expectAccessible(lotte)
  })

  it('a text with personal data', async () => {
    await body(lotte).fill('Bel 06 12345678.')
    await press(lotte, 'Opslaan als concept')
    await lotte.getByText('Er staan persoonsgegevens in je tekst').waitFor()
    await expectAccessible(lotte)
  })

  it('a review, for who asks and for who judges', async () => {
    await lotte.goto('/desk-protocols/paspoort')
    await lotte.getByRole('link', { name: 'Verder met het concept' }).click()
    await press(lotte, 'Bekijken en versturen')
    await lotte.getByLabel('Wie?').selectOption('pieter-dijk')
    await press(lotte, 'Vraag om beoordeling')
    await lotte.getByRole('button', { name: 'Toch geen beoordeling vragen' }).waitFor()
    await expectAccessible(lotte)
    await pieter.goto(lotte.url())
    await pieter.getByRole('button', { name: 'Terug naar de schrijver' }).waitFor()
    await press(pieter, 'Opmerking plaatsen')
    await expectAccessible(pieter)
  })

  it('a choice between what two people wrote at once', async () => {
    await lotte.goto('/desk-protocols/rijbewijs')
    await press(lotte, 'Bewerken')
    await pieter.goto(lotte.url())
    await body(pieter).fill('Een.\n\nTwee, zegt Pieter.\n\nDrie.')
    await body(lotte).fill('Een.\n\nTwee, zegt Lotte.\n\nDrie.')
    await press(lotte, 'Opslaan als concept')
    await lotte.getByText('Je concept is bewaard').waitFor()
    await pieter.setViewportSize({ width: 1280, height: 900 })
    await press(pieter, 'Opslaan als concept')
    await pieter.getByText('wijzigden allebei deze plekken').waitFor()
    await expectAccessible(pieter)
  })

  it('templates', async () => {
    await lotte.goto('/desk-protocols/rijbewijs')
    await lotte.getByRole('link', { name: 'Bewaar als sjabloon' }).click()
    await expectAccessible(lotte)
    await lotte.goto('/templates')
    await expectAccessible(lotte)
  })
})
