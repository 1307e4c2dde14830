import { expect } from 'chai'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import type { SignInProvider } from '../../server/sign-in/provider.ts'
import { workAccountProvider } from '../../server/sign-in/work-account/work-account.ts'
import type { Store } from '../../server/store/store.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { routesOf } from '../support/routes.ts'
import { aLibraryOfSecrets, secrets } from '../support/secrets.ts'
import { addressesOf, waysOut } from '../support/ways-out.ts'

/** Sign-in that asks no provider anything yet. */
function withWorkAccounts(store: Store): Promise<SignInProvider> {
  const config = readConfig({
    KENNISKOMPAS_URL: 'http://localhost',
    SIGN_IN_PROVIDER: 'oidc',
    SIGN_IN_ISSUER: 'https://login.example',
    SIGN_IN_CLIENT_ID: 'kenniskompas',
    SIGN_IN_CLIENT_SECRET: 'not needed here',
  })
  if (!config.workAccount) throw new Error('The settings for a work account are not right')
  return workAccountProvider(store, config, config.workAccount, () => new Date())
}

type Browser = Awaited<ReturnType<TestHouse['as']>>

/** Who reads what: a reader of another unit and of the unit itself, an editor, team leads, an administrator. */
const scenarios = [
  { person: 'sanne-brouwer', who: 'a reader elsewhere', reads: ['madelief'] },
  { person: 'mirjam-kok', who: 'a reader of the unit', reads: ['madelief', 'zonnebloem'] },
  { person: 'lotte-van-dam', who: 'an editor', reads: ['madelief', 'zonnebloem', 'korenbloem'] },
  { person: 'pieter-dijk', who: 'the team lead of the unit', reads: ['madelief', 'zonnebloem'] },
  { person: 'tessa-top', who: 'a team lead above the unit', reads: ['madelief', 'zonnebloem'] },
  { person: 'bram-bel', who: 'a team lead elsewhere', reads: ['madelief'] },
  { person: 'ruben-vos', who: 'an administrator', reads: ['madelief', 'zonnebloem', 'korenbloem'] },
]

describe('Who may read an item', () => {
  let house: TestHouse
  const browsers = new Map<string, Browser>()
  const pages = new Map<string, Promise<string>>()

  /** What `person` sees at `address`, asked once. */
  function page(person: string, address: string): Promise<string> {
    const key = `${person} ${address}`
    const text =
      pages.get(key) ?? Promise.resolve(browsers.get(person)?.get(address)).then((answer) => answer?.text ?? '')
    pages.set(key, text)
    return text
  }

  before(async () => {
    house = await aHouse({ library: await aLibraryOfSecrets() })
    expect(house.imported?.refused).to.deep.equal([])
    for (const { person } of scenarios) browsers.set(person, await house.as(person))
  })
  after(() => house.close())

  it('is known for every route of the product, however people sign in', async () => {
    const houses = [house.house, { ...house.house, provider: await withWorkAccounts(house.house.store) }]
    const routes = houses.flatMap((one) => routesOf(createApp(one)).map(({ method, path }) => `${method} ${path}`))
    expect(Object.keys(waysOut)).to.have.members([...new Set(routes)])
  })

  for (const { person, who, reads } of scenarios) {
    for (const secret of secrets) {
      const mayRead = reads.includes(secret.slug)
      it(`${mayRead ? 'shows' : 'hides'} what is for ${secret.visibility} ${mayRead ? 'to' : 'from'} ${who}, on every way out alike`, async () => {
        for (const address of addressesOf(secret)) {
          const text = await page(person, address)
          if (mayRead) expect(text, address).to.include(secret.title)
          else {
            expect(text, address).not.to.include(secret.title)
            expect(text, address).not.to.match(new RegExp(`href="/[a-z-]+/${secret.slug}["/]`))
            if (!address.includes(secret.theme)) expect(text, address).not.to.include(secret.theme)
          }
        }
      })
    }
  }

  it('decides what counts: in results, in facets and in themes', async () => {
    for (const { person, reads } of scenarios) {
      const [everything, home] = await Promise.all([page(person, '/search?q='), page(person, '/')])
      for (const { slug, title, theme } of secrets) {
        const mayRead = reads.includes(slug)
        const found = await page(person, `/search?q=${title.toLowerCase()}`)
        expect(found.includes('Geen resultaten gevonden'), `${person} ${title}`).to.equal(!mayRead)
        expect(everything.includes(`value="${theme}"`), `${person} ${theme}`).to.equal(mayRead)
        expect(home.includes(`theme=${theme}`), `${person} ${theme} at home`).to.equal(mayRead)
      }
    }
  })

  it('makes what is hidden look like what is not there', async () => {
    const [hidden, absent] = await Promise.all(
      ['korenbloem', 'bestaat-niet'].map((slug) => browsers.get('sanne-brouwer')?.get(`/desk-protocols/${slug}`)),
    )
    expect([hidden?.status, absent?.status]).to.deep.equal([404, 404])
  })
})
