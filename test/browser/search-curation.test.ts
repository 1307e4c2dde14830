import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { faultsFoundByAxe } from '../support/axe.ts'
import { aWindowFor } from '../support/browser.ts'
import { tabTo } from '../support/focus.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const lists = '/search/curation'

describe('Search in the hands of an editor with a keyboard alone', function () {
  this.timeout(90_000)
  let house: TestHouse
  let page: Page
  before(async () => {
    const library = await aLibrary({
      'desk-protocols/kliko.md': protocol({ title: 'Kliko kapot' }, 'Meld een kapotte kliko.'),
      'desk-protocols/ophalen.md': protocol({ title: 'Kliko niet geleegd' }, 'Vraag wanneer de kliko buiten stond.'),
      'synonyms.yaml': '- [paspoort, reispas]\n',
      'test-questions.yaml': '- { question: vuilnisbak stuk, expects: desk-protocols/kliko }\n',
    })
    house = await aHouse({ library })
    page = await aWindowFor('lotte-van-dam', house.url)
  })
  after(async () => {
    await page.context().close()
    await house.close()
  })

  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
  const goTo = async (selector: string, key = 'Enter') => {
    await tabTo(page, selector)
    await page.keyboard.press(key)
  }
  /** Waits until the page has put the focus there, and looks at the page as it stands then. */
  const isAt = async (selector: string) => {
    await page.locator(`${selector}:focus`).waitFor()
    expect(await faultsFoundByAxe(page), selector).to.deep.equal([])
  }
  /** Opens what an editor may do with the first result of a question, and takes one of it. */
  const takeTool = async (question: string, href: string) => {
    await page.goto(`/search?q=${question}`)
    await goTo('.for-editors > summary')
    await goTo(`.hit-curate a[href*="${href}"]`)
    await page.waitForURL(`**${href}*`)
  }

  it('makes a group of synonyms: hears what is wrong, sees what it does, and saves it', async () => {
    await page.goto(`${lists}/synonyms`)
    await goTo(`a[href="${lists}/synonyms/new"]`)
    await page.waitForURL(`**${lists}/synonyms/new`)
    await tabTo(page, '#group-words')
    await page.keyboard.type('kliko')
    await goTo('button[value="preview"]')
    await isAt('.form-summary')
    await press('Tab', 'Enter')
    await isAt('#group-words')
    await press('Control+End', 'Enter')
    await page.keyboard.type('vuilnisbak')
    await goTo('button[value="preview"]', 'Space')
    await isAt('#effect')
    expect(await page.locator('main').innerText()).to.include('1 verbeterd, 0 verslechterd, 0 gelijk')
    await expectAccessible(page)
    await goTo('button[value="save"]')
    await isAt('.utrecht-alert--ok')
    expect(await page.locator('main').innerText()).to.include('1 van 1 proefvragen goed')
  })

  it('changes a group, and takes it out', async () => {
    await goTo('.curation-list li:last-child a')
    await page.waitForURL(`**${lists}/synonyms/*`)
    await goTo('.sure > summary', 'Space')
    await goTo('button[value="remove"]')
    await isAt('.utrecht-alert--ok')
    expect(await page.locator('.curation-list').innerText()).not.to.include('vuilnisbak')
  })

  it('reads why a result stands there, and puts it on top from there', async () => {
    await takeTool('kliko', '/search/why')
    expect(await faultsFoundByAxe(page)).to.deep.equal([])
    expect(await page.locator('h1').innerText()).to.equal('Waarom staat dit hier?')
    await goTo(`a[href^="${lists}/pinned/new"]`)
    await page.waitForURL(`**${lists}/pinned/new*`)
    await tabTo(page, '#pinned-questions')
    await press('Control+A', 'Delete')
    await goTo('button[value="preview"]')
    await isAt('.form-summary')
    await press('Tab', 'Enter')
    await isAt('#pinned-questions')
    await page.keyboard.type('lege kliko')
    await goTo('button[value="preview"]')
    await isAt('#effect')
    await expectAccessible(page)
    await goTo('button[value="save"]')
    await isAt('.utrecht-alert--ok')
    expect(await page.locator('main').innerText()).to.include('lege kliko')
  })

  it('keeps a test question, asks all of them, and takes one out', async () => {
    await takeTool('kliko', `${lists}/questions/new`)
    await tabTo(page, '#test-within')
    await page.keyboard.type('11')
    await press('Enter')
    await isAt('.form-summary')
    await press('Tab', 'Enter')
    await isAt('#test-within')
    await press('Control+A')
    await page.keyboard.type('1')
    await press('Enter')
    await isAt('.utrecht-alert--ok')
    await goTo(`form[action="${lists}/questions/run"] button`, 'Space')
    await page.getByText('Alle vragen zijn opnieuw gesteld.').waitFor()
    await isAt('.utrecht-alert--ok')
    await goTo('td .sure > summary')
    await goTo('td .sure button')
    await page.getByText('Opgeslagen.').waitFor()
    await isAt('.utrecht-alert--ok')
    expect(await page.locator('tbody').first().locator('tr').count()).to.equal(1)
  })
})
