import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { packageRoot } from '../../server/paths.ts'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse, type Visitor } from '../support/browser.ts'
import { shippedHouse } from '../support/shipped-house.ts'

const editor = { person: 'lotte-van-dam' }
const text = (page: Page) => page.locator('#body')
const status = (page: Page) => page.locator('[data-saved]')

/** Opens the draft of a protocol, or goes on with it. Leaves the page before it first, which saves what was typed there. */
async function openDraft(page: Page): Promise<void> {
  const { url } = await shippedHouse()
  await page.goto('about:blank')
  const draft = await page.request.post('/desk-protocols/rijbewijs-kwijt/edit', { headers: { Origin: url } })
  await page.goto(draft.url())
}

/** What stands in the text after writing `start`, choosing a part of it, and doing something. */
async function write(
  page: Page,
  start: string,
  [from, to]: [number, number],
  act: () => Promise<void>,
): Promise<string> {
  await text(page).fill(start)
  await text(page).evaluate((field, place) => (field as HTMLTextAreaElement).setSelectionRange(...place), [
    from,
    to,
  ] as const)
  await act()
  return text(page).inputValue()
}

const saved = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith('/autosave') && answer.ok())

/** From now on the page saves nothing, until it is loaded anew. */
const loseConnection = (page: Page) =>
  page.evaluate(() => {
    const reach = globalThis.fetch
    globalThis.fetch = (address, options) =>
      String(address).endsWith('/autosave') ? Promise.reject(new TypeError('offline')) : reach(address, options)
  })

describe('The editor', () => {
  it('has a toolbar for the keyboard: one stop, arrows within, and undo', () =>
    browse(editor, async (page) => {
      await openDraft(page)
      expect(await write(page, 'Een woord', [4, 9], () => text(page).press('Control+b'))).to.equal('Een **woord**')
      await text(page).press('Control+b')
      expect(await text(page).inputValue()).to.equal('Een woord')
      await text(page).press('Control+z')
      expect(await text(page).inputValue()).to.equal('Een **woord**')
      const bar = page.getByRole('toolbar', { name: 'Opmaak' })
      await bar.getByRole('button', { name: 'Vet' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      expect(await bar.locator('[tabindex="0"]').getAttribute('data-command')).to.equal('heading')
      await page.keyboard.press('Home')
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Sneltoetsen in de editor' }).waitFor()
      expect(await faultsFoundByAxe(page)).to.deep.equal([])
      await page.keyboard.press('Escape')
      expect(await write(page, 'a\nb', [0, 3], () => text(page).press('Alt+Shift+L'))).to.equal('- a\n- b')
      expect(await write(page, '', [0, 0], () => text(page).press('Alt+Shift+S'))).to.match(/^## Stap: /)
      await text(page).press('Tab')
      expect(await text(page).evaluate((field) => field === document.activeElement)).to.equal(false)
    }))

  it('makes clean Markdown of what is pasted from Word', () =>
    browse(editor, async (page) => {
      await openDraft(page)
      const html = readFileSync(join(packageRoot, 'test', 'fixtures', 'word.html'), 'utf8')
      await text(page).fill('')
      await text(page).evaluate((field, html) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', html)
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
      }, html)
      await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#body')?.value !== '')
      expect(await text(page).inputValue()).to.equal(
        [
          '## Paspoort aanvragen\n',
          'De inwoner komt **zelf** naar de balie, op *afspraak*.\n',
          '### Wat neemt de inwoner mee?\n',
          '- Het oude paspoort\n  - ook als het verlopen is\n- Een [pasfoto](https://www.rijksoverheid.nl/pasfoto)\n',
          'Zie het stuk.\n',
          '1. Kijk naar het document\n2. Vraag naar de reis\n',
          '| Document | Prijs \\| leges |\n| --- | --- |\n| Paspoort | € 88,87 |',
        ].join('\n'),
      )
    }))

  it('shows beside the text how it will look and what could be better, line by line', () =>
    browse(editor, async (page) => {
      await openDraft(page)
      await text(page).fill('## Stap: Begin\n\nZie [dit](nergens.md).')
      const finding = page.getByRole('button', { name: 'De link naar “nergens.md” leidt nergens heen.' })
      await finding.click()
      const chosen = await text(page).evaluate((field) => {
        const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement
        return value.slice(selectionStart, selectionEnd)
      })
      expect(chosen).to.equal('Zie [dit](nergens.md).')
      await page.locator('[data-preview-of] h2').filter({ hasText: 'Stap: Begin' }).waitFor()
      expect(await page.locator('[data-level]').textContent()).to.match(/^Taalniveau ongeveer/)
    }))

  it('finds what to link to, by keyboard, and writes the link as the library has it', () =>
    browse(editor, async (page) => {
      await openDraft(page)
      const written = await write(page, 'Zie .', [4, 4], async () => {
        await text(page).press('Control+k')
        await page.getByRole('combobox', { name: /^Zoek een onderwerp/ }).pressSequentially('terugbellen')
        await page.getByRole('listbox', { name: 'Gevonden' }).getByRole('option').first().waitFor()
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
        for (const key of ['ArrowDown', 'Enter', 'Enter']) await page.keyboard.press(key)
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
      })
      expect(written).to.match(/^Zie \[.+\]\(\.\.\/best-practices\/terugbellen-binnen-een-dag\.md\)\.$/)
    }))

  it('keeps text on the device while the server cannot be reached, offers it back, and saves it once it can', () =>
    browse(editor, async (page) => {
      await openDraft(page)
      await loseConnection(page)
      await text(page).fill('Onderweg geschreven.')
      await status(page).filter({ hasText: 'Je tekst staat op dit apparaat' }).waitFor()
      await page.reload()
      expect(await text(page).inputValue()).not.to.equal('Onderweg geschreven.')
      const answer = saved(page)
      await page.getByRole('button', { name: 'Zet terug' }).click()
      expect(await text(page).inputValue()).to.equal('Onderweg geschreven.')
      await answer
      await status(page)
        .filter({ hasText: /^Bewaard om \d\d\.\d\d uur$/ })
        .waitFor()
      expect(await page.evaluate(() => Object.keys(localStorage))).to.deep.equal([])
      await page.reload()
      expect(await text(page).inputValue()).to.equal('Onderweg geschreven.')
    }))

  it('keeps a BSN nowhere, not on the device either', () => {
    const visitor: Visitor = { ...editor, troubles: [] }
    return browse(visitor, async (page) => {
      await openDraft(page)
      visitor.troubles?.push(`422 ${new URL(page.url()).pathname}/autosave`)
      await text(page).fill('Van 111222333.')
      await status(page).filter({ hasText: 'er staan persoonsgegevens in je tekst' }).waitFor()
      expect(await page.evaluate(() => Object.keys(localStorage))).to.deep.equal([])
      const answer = saved(page)
      await text(page).fill('Van een inwoner.')
      await answer
    })
  })

  it('leaves no text behind on a shared desk: signing out takes it away', () =>
    browse(editor, async (page) => {
      await openDraft(page)
      await loseConnection(page)
      await text(page).fill('Niet voor anderen.')
      expect(await page.evaluate(() => Object.keys(localStorage))).to.have.length(1)
      await page.route('**/sign-out', (route) => route.fulfill({ body: '' }))
      await page.evaluate(() => document.querySelector<HTMLFormElement>('form[action$="/sign-out"]')?.requestSubmit())
      await page.waitForURL('**/sign-out')
      expect(await page.evaluate(() => Object.keys(localStorage))).to.deep.equal([])
    }))

  for (const { width, colours } of [
    { width: 1280, colours: 'light' },
    { width: 1280, colours: 'dark' },
    { width: 390, colours: 'light' },
    { width: 390, colours: 'dark' },
  ] as const) {
    it(`is for everybody at ${width} pixels, ${colours}`, () =>
      browse({ ...editor, width, colours }, async (page) => {
        await openDraft(page)
        await text(page).fill('## Kop\n\nZie [dit](nergens.md).')
        await page.locator('.finding').first().waitFor()
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(width)
      }))
  }

  it('works without JavaScript: a preview above the form, with nothing lost', () =>
    browse({ ...editor, scripts: false }, async (page) => {
      await openDraft(page)
      await text(page).fill('## Zonder scripts\n\nMet een [link](rijbewijs-aanvragen.md).')
      await page.getByRole('button', { name: 'Bekijk voorbeeld' }).click()
      const preview = page.getByRole('region', { name: 'Voorbeeld' })
      expect(await preview.getByRole('heading', { name: 'Zonder scripts' }).count()).to.equal(1)
      expect(await preview.getByRole('link').getAttribute('href')).to.equal('/desk-protocols/rijbewijs-aanvragen')
      expect(await text(page).inputValue()).to.include('Zonder scripts')
    }))
})
