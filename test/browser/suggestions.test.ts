import { expect } from 'chai'
import type { Page, Route } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse } from '../support/browser.ts'

const field = (page: Page) => page.getByRole('combobox')
const options = (page: Page) => page.getByRole('option')
const answer = (...texts: string[]) => ({
  json: texts.map((text) => ({ text, url: `/search?q=${text}`, typeLabel: 'Protocol' })),
})

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
      expect(await page.locator('form [role="status"]').textContent()).to.match(new RegExp(`^${count} suggesties`))
      expect(await faultsFoundByAxe(page)).to.deep.equal([])
    }))

  it('name the chosen one to a screen reader, round and back to the field', () =>
    browse({}, async (page) => {
      await page.goto('/')
      await page.route('**/search/suggestions?*', (route) => route.fulfill(answer('een', 'twee')))
      await field(page).fill('paspoort')
      await options(page).first().waitFor()
      const active = async () => {
        const id = await field(page).getAttribute('aria-activedescendant')
        return (
          id &&
          (await page.locator(`[id="${id}"][aria-selected="true"]`).evaluate((one) => one.firstChild?.textContent))
        )
      }
      const visited = []
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await field(page).press(key)
        visited.push(await active())
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
      expect(await seen()).to.deep.equal(['nieuwProtocol'])
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
