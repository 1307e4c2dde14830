import { expect } from 'chai'
import supertest, { type Response } from 'supertest'
import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { workAccountProvider } from '../../server/sign-in/work-account/work-account.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'
import { type Route, routesOf } from '../support/routes.ts'

const policy =
  "default-src 'none';script-src 'self';style-src 'self';font-src 'self';img-src 'self';" +
  "connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'"

const onEveryAnswer = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

function mustBeSafe(answer: Response, path: string): void {
  const { headers, status } = answer
  expect(headers).to.include(onEveryAnswer)
  expect(headers).not.to.have.property('x-powered-by')
  const forAll = path.startsWith('/assets/') && status === 200
  for (const cookie of answer.get('Set-Cookie') ?? []) expect(cookie).to.match(/; HttpOnly; SameSite=Lax$/)
  expect(headers['cache-control']).to.match(forAll ? /^public, / : /^private, no-store$/)
}

/** A real thing for each parameter where there is one; elsewhere the page of something that is not there. */
const things: Record<string, string> = { people: 'mirjam-kok', units: 'burgerzaken', 'desk-protocols': 'kwijt' }
const addressOf = ({ path }: Route) =>
  path.replace(/^\/([\w-]+)\/:slug/, (_, room) => `/${room}/${things[room] ?? 'niet-hier'}`).replace(':number', '1')

describe('The headers of every answer', () => {
  let house: TestHouse
  let routes: Route[]
  before(async () => {
    house = await aHouse({ library: await aLibrary({ 'desk-protocols/kwijt.md': protocol() }) })
    routes = routesOf(createApp(house.house))
  })
  after(() => house.close())

  it('are strict on every route, signed in or not', async () => {
    expect(routes.length).to.be.greaterThan(30)
    for (const person of [undefined, 'sanne-brouwer', 'ruben-vos']) {
      for (const route of routes) {
        const browser = person ? await house.as(person) : house.asNobody()
        const address = addressOf(route)
        const answer = await browser[route.method === 'POST' ? 'post' : 'get'](address)
        expect(answer.status, `${route.method} ${address}`).to.be.lessThan(500)
        mustBeSafe(answer, address)
      }
    }
  })

  for (const path of ['/niet-hier', '/%00', '/people/%E0%A4%A', '/assets/niet-hier.css', '/assets/kenniskompas.css']) {
    it(`are strict on ${path}`, async () => mustBeSafe(await house.asNobody().get(path), path))
  }

  it('are strict on the routes of sign-in with a work account too', async () => {
    const settings = readConfig({
      KENNISKOMPAS_URL: 'http://localhost:3000',
      SIGN_IN_PROVIDER: 'oidc',
      // Where nobody answers: the page that says so is a page too.
      SIGN_IN_ISSUER: 'https://127.0.0.1:1',
      SIGN_IN_CLIENT_ID: 'kenniskompas',
      SIGN_IN_CLIENT_SECRET: 'secret',
    })
    const { store, now } = house.house
    if (!settings.workAccount) throw new Error('there is no work account')
    const provider = await workAccountProvider(store, settings, settings.workAccount, now)
    const app = createApp({ ...house.house, provider, log: { info: () => {}, error: () => {} } })
    const own = routesOf(app).filter(({ path }) => path.startsWith('/sign'))
    expect(own.map(({ path }) => path)).to.include.members(['/sign-in', '/sign-in/callback', '/sign-out'])
    for (const { method, path } of own) {
      mustBeSafe(await supertest(app)[method === 'POST' ? 'post' : 'get'](path).set('Origin', 'http://x'), path)
    }
  })

  it('name the hosts that pictures may come from, and no other', async () => {
    const config = { ...house.house.config, pictureHosts: ['beeldbank.gemeente.example', 'foto.example'] }
    const { headers } = await supertest(createApp({ ...house.house, config })).get('/hulp')
    const allowed = "img-src 'self' https://beeldbank.gemeente.example https://foto.example;"
    expect(headers['content-security-policy']).to.equal(policy.replace("img-src 'self';", allowed))
  })

  it('let a browser keep an asset for good under the address that pages use', async () => {
    const answer = await house.asNobody().get('/assets/kenniskompas.css?01234567').expect(200)
    expect(answer.headers['cache-control']).to.equal('public, max-age=31536000, immutable')
  })
})
