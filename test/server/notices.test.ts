import { expect } from 'chai'
import type { Notice } from '../../server/notify/notice.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const news: Notice = {
  kind: 'published-changed',
  item: 'desk-protocols/kwijt',
  title: 'Paspoort kwijt',
  by: 'lotte-van-dam',
  link: '/desk-protocols/kwijt',
  at: sunday,
}

describe('Notices', () => {
  let house: TestHouse
  before(async () => {
    const library = await aLibrary({
      'desk-protocols/kwijt.md': protocol(),
      'desk-protocols/geheim.md': protocol({ title: 'Zonnebloemgeheim', visibility: 'editors' }),
    })
    house = await aHouse({ library })
  })
  beforeEach(() => house.house.store.connection.collection('notices').deleteMany({}))
  after(() => house.close())

  const tell = (persons: string[], more: Partial<Notice> = {}) =>
    house.house.store.transaction((session) => house.house.notify.tell(persons, { ...news, ...more }, session))
  const read = async (person: string, path = '/notices') => (await (await house.as(person)).get(path).expect(200)).text
  const idsIn = (page: string) => [...page.matchAll(/name="notice" value="([^"]+)"/g)].map(([, id = '']) => id)

  it('tell who is told, and nobody else, with a number at the bell of every page', async () => {
    await tell(['sanne-brouwer'])
    expect(await read('sanne-brouwer')).to.include('Lotte van Dam heeft “Paspoort kwijt” bijgewerkt.')
    expect(await read('sanne-brouwer', '/')).to.include('1 ongelezen')
    expect(await read('mirjam-kok')).to.include('Je hebt geen meldingen')
    expect(await read('mirjam-kok', '/')).not.to.include('ongelezen')
  })

  it('lead to what they are about, and are then read', async () => {
    await tell(['sanne-brouwer'])
    const sanne = await house.as('sanne-brouwer')
    const [path = ''] = (await sanne.get('/notices')).text.match(/\/notices\/[\w-]+/) ?? []
    await sanne.get(path).expect(303).expect('Location', '/desk-protocols/kwijt')
    expect((await sanne.get('/')).text).not.to.include('ongelezen')
    expect((await sanne.get('/notices')).text)
      .to.include('Paspoort kwijt')
      .and.not.include('>Nieuw<')
  })

  it('are marked as read one by one or all at once, the unread on top', async () => {
    await tell(['sanne-brouwer'], { title: 'De eerste' })
    await tell(['sanne-brouwer'], { title: 'De tweede', at: new Date(2026, 10, 22, 11) })
    await tell(['sanne-brouwer'], { title: 'De derde', at: new Date(2026, 10, 22, 12) })
    const sanne = await house.as('sanne-brouwer')
    const titles = async () => (await sanne.get('/notices')).text.match(/(?<=“)De \w+(?=” bijgewerkt\.<)/g)
    expect(await titles()).to.deep.equal(['De derde', 'De tweede', 'De eerste'])
    const [newest] = idsIn((await sanne.get('/notices')).text)
    await sanne.post('/notices').type('form').send({ notice: newest, page: '1' }).expect(303)
    expect(await titles()).to.deep.equal(['De tweede', 'De eerste', 'De derde'])
    expect((await sanne.get('/')).text).to.include('2 ongelezen')
    await sanne.post('/notices').type('form').send({}).expect(303)
    expect((await sanne.get('/')).text).not.to.include('ongelezen')
  })

  it('of others cannot be opened or marked', async () => {
    await tell(['sanne-brouwer'])
    const [id = ''] = idsIn(await read('sanne-brouwer'))
    const mirjam = await house.as('mirjam-kok')
    await mirjam.get(`/notices/${id}`).expect(404)
    await mirjam.post('/notices').type('form').send({ notice: id }).expect(303)
    expect(await read('sanne-brouwer', '/')).to.include('1 ongelezen')
  })

  it('keep quiet about an item that somebody may not read any more', async () => {
    const secret = { item: 'desk-protocols/geheim', title: 'Zonnebloemgeheim', link: '/desk-protocols/geheim' }
    await tell(['sanne-brouwer', 'lotte-van-dam'], { ...secret, by: 'ruben-vos' })
    expect(await read('lotte-van-dam')).to.include('Ruben Vos heeft “Zonnebloemgeheim” bijgewerkt.')
    const page = await read('sanne-brouwer')
    expect(page).to.include('die je niet meer kunt lezen')
    expect(page).to.not.match(/Zonnebloemgeheim|geheim"|Ruben/)
    const [id = ''] = idsIn(page)
    await (await house.as('sanne-brouwer')).get(`/notices/${id}`).expect(404)
  })

  it('are told once when they name the same news, and not at all when what they tell of did not happen', async () => {
    await tell(['sanne-brouwer'], { once: 'kwijt@2' })
    await tell(['sanne-brouwer', 'mirjam-kok'], { once: 'kwijt@2' })
    const { store, notify } = house.house
    const undone = store.transaction(async (session) => {
      await notify.tell(['sanne-brouwer'], { ...news, once: 'kwijt@3' }, session)
      throw new Error('something else went wrong')
    })
    await undone.catch(() => {})
    expect(idsIn(await read('sanne-brouwer'))).to.have.length(1)
    expect(idsIn(await read('mirjam-kok'))).to.have.length(1)
  })

  it('come in pages, and the bell counts to ninety-nine', async () => {
    for (let number = 1; number <= 100; number++) await tell(['sanne-brouwer'], { title: `Nummer ${number}` })
    const page = await read('sanne-brouwer')
    expect(idsIn(page)).to.have.length(20)
    expect(page).to.include('99+').and.include('/notices?page=5')
    expect(idsIn(await read('sanne-brouwer', '/notices?page=5'))).to.have.length(20)
  })

  it('speak the language of who reads', async () => {
    await tell(['sanne-brouwer'], { by: 'somebody-of-the-host' })
    const sanne = await house.as('sanne-brouwer')
    await sanne.post('/language').type('form').send({ language: 'en' }).expect(303)
    expect((await sanne.get('/notices')).text).to.include('A colleague updated “Paspoort kwijt”.')
  })
})
