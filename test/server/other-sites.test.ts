import { expect } from 'chai'
import { createApp } from '../../server/app.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'
import { routesOf } from '../support/routes.ts'

/** How a request says that it does not come from our own pages, or does not say where it comes from. */
const strangers: Record<string, Record<string, string>> = {
  'another site': { 'Sec-Fetch-Site': 'cross-site' },
  'another site, with our address as its Origin': { 'Sec-Fetch-Site': 'cross-site', Origin: 'ours' },
  'a neighbour under the same domain': { 'Sec-Fetch-Site': 'same-site' },
  'another site, in an older browser': { Origin: 'https://evil.example' },
  'a file or a sandbox, in an older browser': { Origin: 'null' },
  'a site with our name in its own': { Origin: 'http://127.0.0.1.evil.example' },
  'our machine, but another port': { Origin: 'http://127.0.0.1:1' },
  'something that does not say from where': {},
}

/** The one form that mail programs may post, with a secret that only the mail holds; a wrong one is answered as unknown. */
const byItsSecret = '/mail/stop/:token'

describe('A form of another site', () => {
  let house: TestHouse
  let routes: Array<{ method: string; path: string }>
  before(async () => {
    house = await aHouse({ library: await aLibrary({ 'desk-protocols/kwijt.md': protocol() }) })
    routes = routesOf(createApp(house.house))
  })
  after(() => house.close())

  const changing = () => routes.filter(({ method }) => method !== 'GET')

  /** Everything that is stored, as text. */
  async function stored(): Promise<string> {
    const { db } = house.house.store.connection
    const names = (await db?.listCollections().toArray())?.map(({ name }) => name).sort() ?? []
    const rows = await Promise.all(names.map(async (name) => [name, await db?.collection(name).find().toArray()]))
    return JSON.stringify(rows)
  }

  for (const [stranger, headers] of Object.entries(strangers)) {
    it(`does nothing on any route when it comes from ${stranger}`, async () => {
      const ruben = await house.as('ruben-vos')
      const before = await stored()
      for (const { method, path } of changing()) {
        const verb = method.toLowerCase() as 'post' | 'put' | 'patch' | 'delete'
        const request = ruben[verb](path).unset('Origin').type('form')
        const origin = headers.Origin === 'ours' ? { Origin: house.url } : {}
        const answer = await request.set({ ...headers, ...origin }).send({ person: 'lotte-van-dam', language: 'en' })
        const refusal = path === byItsSecret ? 404 : 403
        expect([answer.status, answer.get('Set-Cookie')], `${method} ${path}`).to.deep.equal([refusal, undefined])
      }
      expect(await stored()).to.equal(before)
      await ruben.get('/').expect(200)
    })
  }

  it('is what it takes: the same form of our own page is taken', async () => {
    const ruben = await house.as('ruben-vos')
    expect(changing().map(({ path }) => path)).to.include.members(['/language', '/theme', '/sign-in', '/sign-out'])
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: house.url }]) {
      const form = ruben.post('/language').unset('Origin').set(headers).type('form').send({ language: 'en' })
      expect((await form.expect(303)).get('Set-Cookie')?.join()).to.include('kenniskompas_language=en')
    }
  })

  it('has no way round by a link: every form that changes something posts to one of those routes', async () => {
    const pages = routes.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path)
    const seen = new Set<string>()
    for (const person of ['sanne-brouwer', 'lotte-van-dam', 'ruben-vos']) {
      const browser = await house.as(person)
      for (const path of [...pages, '/desk-protocols/kwijt', '/people/mirjam-kok', '/units/burgerzaken']) {
        const { text = '' } = await browser.get(path)
        for (const [, attributes = ''] of text.matchAll(/<form\b([^>]*)>/g)) {
          const action = /action="([^"?]*)/.exec(attributes)?.[1] ?? ''
          const method = /method="post"/i.test(attributes) ? 'POST' : 'GET'
          seen.add(`${method} ${action}`)
        }
      }
    }
    const known = routes.map(({ method, path }) => new RegExp(`^${method} ${path.replaceAll(/:\w+/g, '[^/]+')}$`))
    expect([...seen].filter((form) => !known.some((route) => route.test(form)))).to.deep.equal([])
    expect([...seen]).to.include.members(['POST /sign-out', 'POST /language', 'POST /theme', 'GET /search'])
  })
})
