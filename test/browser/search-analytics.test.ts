import { expect } from 'chai'
import { expectAccessible } from '../support/accessible.ts'
import { browse } from '../support/browser.ts'
import { shippedHouse } from '../support/shipped-house.ts'

const question = 'terugbellen binnen een dag'
const item = '/best-practices/terugbellen-binnen-een-dag'

describe('Search that hears whether it helped', () => {
  const rows = async (name: string) => {
    const { house } = await shippedHouse()
    await house.searchAnalytics.settle()
    return house.store.connection.collection(name).find({ text: question }).toArray()
  }

  for (const [person, scripts] of [
    ['sanne-brouwer', true],
    ['mirjam-kok', false],
  ] as const) {
    it(`knows which result was opened, ${scripts ? 'with' : 'without'} JavaScript, in an address that stays as it is`, () =>
      browse({ person, scripts }, async (page) => {
        const before = (await rows('searchOpened')).reduce((sum, row) => sum + row.count, 0)
        await page.goto(`/search?q=${encodeURIComponent(question)}`)
        await page.locator(`.hit a[href="${item}"]`).first().click()
        await page.getByRole('heading', { level: 1 }).waitFor()
        expect(new URL(page.url()).pathname + new URL(page.url()).search).to.equal(item)
        expect((await rows('searchOpened')).reduce((sum, row) => sum + row.count, 0)).to.equal(before + 1)
      }))

    it(`takes an answer and a remark by keyboard, ${scripts ? 'with' : 'without'} JavaScript`, () =>
      browse({ person, scripts }, async (page) => {
        await page.goto(`/search?q=${encodeURIComponent(question)}`)
        await page.getByRole('button', { name: 'Nee', exact: true }).focus()
        await page.keyboard.press('Enter')
        await page.getByLabel('Wat zocht je?').fill(`Hoe laat, vraagt ${scripts}`)
        await page.getByRole('button', { name: 'Verstuur' }).focus()
        await page.keyboard.press('Enter')
        await page.getByText('Dank je. De redactie ziet het antwoord').waitFor()
        expect((await rows('searchSought')).map(({ sought }) => sought)).to.include(`Hoe laat, vraagt ${scripts}`)
      }))
  }

  it('shows editors a page that is accessible with all of it', async () => {
    const { house } = await shippedHouse()
    for (const [place, person] of ['a', 'b', 'c', 'd'].entries()) {
      for (const text of [question, 'laadpaal']) {
        const asking = { text, person, day: place < 2 ? '2026-11-20' : '2026-11-22' }
        house.searchAnalytics.noteAsked(asking, text === question)
        house.searchAnalytics.noteJudged(asking, false)
      }
      const [before, low] = [{ text: 'kliko', person, day: `2026-11-0${place + 2}` }, item.slice(1)]
      for (const more of ['', ' stuk']) house.searchAnalytics.noteAsked({ ...before, text: `kliko${more}` }, true)
      house.searchAnalytics.noteOpened(before, { item: low, place: 6, view: 'list' })
    }
    await house.searchAnalytics.settle()
    await browse({ person: 'lotte-van-dam' }, async (page) => {
      await page.goto('/search/insights')
      await page.getByText('Bekijk de cijfers').click()
      for (const heading of [
        'Vragen per week',
        'Niet gevonden',
        'Gekozen, maar te laag',
        'Niet wat ik zocht',
        'Meest gezocht',
      ])
        await page.getByRole('table', { name: heading }).waitFor()
      await expectAccessible(page)
    })
  })
})
