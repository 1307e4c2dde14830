import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { aWindow } from '../support/browser.ts'
import { people } from '../support/entra/people.ts'
import { productWith } from '../support/entra/product.ts'
import { aDouble } from '../support/entra/shared.ts'
import { aTlsProxy } from '../support/entra/tls-proxy.ts'
import { aLibrary } from '../support/library.ts'

describe('A newcomer and the administrator, each in their own browser,', function () {
  this.timeout(60_000)
  let url: string
  before(async () => {
    const [proxy, entra] = await Promise.all([aTlsProxy(), aDouble()])
    const known = { slug: 'anna-lezer', name: people.reader.name, function: 'Adviseur', unit: 'burgerzaken' }
    const library = await aLibrary({}, { persons: [known] })
    const product = await productWith(entra, 'oidc', { KENNISKOMPAS_URL: proxy.url, KENNISKOMPAS_LIBRARY: library })
    proxy.leadTo(product.url)
    url = proxy.url
  })

  async function signedIn(name: string): Promise<Page> {
    const page = await aWindow()
    await page.goto(url)
    await page.getByRole('link', { name }).click()
    await page.waitForURL(`${url}/`)
    return page
  }

  /** In the language of the page and in the other one. */
  async function mustBeAccessible(page: Page): Promise<void> {
    for (const language of ['English', 'Nederlands']) {
      expect(await faultsFoundByAxe(page), page.url()).to.deep.equal([])
      await page.getByRole('button', { name: language }).click()
    }
  }

  it('find each other: one says who they are, the other confirms it', async () => {
    const [anna, admin] = await Promise.all([signedIn(people.reader.name), signedIn(people.admin.name)])

    await anna.getByRole('link', { name: 'Sta jij al in de gids?' }).click()
    await mustBeAccessible(anna)
    await anna.getByRole('button', { name: 'Dat ben ik: Anna Lezer, Adviseur, Burgerzaken' }).click()
    await anna.getByText('Je vroeg om herkend te worden').waitFor()
    await mustBeAccessible(anna)

    await admin.goto(url)
    await admin.getByRole('link', { name: '1 nieuwe collega wacht' }).click()
    await mustBeAccessible(admin)
    await admin.getByRole('button', { name: 'Ja, dit is Anna Lezer' }).click()
    await admin.getByText('Anna Lezer is herkend als Anna Lezer').waitFor()
    await mustBeAccessible(admin)

    await anna.goto(`${url}/me`)
    await anna.getByText('je werkt hier, volgens de gids').waitFor()

    await admin.goto(`${url}/sessions?q=anna`)
    await mustBeAccessible(admin)
    await admin.getByRole('button', { name: 'Dit is toch niet Anna Lezer in de gids' }).click()
    await admin.getByText('Anna Lezer is niet herkend als Anna Lezer').waitFor()
    await anna.context().close()
    await admin.context().close()
  })
})
