import { expect } from 'chai'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'

type Browser = ReturnType<TestHouse['asNobody']>

const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1'

const handlesIn = (page: string) =>
  [...page.matchAll(/name="session" value="([^"]+)"/g)].map(([, handle = '']) => handle)

describe('The sessions of somebody', () => {
  let house: TestHouse
  let clock = sunday
  before(async () => {
    house = await aHouse({ now: () => clock })
  })
  beforeEach(async () => {
    clock = sunday
    await house.house.store.connection.collection('sessions').deleteMany({})
  })
  after(() => house.close())

  async function signIn(person: string, userAgent: string): Promise<Browser> {
    const browser = house.asNobody().set('User-Agent', userAgent) as Browser
    await browser.post('/sign-in').type('form').send({ person }).expect(303)
    return browser
  }
  const read = async (browser: Browser, path: string) => (await browser.get(path).expect(200)).text
  const isIn = async (browser: Browser) => (await browser.get('/')).status === 200
  const sessions = () => house.house.store.connection.collection('sessions')

  it('stand on "Mijn gegevens" with device, begin and last use, and the one in use marked', async () => {
    const sanne = await signIn('sanne-brouwer', firefox)
    clock = new Date(2026, 10, 22, 11, 30)
    await signIn('sanne-brouwer', phone)
    const page = await read(sanne, '/me')
    expect(page).to.include('Firefox op Windows').and.include('Safari op iPhone')
    expect(page).to.include('22 november 2026 om 10:00').and.include('22 november 2026 om 11:30')
    expect(page.match(/Deze sessie/g)).to.have.length(1)
    expect(page).to.match(/Firefox op Windows <[^>]+>Deze sessie/)
  })

  it('tell nobody the secret of a cookie', async () => {
    const sanne = await signIn('sanne-brouwer', firefox)
    const page = await read(sanne, '/me')
    for (const { _id } of await sessions().find().toArray()) expect(page).not.to.include(String(_id))
  })

  it('are of that person alone', async () => {
    await signIn('lotte-van-dam', phone)
    expect(await read(await signIn('sanne-brouwer', firefox), '/me')).not.to.include('iPhone')
  })

  it('end one by one', async () => {
    const sanne = await signIn('sanne-brouwer', firefox)
    clock = new Date(2026, 10, 22, 11, 30)
    const lost = await signIn('sanne-brouwer', phone)
    const [latest = ''] = handlesIn(await read(sanne, '/me'))
    await sanne.post('/me/sessions').type('form').send({ session: latest }).expect(303)
    expect([await isIn(sanne), await isIn(lost)]).to.deep.equal([true, false])
  })

  it('do not end by the hand of another', async () => {
    const lotte = await signIn('lotte-van-dam', phone)
    const [handle = ''] = handlesIn(await read(lotte, '/me'))
    const sanne = await signIn('sanne-brouwer', firefox)
    await sanne.post('/me/sessions').type('form').send({ session: handle }).expect(303)
    expect(await isIn(lotte)).to.equal(true)
    await sanne
      .post('/me/sessions')
      .type('form')
      .send({ session: 'x'.repeat(41) })
      .expect(400)
  })

  it('end all but the present one', async () => {
    const [sanne, first, second] = [
      await signIn('sanne-brouwer', firefox),
      await signIn('sanne-brouwer', phone),
      await signIn('sanne-brouwer', phone),
    ]
    const lotte = await signIn('lotte-van-dam', phone)
    await sanne.post('/me/sessions').type('form').send({ others: 'all' }).expect(303)
    expect(await Promise.all([sanne, first, second, lotte].map(isIn))).to.deep.equal([true, false, false, true])
  })

  it('tell when they were last used, and do not last longer by it', async () => {
    const sanne = await signIn('sanne-brouwer', firefox)
    const [before] = await sessions().find().toArray()
    clock = new Date(2026, 10, 22, 10, 3)
    await read(sanne, '/')
    expect((await sessions().findOne())?.session.seen).to.deep.equal(sunday)
    clock = new Date(2026, 10, 22, 10, 20)
    await read(sanne, '/')
    const after = await sessions().findOne()
    expect([after?.session.seen, after?.expires]).to.deep.equal([clock, before?.expires])
  })

  it('are ended by an administrator, who is kept in mind', async () => {
    const ruben = await signIn('ruben-vos', firefox)
    const [here, there] = [await signIn('sanne-brouwer', firefox), await signIn('sanne-brouwer', phone)]
    expect(await read(ruben, '/sessions?q=brouwer')).to.include('Safari op iPhone')
    await ruben.post('/sessions').type('form').send({ owner: 'sanne-brouwer', q: 'brouwer' }).expect(303)
    expect(await Promise.all([ruben, here, there].map(isIn))).to.deep.equal([true, false, false])
    const page = await read(ruben, '/sessions?q=brouwer')
    expect(page).to.include('Nergens ingelogd').and.include('Sessies van Sanne Brouwer beëindigd')
    expect(page).to.include('Ruben Vos · 22 november 2026 om 10:00')
    await ruben.post('/sessions').type('form').send({ owner: 'nobody', q: '' }).expect(404)
  })

  for (const person of ['sanne-brouwer', 'lotte-van-dam', 'pieter-dijk']) {
    it(`of others are no business of ${person}`, async () => {
      const browser = await signIn(person, firefox)
      const lotte = await signIn('lotte-van-dam', phone)
      await browser.get('/sessions?q=a').expect(403)
      await browser.post('/sessions').type('form').send({ owner: 'lotte-van-dam', q: '' }).expect(403)
      expect(await read(browser, '/me')).not.to.include('href="/sessions"')
      expect(await isIn(lotte)).to.equal(true)
    })
  }

  it('stand beside what somebody may do, and why', async () => {
    const pieter = await read(await signIn('pieter-dijk', firefox), '/me')
    expect(pieter).to.include('Teamleider').and.include('volgens de gids').and.include('je geeft hier leiding')
    const sanne = await read(await signIn('sanne-brouwer', firefox), '/me')
    expect(sanne).to.include('je werkt hier, volgens de gids').and.not.include('leiding')
  })
})
