import { once } from 'node:events'
import { connect } from 'node:net'
import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'

describe('Signing in with the demo', () => {
  let house: TestHouse
  before(async () => {
    house = await aHouse()
  })
  after(() => house.close())

  it('lets somebody choose a reader, an editor, a team lead or an administrator', async () => {
    const page = await house.asNobody().get('/sign-in').expect(200)
    for (const name of ['Sanne Brouwer', 'Lotte van Dam', 'Pieter Dijk', 'Ruben Vos'])
      expect(page.text).to.include(name)
  })

  it('leads a visitor to the sign-in page, and back to where they were going', async () => {
    const nobody = house.asNobody()
    const sent = await nobody.get('/people/mirjam-kok?from=mail').expect(303)
    expect(sent.headers.location).to.equal('/sign-in?returnTo=%2Fpeople%2Fmirjam-kok%3Ffrom%3Dmail')
    const back = await nobody
      .post('/sign-in')
      .type('form')
      .send({ person: 'sanne-brouwer', returnTo: '/people/mirjam-kok?from=mail' })
      .expect(303)
    expect(back.headers.location).to.equal('/people/mirjam-kok?from=mail')
    await nobody.get('/people/mirjam-kok').expect(200)
  })

  for (const returnTo of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\r\nSet-Cookie: x=1',
    '/.//evil.example',
    '/%2e%2E//evil.example',
    '/\u00e9',
  ]) {
    it(`goes home rather than to ${JSON.stringify(returnTo)}`, async () => {
      const answer = await house.asNobody().post('/sign-in').type('form').send({ person: 'sanne-brouwer', returnTo })
      expect(answer.headers.location).to.equal('/')
    })
  }

  it('refuses a person who is not there', async () => {
    await house.asNobody().post('/sign-in').type('form').send({ person: 'nobody' }).expect(400)
  })

  it('takes a signed-out session at its word', async () => {
    const sanne = await house.as('sanne-brouwer')
    await sanne.get('/').expect(200)
    await sanne.post('/sign-out').expect(303)
    await sanne.get('/').expect(303)
  })

  it('answers a program with problem+json instead of a page', async () => {
    const answer = await house.asNobody().get('/').set('Accept', 'application/json').expect(401)
    expect(answer.headers['content-type']).to.match(/^application\/problem\+json/)
    expect(answer.body).to.include({ status: 401 })
  })

  it('refuses anybody who comes through a proxy or under another name', async () => {
    const nobody = house.asNobody()
    await nobody.get('/sign-in').set('X-Forwarded-For', '10.0.0.7').expect(403)
    await nobody.get('/sign-in').set('Host', 'kennis.example').expect(403)
  })

  it('refuses anybody who comes through a proxy that does not say so', async () => {
    const nobody = house.asNobody()
    const form = nobody.post('/sign-in').type('form').send({ person: 'sanne-brouwer' })
    await form.set('Sec-Fetch-Site', 'same-origin').set('Origin', 'https://kennis.example').expect(403)

    const { hostname, port, host } = new URL(house.url)
    const proxy = connect(Number(port), hostname)
    proxy.write(`GET /sign-in HTTP/1.0\r\nHost: ${host}\r\n\r\n`)
    const [answer] = await once(proxy, 'data')
    proxy.destroy()
    expect(String(answer)).to.match(/^HTTP\/1\.1 403 /)
  })

  it('ends a session eight hours after signing in, however busy it was', async () => {
    const sanne = await house.as('sanne-brouwer')
    const sessions = house.house.store.connection.collection('sessions')
    const ends = async () => (await sessions.find().sort({ expires: -1 }).toArray()).map(({ expires }) => expires)
    const before = await ends()
    await new Promise((resolve) => setTimeout(resolve, 20))
    await sanne.get('/').expect(200)
    expect(await ends()).to.deep.equal(before)
  })

  it('refuses a form that another site sends', async () => {
    const sanne = await house.as('sanne-brouwer')
    await sanne.post('/sign-out').set('Sec-Fetch-Site', 'cross-site').expect(403)
    await sanne.post('/sign-out').set('Origin', 'https://evil.example').expect(403)
    await sanne.get('/').expect(200)
  })

  it('asks for a name on every page but the public ones', async () => {
    const nobody = house.asNobody()
    for (const path of [
      '/',
      '/search?q=x',
      '/search/suggestions?q=x',
      '/people',
      '/people/mirjam-kok',
      '/units/burgerzaken',
      '/linking-pins/network',
    ]) {
      await nobody.get(path).expect(303)
    }
    for (const plugin of house.house.plugins) await nobody.get(`/${plugin.id}`).expect(303)
    for (const path of ['/toegankelijkheid', '/privacy', '/hulp', '/health', '/assets/kenniskompas.css'])
      await nobody.get(path).expect(200)
  })
})
