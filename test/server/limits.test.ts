import { expect } from 'chai'
import supertest from 'supertest'
import { createApp } from '../../server/app.ts'
import { joinStore, type Store } from '../../server/store/store.ts'
import { openLimits } from '../../server/web/limits.ts'
import { networkOf } from '../../server/web/network.ts'
import { aHouse, type TestHouse } from '../support/house.ts'

describe('Asking too much', () => {
  let house: TestHouse
  const joined: Store[] = []
  before(async () => {
    house = await aHouse()
  })
  after(async () => {
    for (const store of joined) await store.close()
    await house.close()
  })
  beforeEach(() => house.house.store.connection.collection('limits').deleteMany({}))

  /** One more process on the same store, in which limits are met sooner; browsers for its visitors. */
  async function aProcess(allowed: { signIn: number; search: number; searchAtOnce: number }) {
    const store = await joinStore(house.house.config)
    joined.push(store)
    const app = createApp({ ...house.house, limits: openLimits(store, allowed) })
    const asNobody = () => supertest.agent(app).set('Sec-Fetch-Site', 'same-origin')
    const as = async (person: string) => {
      const browser = asNobody()
      await browser.post('/sign-in').type('form').send({ person }).expect(303)
      return browser
    }
    return { as, asNobody }
  }

  it('is nothing that somebody who types fast does', async () => {
    const sanne = await house.as('sanne-brouwer')
    for (let letter = 0; letter < 150; letter++)
      await sanne.get(`/search/suggestions?q=${'paspoort'.slice(0, letter % 8)}`).expect(200)
    await sanne.get('/search?q=paspoort').expect(200)
  })

  it('of search gets a page that says so, with the question still in it', async () => {
    const { as } = await aProcess({ signIn: 100, search: 100, searchAtOnce: 3 })
    const sanne = await as('sanne-brouwer')
    for (const path of ['/search', '/people', '/desk-protocols']) await sanne.get(`${path}?q=paspoort`).expect(200)

    const page = await sanne.get('/search?q=paspoort+kwijt').expect(429)
    expect(Number(page.headers['retry-after'])).to.be.within(1, 10)
    expect(page.text).to.include('Even rustig aan').and.include('value="paspoort kwijt"')
    expect(page.text).to.match(/href="\/search\?q=paspoort\+kwijt">.*Opnieuw proberen/s)
    const elsewhere = await sanne.get('//evil.example/?q=paspoort').expect(429)
    expect(elsewhere.text).not.to.include('href="//evil.example')
    const answer = await sanne.get('/search/suggestions?q=pas').set('Accept', 'application/json').expect(429)
    expect(answer.body).to.include({ status: 429 })
  })

  it('of search keeps nobody from pages, and no colleague from searching', async () => {
    const { as } = await aProcess({ signIn: 100, search: 100, searchAtOnce: 1 })
    const sanne = await as('sanne-brouwer')
    await sanne.get('/search?q=a').expect(200)
    await sanne.get('/search?q=a').expect(429)
    for (const path of ['/', '/people', '/people/mirjam-kok']) await sanne.get(path).expect(200)
    await (await as('lotte-van-dam')).get('/search?q=a').expect(200)
  })

  it('of search ends the looking for what was opened, not the opening', async () => {
    const opened = () => house.house.store.connection.collection('searchOpened').countDocuments()
    const askAndOpen = async (person: string, searchAtOnce: number) => {
      const browser = await (await aProcess({ signIn: 100, search: 100, searchAtOnce })).as(person)
      await browser.get('/search?q=burgerzaken').expect(200)
      const from = { Host: 'localhost', Referer: 'http://localhost/search?q=burgerzaken' }
      await browser.get('/units/burgerzaken').set(from).expect(200)
      await house.house.searchAnalytics.settle()
    }
    await askAndOpen('sanne-brouwer', 1)
    expect(await opened()).to.equal(0)
    await askAndOpen('sanne-brouwer', 2)
    expect(await opened()).to.equal(1)
  })

  it('is counted over all processes', async () => {
    const allowed = { signIn: 100, search: 30, searchAtOnce: 15 }
    const [one, two] = [
      await (await aProcess(allowed)).as('sanne-brouwer'),
      await (await aProcess(allowed)).as('sanne-brouwer'),
    ]
    for (let i = 0; i < 15; i++) await one.get('/search/suggestions?q=a').expect(200)
    for (let i = 0; i < 10; i++) await two.get('/search/suggestions?q=a').expect(200)
    await two.get('/search/suggestions?q=a').expect(429)
  })

  it('of sign-in is refused in the language of the visitor, in every process, and leaves who is signed in alone', async () => {
    const allowed = { signIn: 4, search: 100, searchAtOnce: 100 }
    const [one, two] = [await aProcess(allowed), await aProcess(allowed)]
    const sanne = await one.as('sanne-brouwer')
    for (let i = 0; i < 3; i++) await one.asNobody().get('/sign-in').expect(200)

    const page = await two
      .asNobody()
      .get('/sign-in?returnTo=/people')
      .set('Cookie', 'kenniskompas_language=en')
      .expect(429)
    expect(page.text).to.include('Slow down').and.include('href="/sign-in?returnTo=/people"')
    expect(Number(page.headers['retry-after'])).to.be.within(1, 60)
    await one.asNobody().post('/sign-in').type('form').send({ person: 'sanne-brouwer' }).expect(429)
    await sanne.get('/people').expect(200)
  })

  it('is remembered by the store for a minute and no longer', async () => {
    await (await house.as('ruben-vos')).get('/search?q=a').expect(200)
    const limits = house.house.store.connection.collection('limits')
    expect((await limits.find().toArray()).map(({ key }) => key)).to.have.members([
      'sign-in:127.0.0.1',
      'search:ruben-vos',
    ])
    const byTime = (await limits.indexes()).find(({ key }) => key.expire)
    expect(byTime?.expireAfterSeconds).to.equal(0)
  })

  const networks: Array<[address: string, network: string]> = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['2001:db8::3:4:5:6:7', '2001:db8:0:3::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ]
  for (const [address, network] of networks) {
    it(`from ${address || 'nowhere'} counts for ${network || 'nowhere'}`, () =>
      expect(networkOf(address)).to.equal(network))
  }
})
