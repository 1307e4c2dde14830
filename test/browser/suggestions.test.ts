import { expect } from 'chai'
import type { Page, Route } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse } from '../support/browser.ts'

const field = (page: Page) => page.getByRole('combobox')
const options = (page: Page) => page.getByRole('option')
const told = (page: Page) => page.locator('form [role="status"]').textContent()
const answer = (...texts: string[]) => ({
  json: [
    {
      label: 'Kennis',
      options: texts.map((text) => ({ text, typed: [[0, 1]], url: `/search?q=${text}`, note: 'Protocol' })),
    },
  ],
})
const chosen = async (page: Page) => {
  const id = await field(page).getAttribute('aria-activedescendant')
  return id && page.locator(`[id="${id}"][aria-selected="true"] > :first-child`).textContent()
}
/** Types into the field, and waits for suggestions that the test thought up. */
async function typeFor(page: Page, ...texts: string[]): Promise<void> {
  await page.route('**/search/suggestions?*', (route) => route.fulfill(answer(...texts)))
  await field(page).fill('paspoort')
  await options(page).first().waitFor()
}

/** Holds every request for suggestions; gives the one for a text, as soon as the page asks for it, to be answered by the test. */
async function holdAnswers(page: Page): Promise<(text: string) => Promise<Route>> {
  const held = new Map<string, Route>()
  const waiting = new Map<string, (route: Route) => void>()
  await page.route('**/search/suggestions?*', (route) => {
    const text = new URL(route.request().url()).searchParams.get('q') ?? ''
    held.set(text, route)
    waiting.get(text)?.(route)
  })
  return (text) =>
    new Promise((resolve) => {
      const route = held.get(text)
      if (route) resolve(route)
      else waiting.set(text, resolve)
    })
}

/** Everything that the list of suggestions shows from now on. */
async function noteWhatIsShown(page: Page): Promise<() => Promise<string[]>> {
  const list = await page.locator('[role="listbox"]').elementHandle()
  const seen = await page.evaluateHandle(() => [] as string[])
  await page.evaluate(
    ([list, seen]) => {
      new MutationObserver(() => seen.push(list?.textContent ?? '')).observe(list as Node, { childList: true })
    },
    [list, seen] as const,
  )
  return () => seen.jsonValue()
}

/** Answers, unless the page no longer wants it, and waits until the page has had the time to act on it. */
async function answerLate(page: Page, route: Route): Promise<void> {
  await route.fulfill(answer('laat', 'later')).catch(() => {})
  await page.evaluate(async () => {
    await fetch('/health')
    await new Promise(requestAnimationFrame)
  })
}

describe('Suggestions', () => {
  it('come while you type, and a screen reader hears how many there are', () =>
    browse({}, async (page) => {
      await page.goto('/')
      expect(await field(page).getAttribute('aria-expanded')).to.equal('false')
      await field(page).pressSequentially('verhui')
      await options(page).first().waitFor()
      expect(await field(page).getAttribute('aria-expanded')).to.equal('true')
      const count = await options(page).count()
      expect(await told(page)).to.equal(`${count} suggesties. Kies met de pijltjes.`)
    }))

  it('say how to choose only once', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await typeFor(page, 'een')
      expect(await told(page)).to.equal('1 suggestie. Kies met de pijltjes.')
      await field(page).fill('paspoorten')
      await page.waitForFunction(() => document.querySelector('form [role="status"]')?.textContent === '1 suggestie.')
    }))

  for (const [width, colours] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    it(`are accessible while they are open, on ${width} pixels, ${colours}`, () =>
      browse({ width, colours }, async (page) => {
        for (const path of ['/', '/desk-protocols/paspoort-of-id-kwijt', '/search?q=paspoort']) {
          await page.goto(path)
          await field(page).fill('ver')
          await options(page).first().waitFor()
          await field(page).press('ArrowDown')
          expect(await faultsFoundByAxe(page), path).to.deep.equal([])
          const list = await page.getByRole('listbox', { name: 'Suggesties' }).boundingBox()
          expect((list?.x ?? -1) >= 0 && (list?.x ?? 0) + (list?.width ?? width) <= width, path).to.equal(true)
        }
      }))
  }

  it('stand in groups of one kind, with a name', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await field(page).fill('mirj')
      const group = page.getByRole('group', { name: "Collega's" })
      await group.getByRole('option', { name: 'Mirjam Kok Adviseur burgerzaken, Burgerzaken' }).waitFor()
      expect(await group.locator('strong').allTextContents()).to.deep.equal(['Mirj'])
    }))

  it('lead to what you choose, by Enter and by a click', () =>
    browse({}, async (page) => {
      const choose = [
        async () => {
          await field(page).press('ArrowDown')
          await field(page).press('Enter')
        },
        () => options(page).first().click(),
      ]
      for (const lead of choose) {
        await page.goto('/')
        await field(page).fill('mirj')
        await options(page).first().waitFor()
        await lead()
        await page.waitForURL('**/people/mirjam-kok')
      }
    }))

  it('do not come between you and what you typed: Enter searches for that', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await typeFor(page, 'een')
      await field(page).press('ArrowDown')
      await field(page).press('Home')
      expect(await chosen(page)).to.equal(null)
      await field(page).press('ArrowDown')
      await field(page).pressSequentially('!')
      expect(await chosen(page)).to.equal(null)
      await field(page).press('Enter')
      await page.waitForURL(/\?q=%21paspoort/)
    }))

  it('let Tab go on, and open and close with Alt and an arrow without choosing', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await typeFor(page, 'een', 'twee')
      await field(page).press('Alt+ArrowUp')
      expect(await page.getByRole('listbox').isVisible()).to.equal(false)
      await field(page).press('Alt+ArrowDown')
      await options(page).first().waitFor()
      expect(await chosen(page)).to.equal(null)
      await field(page).press('Tab')
      await page.getByRole('listbox').waitFor({ state: 'hidden' })
      expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).to.equal('Zoeken')
    }))

  it('are what you viewed last while the field is empty, when you ask for it', () =>
    browse({}, async (page) => {
      await page.goto('/people/mirjam-kok')
      await page.goto('/')
      await field(page).focus()
      expect(await page.getByRole('listbox').isVisible()).to.equal(false)
      const last = page.getByRole('group', { name: 'Laatst bekeken' }).getByRole('option').first()
      await field(page).click()
      await last.waitFor()
      await field(page).press('Escape')
      await field(page).press('ArrowDown')
      await last.waitFor()
      expect(await last.textContent()).to.equal('Mirjam Kok Persoon')
    }))

  it('open at the last one with the arrow up', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await typeFor(page, 'een', 'twee')
      await field(page).press('Escape')
      await field(page).press('ArrowUp')
      await options(page).first().waitFor()
      await page.locator('[aria-selected="true"]').waitFor()
      expect(await chosen(page)).to.equal('twee')
    }))

  it('name the chosen one to a screen reader, round and back to the field', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await typeFor(page, 'een', 'twee')
      const visited = []
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await field(page).press(key)
        visited.push(await chosen(page))
      }
      expect(visited).to.deep.equal(['een', 'twee', null, 'twee'])
      expect(await field(page).inputValue()).to.equal('paspoort')
    }))

  it('close with Esc, and an arrow brings them back', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await field(page).fill('paspoort')
      await options(page).first().waitFor()
      await field(page).press('ArrowDown')
      await field(page).press('Escape')
      expect(await page.getByRole('listbox').isVisible()).to.equal(false)
      expect(await field(page).getAttribute('aria-expanded')).to.equal('false')
      expect(await field(page).getAttribute('aria-activedescendant')).to.equal(null)
      expect(await field(page).inputValue()).to.equal('paspoort')
      await field(page).press('ArrowDown')
      await options(page).first().waitFor()
    }))

  it('close when the focus leaves, and when the field is emptied', () =>
    browse({}, async (page) => {
      await page.goto('/')
      for (const leave of [() => field(page).fill(''), () => page.locator('.often a').first().focus()]) {
        await field(page).fill('paspoort')
        await options(page).first().waitFor()
        await leave()
        await page.getByRole('listbox').waitFor({ state: 'hidden' })
      }
    }))

  it('are of the newest text: a late answer never takes their place', () =>
    browse({}, async (page) => {
      const asked = await holdAnswers(page)
      await page.goto('/')
      const seen = await noteWhatIsShown(page)
      await field(page).fill('pas')
      const early = await asked('pas')
      await field(page).fill('paspoort')
      await (await asked('paspoort')).fulfill(answer('nieuw'))
      await options(page).first().waitFor()
      await answerLate(page, early)
      expect(await seen()).to.deep.equal(['Kennisnieuw Protocol'])
    }))

  it('stay away when you have left the field before they come', () =>
    browse({}, async (page) => {
      const asked = await holdAnswers(page)
      await page.goto('/')
      const seen = await noteWhatIsShown(page)
      await field(page).fill('paspoort')
      const late = await asked('paspoort')
      await page.locator('.often a').first().focus()
      await answerLate(page, late)
      expect(await seen()).to.deep.equal([])
    }))

  it('go away when the server cannot give new ones', () =>
    browse({ troubles: ['500 /search/suggestions'] }, async (page) => {
      const asked = await holdAnswers(page)
      await page.goto('/')
      await field(page).fill('pas')
      await (await asked('pas')).fulfill(answer('paspoort'))
      await options(page).first().waitFor()
      await field(page).fill('rijbewijs')
      await (await asked('rijbewijs')).fulfill({ status: 500, body: '' })
      await page.getByRole('listbox').waitFor({ state: 'hidden' })
    }))
})
