import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../support/accessible.ts'
import { faultsFoundByAxe } from '../support/axe.ts'
import { browse } from '../support/browser.ts'
import { pages } from '../support/shipped-house.ts'

/** Opens `path` in a wide window by day, and looks at it in every other way too. */
async function check(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expectAccessible(page)
}

describe('Every page is accessible, fits a phone and gives the browser nothing to complain of', function () {
  this.timeout(60_000)

  for (const [name, path] of Object.entries(pages)) {
    it(name, () => browse({}, (page) => check(page, path)))
  }

  const others = [
    { name: 'home of an editor', person: 'lotte-van-dam', path: '/' },
    { name: 'home of a team lead', person: 'pieter-dijk', path: '/' },
    { name: 'what colleagues search for', person: 'lotte-van-dam', path: '/search/insights' },
    { name: 'many at once', person: 'lotte-van-dam', path: '/bulk' },
    { name: 'synonyms', person: 'lotte-van-dam', path: '/search/curation/synonyms' },
    { name: 'new synonyms', person: 'lotte-van-dam', path: '/search/curation/synonyms/new?word=kliko' },
    { name: 'pinned results', person: 'lotte-van-dam', path: '/search/curation/pinned' },
    {
      name: 'new pinned results',
      person: 'lotte-van-dam',
      path: '/search/curation/pinned/new?q=paspoort&id=people/mirjam-kok',
    },
    { name: 'test questions', person: 'lotte-van-dam', path: '/search/curation/questions' },
    { name: 'new test question', person: 'lotte-van-dam', path: '/search/curation/questions/new?q=paspoort' },
    {
      name: 'why a result stands here',
      person: 'lotte-van-dam',
      path: '/search/why?q=paspoort+kwijt&id=desk-protocols/paspoort-of-id-kwijt',
    },
    { name: 'results for an editor', person: 'lotte-van-dam', path: '/search?q=paspoort+kwijt' },
    {
      name: 'who has read, by name',
      person: 'pieter-dijk',
      path: '/must-read/desk-protocols/eerste-contact-aan-de-balie',
    },
    {
      name: 'how many have read',
      person: 'lotte-van-dam',
      path: '/must-read/desk-protocols/eerste-contact-aan-de-balie',
    },
    { name: 'take items along', person: 'lotte-van-dam', path: '/export' },
    { name: 'sign-in', person: null, path: '/sign-in' },
    { name: 'details of an administrator', person: 'ruben-vos', path: '/me' },
    { name: 'sessions of others', person: 'ruben-vos', path: '/sessions?q=vos' },
  ]
  for (const { name, person, path } of others) {
    it(name, () => browse({ person }, (page) => check(page, path)))
  }

  const nowhere = '/desk-protocols/nergens'
  it('a page that is not there', () => browse({ troubles: [`404 ${nowhere}`] }, (page) => check(page, nowhere)))

  for (const name of ['home', 'search with results', 'protocol', 'person', 'network', 'my details']) {
    it(`${name}, in English`, () =>
      browse({ language: 'en' }, async (page) => {
        await page.goto(pages[name] ?? '')
        expect(await page.locator('html').getAttribute('lang')).to.equal('en')
        expect(await faultsFoundByAxe(page)).to.deep.equal([])
      }))
  }
})
