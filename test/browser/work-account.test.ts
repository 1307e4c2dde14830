import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { faultsFoundByAxe } from '../support/axe.ts'
import { aWindow } from '../support/browser.ts'
import type { EntraDouble } from '../support/entra/double.ts'
import { people } from '../support/entra/people.ts'
import { productWith } from '../support/entra/product.ts'
import { aDouble, providers } from '../support/entra/shared.ts'
import { aTlsProxy } from '../support/entra/tls-proxy.ts'

const four = [
  [people.reader, 'Medewerker'],
  [people.editor, 'Redacteur'],
  [people.teamlead, 'Teamleider'],
  [people.admin, 'Beheerder'],
] as const

for (const provider of providers) {
  describe(`In a browser, with ${provider},`, () => {
    let url: string
    let entra: EntraDouble
    before(async function () {
      this.timeout(40_000)
      const proxy = await aTlsProxy()
      entra = await aDouble()
      const product = await productWith(entra, provider, { KENNISKOMPAS_URL: proxy.url })
      proxy.leadTo(product.url)
      url = proxy.url
    })

    /** Goes to a page, is led to the provider, and picks an account there. */
    async function signIn(page: Page, name: string): Promise<void> {
      await page.goto(`${url}/people`)
      expect(page.url()).to.include(`${entra.url}/`)
      await page.getByRole('link', { name }).click()
      await page.waitForURL(`${url}/people`)
    }

    it('four colleagues sign in at the same time, each in their own role, where they wanted to be', async function () {
      this.timeout(40_000)
      const shown = await Promise.all(
        four.map(async ([{ name }]) => {
          const page = await aWindow()
          await signIn(page, name)
          await page.locator('.account summary').click()
          const panel = await page.locator('.account-panel p').first().innerText()
          await page.context().close()
          return panel.split('\n')
        }),
      )
      expect(shown).to.deep.equal(four.map(([{ name }, role]) => [name, role]))
    })

    it('somebody signs out, here and then at the provider, and is asked who they are at the next page', async () => {
      const page = await aWindow()
      await signIn(page, people.editor.name)
      await page.locator('.account summary').click()
      await page.getByRole('button', { name: 'Uitloggen' }).click()
      await page.waitForURL(`${url}/signed-out`)
      expect(await faultsFoundByAxe(page)).to.deep.equal([])
      await page.getByRole('link', { name: 'Ook uitloggen bij je werkaccount' }).click()
      expect(await page.content()).to.include('Signed out here')
      await page.goto(url)
      expect(page.url()).to.include(`${entra.url}/`)
      await page.context().close()
    })
  })
}
