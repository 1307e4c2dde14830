import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

describe('What somebody viewed recently', () => {
  let house: TestHouse
  let sanne: Awaited<ReturnType<TestHouse['as']>>
  let now = new Date(2026, 10, 22, 10, 0)
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]

  async function open(...paths: string[]) {
    for (const path of paths) {
      await sanne.get(path).expect(200)
      await house.house.recentlyViewed.settle()
    }
  }
  async function listed(path = '/') {
    const { text } = await sanne.get(path).expect(200)
    const card = /<section class="card recent"(.*?)<\/section>/s.exec(text)?.[1] ?? ''
    return [...card.matchAll(/href="([^"]+)"/g)].map(([, address]) => address)
  }

  before(async () => {
    const files = Object.fromEntries(
      numbers.map((number) => [`desk-protocols/nummer-${number}.md`, protocol({ title: `Protocol ${number}` })]),
    )
    house = await aHouse({ library: await aLibrary(files), now: () => now })
    sanne = await house.as('sanne-brouwer')
  })
  after(() => house.close())

  it('is nothing at first', async () => {
    expect(await listed()).to.deep.equal([])
  })

  it('shows the newest first, each once, also colleagues, at home, at search and under my details', async () => {
    await open('/desk-protocols/nummer-1', '/people/mirjam-kok', '/desk-protocols/nummer-2', '/desk-protocols/nummer-1')
    const wanted = ['/desk-protocols/nummer-1', '/desk-protocols/nummer-2', '/people/mirjam-kok']
    for (const path of ['/', '/search', '/me']) expect(await listed(path), path).to.deep.equal(wanted)
    expect(await listed('/search?q=protocol')).to.deep.equal([])
  })

  it('is nobody else’s business', async () => {
    const ruben = await house.as('ruben-vos')
    expect((await ruben.get('/').expect(200)).text).not.to.include('class="card recent"')
    expect((await ruben.get('/search/suggestions?q=').expect(200)).body).to.deep.equal([])
    const { body } = await sanne.get('/search/suggestions?q=').expect(200)
    expect(body).to.have.length(1)
    expect(body[0].label).to.equal('Laatst bekeken')
  })

  it('leaves out what may not be read any more', async () => {
    const items = house.house.store.connection.collection<{ _id: string }>('items')
    await items.updateOne({ _id: 'desk-protocols/nummer-2' }, { $set: { visibility: 'editors' } })
    expect(await listed()).to.deep.equal(['/desk-protocols/nummer-1', '/people/mirjam-kok'])
    await items.updateOne({ _id: 'desk-protocols/nummer-2' }, { $set: { visibility: 'everyone' } })
  })

  it('is eight at most, and thirty days old at most', async () => {
    await open(...numbers.map((number) => `/desk-protocols/nummer-${number}`))
    expect(await listed()).to.deep.equal(
      numbers
        .slice(1)
        .reverse()
        .map((number) => `/desk-protocols/nummer-${number}`),
    )
    now = new Date(2026, 11, 22, 10, 0)
    sanne = await house.as('sanne-brouwer')
    await open('/desk-protocols/nummer-1')
    expect(await listed()).to.have.length(8)
    now = new Date(2026, 11, 23, 10, 0)
    sanne = await house.as('sanne-brouwer')
    expect(await listed()).to.deep.equal(['/desk-protocols/nummer-1'])
  })

  it('is gone when its reader clears it, who comes back where they were', async () => {
    const answer = await sanne.post('/recently-viewed/forget').type('form').send({ returnTo: '/me' }).expect(303)
    expect(answer.headers.location).to.equal('/me')
    expect(await listed()).to.deep.equal([])
    await sanne
      .post('/recently-viewed/forget')
      .type('form')
      .send({ returnTo: 'https://elders.nl' })
      .expect('Location', '/')
  })
})
