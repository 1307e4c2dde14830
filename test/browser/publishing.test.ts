import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { aWindowFor } from '../support/browser.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const text = (page: Page) => page.locator('main').innerText()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const body = (page: Page) => page.locator('textarea[name="body"]')

/** Looks again, as a reader would, until the page says it. */
async function comesToSay(page: Page, address: string, words: string): Promise<void> {
  for (let again = 0; again < 40; again += 1) {
    await page.goto(address)
    if ((await text(page)).includes(words)) return
    await page.waitForTimeout(250)
  }
  expect(await text(page)).to.include(words)
}

for (const scripts of [true, false]) {
  describe(`The life of an item, in a browser ${scripts ? 'with' : 'without'} JavaScript`, function () {
    this.timeout(90_000)
    let house: TestHouse
    let editor: Page
    let lead: Page
    let reader: Page

    before(async () => {
      house = await aHouse({ library: await aLibrary({ 'desk-protocols/paspoort.md': protocol() }) })
      ;[editor, lead, reader] = (await Promise.all(
        ['lotte-van-dam', 'pieter-dijk', 'sanne-brouwer'].map((person) => aWindowFor(person, house.url, scripts)),
      )) as [Page, Page, Page]
    })

    after(async () => {
      await Promise.all([editor, lead, reader].map((page) => page.context().close()))
      await house.close()
      expect(house.faults).to.deep.equal([])
    })

    it('begins with a form that says what is missing, and keeps what was typed', async () => {
      await editor.goto('/write?type=protocol')
      await editor.locator('button[name="from"][value="nothing"]').click()
      await editor.getByLabel('Titel').fill('Reisdocument voor een kind')
      await body(editor).fill('Vraag wie het gezag heeft.')
      await press(editor, 'Bekijken en versturen')
      await press(editor, 'Publiceren')
      expect(await text(editor)).to.match(/Er zijn \d fouten gevonden/)
      expect(await editor.getByLabel('Titel').inputValue()).to.equal('Reisdocument voor een kind')
      expect(await body(editor).inputValue()).to.equal('Vraag wie het gezag heeft.')
    })

    it('goes on to a colleague, who finds the question at the bell and sends it back', async () => {
      await editor.getByLabel('Samenvatting').fill('Wat je vraagt als een kind een paspoort nodig heeft.')
      await editor.getByLabel('Minuten aan de balie').fill('10')
      await editor.getByLabel('Afdeling', { exact: true }).selectOption('burgerzaken')
      await editor.getByLabel('Eigenaar').fill('Mirjam Kok')
      await editor.getByLabel('Identiteit en reizen').check()
      await press(editor, 'Bekijken en versturen')
      await editor.getByLabel('Wie?').selectOption('pieter-dijk')
      await press(editor, 'Vraag om beoordeling')
      expect(await text(editor)).to.include('Lotte van Dam vraagt Pieter Dijk om een beoordeling.')

      await lead.goto('/notices')
      await lead.getByText('vraagt je om “Reisdocument voor een kind” te beoordelen').click()
      expect(await text(lead)).to.include('Vraag wie het gezag heeft.')
      await lead.getByLabel('Waarom?').fill('Noem ook de toestemming.')
      await press(lead, 'Terug naar de schrijver')
    })

    it('is improved and approved, and readers find it a moment later', async () => {
      await editor.goto('/notices')
      await editor.getByText('gaf “Reisdocument voor een kind” terug').click()
      expect(await text(editor)).to.include('Noem ook de toestemming.')
      await editor.getByRole('link', { name: 'Verder schrijven' }).click()
      await body(editor).fill('Vraag wie het gezag heeft, en of de ander toestemming gaf.')
      await press(editor, 'Bekijken en versturen')
      await editor.getByLabel('Wie?').selectOption('pieter-dijk')
      await press(editor, 'Vraag om beoordeling')

      await lead.reload()
      await press(lead, 'Goedkeuren en publiceren')
      expect(await text(lead)).to.include('Dit is gepubliceerd.')
      await comesToSay(reader, '/search?q=toestemming+gezag', 'Reisdocument voor een kind')
    })

    it('is rewritten while readers go on reading the old version', async () => {
      await editor.goto('/desk-protocols/reisdocument-voor-een-kind')
      await press(editor, 'Bewerken')
      await body(editor).fill('Vraag om het gezagsregister.')
      await press(editor, 'Opslaan als concept')
      await comesToSay(reader, '/desk-protocols/reisdocument-voor-een-kind', 'Vraag wie het gezag heeft')
      await press(editor, 'Bekijken en versturen')
      await press(editor, 'Publiceren')
      await comesToSay(reader, '/desk-protocols/reisdocument-voor-een-kind', 'Vraag om het gezagsregister.')
    })

    it('ends when it is withdrawn: nobody who only reads sees it again', async () => {
      await editor.goto('/desk-protocols/reisdocument-voor-een-kind')
      await editor.locator('summary', { hasText: 'Intrekken' }).click()
      await press(editor, 'Nu intrekken')
      expect(await text(editor)).to.include('Dit is ingetrokken.')
      const answer = await reader.goto('/desk-protocols/reisdocument-voor-een-kind')
      expect(answer?.status()).to.equal(404)
      await reader.goto('/search?q=gezagsregister')
      expect(await text(reader)).not.to.include('Reisdocument voor een kind')
    })
  })
}

describe('Two who have the editor open at once', function () {
  this.timeout(60_000)

  it('see each other, choose where both wrote the same, and lose nothing', async () => {
    const library = await aLibrary({ 'desk-protocols/paspoort.md': protocol({}, 'Een.\n\nTwee.\n\nDrie.') })
    const house = await aHouse({ library })
    const [one, other] = (await Promise.all(
      ['lotte-van-dam', 'pieter-dijk'].map((person) => aWindowFor(person, house.url)),
    )) as [Page, Page]
    await one.goto('/desk-protocols/paspoort')
    await press(one, 'Bewerken')
    await other.goto(one.url())
    expect(await text(other)).to.include('Lotte van Dam bewerkt dit nu ook.')

    await body(other).fill('Een.\n\nTwee, zegt Pieter.\n\nDrie.')
    await body(one).fill('Een, en een half.\n\nTwee, zegt Lotte.\n\nDrie.')
    await press(one, 'Opslaan als concept')
    await one.getByText('Je concept is bewaard').waitFor()
    await press(other, 'Opslaan als concept')
    await other.getByText('Jij en Lotte van Dam wijzigden allebei deze plekken.').waitFor()
    await other.getByLabel('Allebei, die van jou eerst').check()
    await press(other, 'Samenvoegen en bewaren')
    const together = await body(other).inputValue()
    for (const words of ['Een, en een half.', 'Twee, zegt Lotte.', 'Twee, zegt Pieter.', 'Drie.']) {
      expect(together).to.include(words)
    }
    await Promise.all([one, other].map((page) => page.context().close()))
    await house.close()
  })
})
