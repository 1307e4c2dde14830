import { expect } from 'chai'
import supertest from 'supertest'
import { createApp } from '../../server/app.ts'
import type { Config } from '../../server/config.ts'
import { hostProvider } from '../../server/sign-in/host.ts'
import { joinStore, type Store } from '../../server/store/store.ts'
import { openLimits } from '../../server/web/limits.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { routesOf } from '../support/routes.ts'

const overHttps = { 'X-Forwarded-Proto': 'https', 'Sec-Fetch-Site': 'same-origin' }

describe('Behind a proxy', () => {
  let house: TestHouse
  let store: Store
  const told: string[] = []
  before(async () => {
    house = await aHouse()
    store = await joinStore(house.house.config)
  })
  after(async () => {
    await store.close()
    await house.close()
  })

  /** The product at https://kennis.example, with everybody signed in by somebody else. */
  const appWith = (settings: Partial<Config>) =>
    createApp({
      ...house.house,
      config: { ...house.house.config, url: 'https://kennis.example', ...settings },
      provider: hostProvider(() => ({ id: 'sanne-brouwer', name: 'Sanne Brouwer' })),
      log: { info: () => {}, error: (_where, error) => told.push(String(error)) },
    })
  const trusting = () => supertest.agent(appWith({ trustedProxy: 'loopback' })).set(overHttps)
  const distrusting = () => supertest.agent(appWith({ trustedProxy: undefined })).set(overHttps)

  describe('that is trusted', () => {
    it('browsers never use http again', async () => {
      const { headers } = await trusting().get('/').expect(200)
      expect(headers['strict-transport-security']).to.equal('max-age=31536000')
      const plain = await trusting().get('/').set('X-Forwarded-Proto', 'http').expect(200)
      expect(plain.headers).not.to.have.property('strict-transport-security')
    })

    it('every cookie of every route belongs to this host, comes over https only, and no script reads it', async () => {
      const app = appWith({ trustedProxy: 'loopback' })
      const names: string[] = []
      for (const { method, path } of routesOf(app)) {
        const browser = supertest(app)[method === 'POST' ? 'post' : 'get'](path).set(overHttps)
        const answer =
          method === 'POST' ? await browser.type('form').send({ language: 'en', theme: 'dark' }) : await browser
        for (const cookie of answer.get('Set-Cookie') ?? []) {
          expect(cookie).to.match(
            /^__Host-\w+=\w+; Max-Age=31536000; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
          )
          names.push(cookie.split('=')[0] ?? '')
        }
      }
      expect(names).to.have.members(['__Host-kenniskompas_language', '__Host-kenniskompas_theme'])
    })

    it('a choice is kept, and one that another host slipped in is not believed', async () => {
      const browser = trusting()
      const english = async (cookie: string) =>
        (await browser.get('/hulp').set('Cookie', cookie)).text.includes('<html lang="en"')
      expect(await english('__Host-kenniskompas_language=en')).to.equal(true)
      expect(await english('kenniskompas_language=en')).to.equal(false)
    })

    it('our own forms are known by the name that it passes on', async () => {
      const form = (host: string) =>
        trusting()
          .post('/language')
          .unset('Sec-Fetch-Site')
          .set('X-Forwarded-Host', host)
          .set('Origin', 'https://kennis.example')
      await form('kennis.example').expect(303)
      await form('elders.example').expect(403)
    })

    it('a visitor has the address that it passes on', async () => {
      const limits = openLimits(store, { signIn: 2, search: 10, searchAtOnce: 10 })
      const browser = supertest.agent(
        createApp({ ...house.house, config: { ...house.house.config, trustedProxy: 'loopback' }, limits }),
      )
      const from = async (address: string) =>
        (await browser.get('/sign-in').set('X-Forwarded-For', address)).status === 429
      const refused = []
      for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2']) refused.push(await from(address))
      expect(refused).to.deep.equal([false, false, true, false])
    })
  })

  describe('that is not trusted', () => {
    it('its word for https, host and address counts for nothing', async () => {
      const { headers } = await distrusting().get('/').expect(200)
      expect(headers).not.to.have.property('strict-transport-security')
      const answer = await distrusting().post('/language').type('form').send({ language: 'en' }).expect(303)
      expect(answer.get('Set-Cookie')?.join())
        .to.match(/^kenniskompas_language=en/)
        .and.not.include('Secure')
      const form = distrusting().post('/language').unset('Sec-Fetch-Site').set('X-Forwarded-Host', 'kennis.example')
      await form.set('Origin', 'https://kennis.example').expect(403)
    })
  })

  describe('that is not set up well, signing in ends with a page, and the log says what to do:', () => {
    const mistakes: Array<
      [mistake: string, trusted: string | undefined, headers: Record<string, string>, todo: RegExp]
    > = [
      [
        'it is not trusted',
        undefined,
        { 'X-Forwarded-Proto': 'https' },
        /KENNISKOMPAS_PROXY names another proxy than the one at \S*127\.0\.0\.1 /,
      ],
      [
        'another one is trusted',
        '10.0.0.1',
        { 'X-Forwarded-Proto': 'https' },
        /KENNISKOMPAS_PROXY names another proxy/,
      ],
      ['it does not say https', 'loopback', {}, /the proxy must send X-Forwarded-Proto/],
      ['it lets http through', 'loopback', { 'X-Forwarded-Proto': 'http' }, /the proxy must lead it to https/],
    ]
    for (const [mistake, trustedProxy, headers, todo] of mistakes) {
      it(mistake, async () => {
        told.length = 0
        for (const path of ['/sign-in', '/sign-in/callback?code=x&state=y']) {
          const page = await supertest(appWith({ trustedProxy })).get(path).set(headers).expect(500)
          expect(page.text).to.include('Inloggen kan nog niet')
          expect(page.get('Set-Cookie')).to.equal(undefined)
        }
        expect(told).to.have.length(2)
        for (const line of told)
          expect(line)
            .to.match(todo)
            .and.match(/^[^\n]+docs\/operations\.md\)$/)
      })
    }

    it('and not when all is well', async () => {
      const page = await trusting().get('/sign-in')
      expect(page.text).not.to.include('Inloggen kan nog niet')
    })
  })
})
