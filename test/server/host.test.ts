import { once } from 'node:events'
import type { Server } from 'node:http'
import { expect } from 'chai'
import express from 'express'
import supertest from 'supertest'
import type { Kenniskompas } from '../../server/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aKenniskompas, anIntranet, closeAll, colleagues, faults, type Seen } from '../support/intranet.ts'
import { aLibrary, protocol } from '../support/library.ts'

describe('Kenniskompas in an intranet, mounted under /kennis', () => {
  let kenniskompas: Kenniskompas
  let seen: Seen[]
  let server: Server
  const as = async (user: string) => {
    const agent = supertest.agent(server).set('Sec-Fetch-Site', 'same-origin')
    await agent.get(`/login/${user}`).expect(200)
    return agent
  }

  before(async () => {
    kenniskompas = await aKenniskompas()
    const made = anIntranet({ '/kennis': kenniskompas })
    seen = made.seen
    server = made.intranet.listen(0)
    await once(server, 'listening')
  })
  after(async () => {
    server.close()
    server.closeAllConnections()
    await closeAll()
  })

  it('gives its pages to whom the intranet signed in', async () => {
    const sanne = await as('sanne')
    for (const path of [
      '',
      '/',
      '/search?q=paspoort',
      '/desk-protocols',
      '/desk-protocols/kwijt',
      '/desk-protocols/kwijt/versions',
      '/people',
      '/people/mirjam-kok',
      '/units/burgerzaken',
      '/linking-pins/network',
      '/hulp',
    ]) {
      const page = await sanne.get(`/kennis${path}`)
      expect(page.status, path).to.equal(200)
      expect(page.text, path).to.include('Sanne')
      const addresses = [...page.text.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address = '']) => address)
      const astray = addresses.filter((one) => !/^(\/kennis(\/|$|\?)|#|https:\/\/|tel:|mailto:)/.test(one))
      expect(astray, path).to.deep.equal([])
    }
  })

  it('has no link on its pages that leads nowhere', async () => {
    const sanne = await as('sanne')
    const home = await sanne.get('/kennis/')
    const item = await sanne.get('/kennis/desk-protocols/kwijt')
    const links = [...(home.text + item.text).matchAll(/<a [^>]*href="(\/kennis[^"#]*)/g)].map(([, path = '']) => path)
    const hidden = ['/kennis/desk-protocols/geheim']
    for (const path of new Set(links)) {
      const { status } = await sanne.get(path.replaceAll('&amp;', '&'))
      expect(status, path).to.equal(hidden.includes(path) ? 404 : 200)
    }
  })

  it('serves its styles, scripts and fonts', async () => {
    const { text } = await (await as('sanne')).get('/kennis/')
    const assets = [...text.matchAll(/(?:href|src)="(\/kennis\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(assets.length).to.be.greaterThan(2)
    for (const path of assets) await supertest(server).get(path).expect(200)
    const css = await supertest(server).get('/kennis/assets/kenniskompas.css').expect(200)
    const font = /url\("?([^")]+\.woff2)/.exec(css.text)?.[1] ?? ''
    await supertest(server).get(new URL(font, 'http://x/kennis/assets/kenniskompas.css').pathname).expect(200)
  })

  it('searches and suggests', async () => {
    const sanne = await as('sanne')
    const { text } = await sanne.get('/kennis/search?q=paspoort').expect(200)
    expect(text).to.include('href="/kennis/desk-protocols/kwijt"')
    const { body } = await sanne.get('/kennis/search/suggestions?q=pasp').expect(200)
    expect(body[0].options[0].url).to.match(/^\/kennis\//)
  })

  it('keeps the choice of language in a cookie for its own pages, and leaves the rest of the cookies alone', async () => {
    const sanne = await as('sanne')
    const form = { language: 'en', returnTo: '/kennis/people' }
    const answer = await sanne.post('/kennis/language').type('form').send(form).expect(303)
    expect(answer.headers.location).to.equal('/kennis/people')
    expect(answer.get('Set-Cookie')?.join()).to.match(
      /^kenniskompas_language=en; .*Path=\/kennis; .*HttpOnly; SameSite=Lax$/,
    )
    expect((await sanne.get('/kennis/people')).text).to.include('<html lang="en"')
    const outside = { language: 'en', returnTo: '/echo' }
    expect((await sanne.post('/kennis/language').type('form').send(outside)).headers.location).to.equal('/kennis/')
    await sanne.post('/kennis/language').set('Sec-Fetch-Site', 'cross-site').type('form').send(form).expect(403)
  })

  it('sets no other cookie, whoever comes', async () => {
    const sanne = await as('sanne')
    const pages = [
      await sanne.get('/kennis/'),
      await sanne.get('/kennis/nothing'),
      await supertest(server).get('/kennis/'),
    ]
    for (const page of pages) expect(page.get('Set-Cookie')).to.equal(undefined)
  })

  it('gives nobody a 401 and no way to a sign-in of its own', async () => {
    for (const path of [
      '/kennis',
      '/kennis/',
      '/kennis/people',
      '/kennis/search?q=paspoort',
      '/kennis/desk-protocols/kwijt',
    ]) {
      const page = await supertest(server).get(path).expect(401)
      expect(page.text)
        .to.include('Log eerst in')
        .and.not.match(/sign-in|Paspoort/)
    }
    await supertest(server).get('/kennis/search/suggestions?q=pasp').set('Accept', 'application/json').expect(401)
    await supertest(server).get('/kennis/toegankelijkheid').expect(200)
  })

  it('leaves sessions, and who somebody is, to the intranet', async () => {
    const lotte = await as('lotte')
    for (const path of ['/me', '/sessions', '/newcomers']) await lotte.get(`/kennis${path}`).expect(404)
    expect((await lotte.get('/kennis/')).text).not.to.include('Mijn gegevens')
  })

  it('holds to the role and the units that the intranet gives', async () => {
    const [sanne, lotte, stranger] = [await as('sanne'), await as('lotte'), await as('stranger')]
    await sanne.get('/kennis/desk-protocols/geheim').expect(404)
    await lotte.get('/kennis/desk-protocols/geheim').expect(200)
    await sanne.get('/kennis/desk-protocols/belasting').expect(200)
    await stranger.get('/kennis/desk-protocols/belasting').expect(404)
    expect((await sanne.get('/kennis/search?q=zonnebloemgeheim')).text).not.to.include('/desk-protocols/geheim')
    expect((await stranger.get('/kennis/')).text).to.include('Vreemd &lt;b&gt;Persoon')
  })

  it('blames itself, and tells the log, when the intranet gives no good user', async () => {
    for (const user of ['broken', 'nobody-answers']) {
      const before = faults.length
      const page = await (await as(user)).get('/kennis/people').expect(500)
      expect(page.text).to.include('<html').and.not.include('directory of the intranet')
      expect(faults).to.have.length(before + 1)
    }
    expect(String(faults.at(-2))).to.match(/currentUser gave no good user.*role/s)
    expect(String(faults.at(-1))).to.include('does not answer')
  })

  it('leaves the session, the locals and the app of the intranet as they were', async () => {
    const lotte = await as('lotte')
    seen.length = 0
    for (const path of ['/kennis/', '/kennis/people', '/kennis/nothing']) await lotte.get(path)
    await lotte.post('/kennis/theme').type('form').send({ theme: 'dark' }).expect(303)
    expect(seen).to.have.length(4)
    for (const one of seen) {
      expect(one).to.deep.include({ session: { user: 'lotte', cookie: undefined }, locals: { corporate: 'blue' } })
    }
  })

  it('leaves the pages of the intranet to the intranet', async () => {
    const host = supertest(server)
    const home = await host.get('/').expect(200, 'Intranet in blue')
    expect(home.headers).to.include({ 'x-powered-by': 'Express' }).and.not.have.property('content-security-policy')
    await host
      .post('/echo')
      .send({ any: ['json'] })
      .expect(200, { any: ['json'] })
    await host.get('/nothing').expect(404, 'Niet op het intranet')
    await host.get('/broken').expect(500, 'Fout of the host')
    await host.get('/kennisbank').expect(404, 'Niet op het intranet')
  })

  it('answers its own errors with its own pages', async () => {
    const page = await (await as('sanne')).get('/kennis/desk-protocols/nothing').expect(404)
    expect(page.text).to.include('href="/kennis/').and.not.include('Niet op het intranet')
  })

  it('reads forms also when the intranet has parsed the body already', async () => {
    const parsing = express()
    parsing.use(express.urlencoded({ extended: true }), express.json())
    parsing.use('/kennis', kenniskompas)
    const form = supertest(parsing).post('/kennis/language').set('Sec-Fetch-Site', 'same-origin').type('form')
    const answer = await form.send({ language: 'en' }).expect(303)
    expect(answer.get('Set-Cookie')?.join()).to.include('kenniskompas_language=en')
  })

  it('offers mail when it was told where that goes out', async () => {
    const choice = { rhythm: 'daily' }
    await (await as('sanne')).post('/kennis/following/mail').type('form').send(choice).expect(404)
    const mailing = await aKenniskompas({
      currentUser: () => colleagues.sanne,
      smtp: 'smtp://127.0.0.1:9',
      mailFrom: 'kennis@gemeente.example',
      url: 'https://intranet.example/post',
    })
    const { intranet } = anIntranet({ '/post': mailing })
    const sanne = supertest.agent(intranet).set('Sec-Fetch-Site', 'same-origin')
    await sanne.post('/post/following/mail').type('form').send(choice).expect(303)
  })

  it('can be there twice, each with knowledge of its own', async () => {
    const library = await aLibrary({ 'desk-protocols/ander.md': protocol({ title: 'Iets anders' }) })
    const other = await aKenniskompas({ library, municipality: 'Gemeente Elders', currentUser: () => colleagues.lotte })
    const { intranet: two } = anIntranet({ '/een': kenniskompas, '/regio/twee': other })
    const page = await supertest(two).get('/regio/twee/desk-protocols/ander').expect(200)
    expect(page.text).to.include('Gemeente Elders').and.include('href="/regio/twee/people').and.not.include('"/een/')
    await supertest(two).get('/regio/twee/desk-protocols/kwijt').expect(404)
    await supertest(two).get('/een/desk-protocols/kwijt').expect(401)
  })

  it('lets go of its data when it cannot start, so that a second try can succeed', async () => {
    const dataFolder = await temporaryFolder()
    const bad = { id: 'search', icon: 'search', door: 'signals' } as const
    const failing = {
      id: 'rekenen',
      icon: 'scale',
      door: 'signals',
      setUp: () => {
        throw new Error('one and one is three')
      },
    } as const
    for (const [plugin, reason] of [
      [bad, 'taken'],
      [failing, '"rekenen" does not start: one and one is three'],
    ] as const) {
      const started = await aKenniskompas({ dataFolder, plugins: [plugin] }).catch((error: Error) => error.message)
      expect(started).to.include(reason)
    }
    await aKenniskompas({ dataFolder })
  })
})
