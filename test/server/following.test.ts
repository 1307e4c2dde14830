import { expect } from 'chai'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Subject = [kind: string, target: string]

/** Two processes on one store. */
describe('Following', () => {
  let store: EmbeddedStore
  let houses: [TestHouse, TestHouse]
  before(async () => {
    store = await startEmbeddedStore(await temporaryFolder())
    const library = await aLibrary({
      'desk-protocols/kwijt.md': protocol(),
      'desk-protocols/geheim.md': protocol({
        title: 'Zonnebloemgeheim',
        visibility: 'editors',
        themes: ['geld-en-schulden'],
      }),
    })
    const one = await aHouse({ library, mongodbUri: store.uri })
    houses = [one, await aHouse({ library, mongodbUri: store.uri })]
  })
  beforeEach(async () => {
    const { connection } = houses[0].house.store
    for (const name of ['notices', 'follows', 'news', 'jobs']) await connection.collection(name).deleteMany({})
  })
  after(async () => {
    for (const house of houses) await house.close()
    await store.close()
    expect(houses.flatMap(({ faults }) => faults)).to.deep.equal([])
  })

  const follow = async (person: string, [kind, target]: Subject, wanted = 'yes') =>
    (await houses[0].as(person)).post('/following').type('form').send({ kind, target, wanted, returnTo: '/following' })
  const read = async (person: string, path: string) => (await (await houses[0].as(person)).get(path)).text
  const told = async (person: string) => (await read(person, '/notices')).match(/(?<=>)[^<]*“[^”]+”[^<]*(?=<)/g) ?? []

  const publish = (item: string) => {
    const { store, notify } = houses[0].house
    const publication = { item, version: 1, by: 'lotte-van-dam', at: sunday }
    return store.transaction((session) => notify.published(publication, session))
  }
  const deliver = () => Promise.all(houses.map(({ house }) => house.notify.deliver(sunday)))

  const subjects: Subject[] = [
    ['item', 'desk-protocols/kwijt'],
    ['theme', 'identiteit-en-reizen'],
    ['unit', 'burgerzaken'],
    ['type', 'protocol'],
  ]
  for (const subject of subjects) {
    it(`brings news of what has that ${subject[0]}, to those who follow it`, async () => {
      await follow('sanne-brouwer', subject)
      await publish('desk-protocols/kwijt')
      await deliver()
      expect(await told('sanne-brouwer')).to.deep.equal(['Lotte van Dam heeft “Paspoort kwijt” gepubliceerd.'])
      expect(await told('mirjam-kok')).to.deep.equal([])
    })
  }

  it('tells each version once, however many follows it matches and however often it is delivered', async () => {
    for (const subject of subjects) await follow('sanne-brouwer', subject)
    await publish('desk-protocols/kwijt')
    await deliver()
    await publish('desk-protocols/kwijt')
    await deliver()
    expect(await told('sanne-brouwer')).to.have.length(1)
  })

  it('does not tell people of their own work', async () => {
    await follow('lotte-van-dam', ['type', 'protocol'])
    await publish('desk-protocols/kwijt')
    await deliver()
    expect(await told('lotte-van-dam')).to.deep.equal([])
  })

  it('does not tell of what somebody may not read', async () => {
    for (const person of ['sanne-brouwer', 'ruben-vos']) await follow(person, ['type', 'protocol'])
    await publish('desk-protocols/geheim')
    await deliver()
    expect(await told('ruben-vos')).to.have.length(1)
    expect(await read('sanne-brouwer', '/')).not.to.include('ongelezen')
  })

  it('brings the news later when the process that brought it died', async () => {
    await follow('sanne-brouwer', ['type', 'protocol'])
    await publish('desk-protocols/kwijt')
    const news = houses[0].house.store.connection.collection('news')
    await news.updateOne({}, { $set: { until: new Date(sunday.getTime() + 60_000) } })
    await deliver()
    expect(await told('sanne-brouwer')).to.deep.equal([])
    await houses[1].house.jobs.runDue(new Date(sunday.getTime() + 60_000))
    expect(await told('sanne-brouwer')).to.have.length(1)
    expect(await news.countDocuments()).to.equal(0)
  })

  it('stands on one page, where each can be stopped', async () => {
    for (const subject of subjects) await follow('sanne-brouwer', subject)
    const page = await read('sanne-brouwer', '/following')
    for (const name of ['Paspoort kwijt', 'Identiteit en reizen', 'Burgerzaken', 'Protocollen'])
      expect(page).to.include(`Niet meer volgen: ${name}`)
    for (const subject of subjects) await follow('sanne-brouwer', subject, 'no')
    expect(await read('sanne-brouwer', '/following')).to.include('Je volgt nog niets')
    await publish('desk-protocols/kwijt')
    await deliver()
    expect(await told('sanne-brouwer')).to.deep.equal([])
  })

  const places: Array<[path: string, subject: Subject]> = [
    ['/desk-protocols/kwijt', ['item', 'desk-protocols/kwijt']],
    ['/search?theme=identiteit-en-reizen', ['theme', 'identiteit-en-reizen']],
    ['/units/burgerzaken', ['unit', 'burgerzaken']],
    ['/desk-protocols', ['type', 'protocol']],
  ]
  for (const [path, subject] of places) {
    it(`begins and stops with the button on ${path}`, async () => {
      expect(await read('sanne-brouwer', path)).to.match(/Volgen<\/button>/)
      await follow('sanne-brouwer', subject)
      expect(await read('sanne-brouwer', path)).to.match(/Niet meer volgen<\/button>/)
    })
  }

  it('leads back to the page of the button, and nowhere else', async () => {
    const sanne = await houses[0].as('sanne-brouwer')
    const form = { kind: 'unit', target: 'burgerzaken', wanted: 'yes' }
    const press = (returnTo: string) =>
      sanne
        .post('/following')
        .type('form')
        .send({ ...form, returnTo })
    expect((await press('/units/burgerzaken')).get('Location')).to.equal('/units/burgerzaken')
    expect((await press('//elders.example')).get('Location')).to.equal('/')
  })

  it('is refused for what is not there, and in the same way for what somebody may not see', async () => {
    const refused: Subject[] = [
      ['item', 'desk-protocols/bestaat-niet'],
      ['item', 'desk-protocols/geheim'],
      ['theme', 'geld-en-schulden'],
      ['unit', 'nergens'],
      ['type', 'toString'],
    ]
    for (const subject of refused) expect((await follow('sanne-brouwer', subject)).status, subject.join()).to.equal(404)
    expect((await follow('lotte-van-dam', ['item', 'desk-protocols/geheim'])).status).to.equal(303)
  })

  it('keeps the name quiet of what somebody may not see any more', async () => {
    await houses[0].house.notify.follows.follow(
      'sanne-brouwer',
      { kind: 'item', target: 'desk-protocols/geheim' },
      sunday,
    )
    const page = await read('sanne-brouwer', '/following')
    expect(page).to.include('Iets wat je niet meer kunt lezen').and.not.include('Zonnebloemgeheim')
  })
})
