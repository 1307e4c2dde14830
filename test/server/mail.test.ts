import { expect } from 'chai'
import supertest from 'supertest'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'
import { aMailServer, type MailServer } from '../support/mail-server.ts'

const eva = { slug: 'eva-bos', name: 'Eva Bos', email: 'eva.bos@gemeente.example', unit: 'belastingen' }
const joris = { slug: 'joris-mol', name: 'Joris Mol', email: 'joris.mol@gemeente.example', unit: 'belastingen' }
const url = 'http://localhost:4321'

const sundayAt = (hour: number) => new Date(2026, 10, 22, hour)
const mondayAt = (hour: number, minute = 0) => new Date(2026, 10, 23, hour, minute)
const tuesdayAt = (hour: number) => new Date(2026, 10, 24, hour)

/** Two processes on one store, and a mail server. */
describe('Mail', () => {
  let server: MailServer
  let store: EmbeddedStore
  let houses: TestHouse[]
  const clock = { now: sundayAt(10) }

  const aProcess = async (library: string) =>
    aHouse({
      library,
      mongodbUri: store.uri,
      now: () => clock.now,
      settings: {
        KENNISKOMPAS_SMTP: server.address,
        KENNISKOMPAS_MAIL_FROM: 'Kenniskompas <kennis@gemeente.example>',
        KENNISKOMPAS_URL: url,
      },
    })

  let library: string
  before(async () => {
    server = await aMailServer()
    store = await startEmbeddedStore(await temporaryFolder())
    library = await aLibrary(
      {
        'desk-protocols/kwijt.md': protocol({ title: 'Paspoort <kwijt>' }),
        'desk-protocols/geheim.md': protocol({ title: 'Zonnebloemgeheim', visibility: 'editors' }),
      },
      { persons: [eva, joris] },
    )
    houses = [await aProcess(library), await aProcess(library)]
  })
  beforeEach(async () => {
    clock.now = sundayAt(10)
    server.letters.length = 0
    server.refusal = undefined
    for (const house of houses) house.faults.length = 0
    for (const name of ['notices', 'mailChoices', 'jobs']) await rows(name).deleteMany({})
  })
  after(async () => {
    for (const house of houses) await house.close()
    await store.close()
    await server.close()
  })

  const first = () => houses[0] as TestHouse
  const rows = (name: string) => first().house.store.connection.collection(name)
  const press = async (person: string, form: Record<string, string>) =>
    (await first().as(person)).post('/following/mail').type('form').send(form)
  const choose = async (person: string, form: Record<string, string>) =>
    expect((await press(person, form)).status).to.equal(303)
  const tell = (person: string, more: object = {}) =>
    first().house.notify.tell([person], {
      ...{ kind: 'published-changed', item: 'desk-protocols/kwijt', title: 'Paspoort <kwijt>', by: 'lotte-van-dam' },
      ...{ link: '/desk-protocols/kwijt', at: clock.now, ...more },
    })
  /** Lets all processes do what is due at this moment, side by side. */
  async function timeIs(now: Date) {
    clock.now = now
    await Promise.all(houses.map(({ house }) => house.jobs.runDue(now)))
  }
  const faults = () => houses.flatMap((house) => house.faults)
  const received = () => server.letters.map(({ to }) => to)

  it('is not sent to who did not ask for it', async () => {
    await tell('eva-bos')
    await timeIs(mondayAt(7))
    await timeIs(tuesdayAt(7))
    expect(received()).to.deep.equal([])
  })

  it('brings what is new every day at seven, once, whichever process sends it', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos')
    await timeIs(sundayAt(11))
    await timeIs(mondayAt(6))
    expect(received()).to.deep.equal([])
    await timeIs(mondayAt(7))
    expect(received()).to.deep.equal([eva.email])
    await timeIs(mondayAt(8))
    await timeIs(tuesdayAt(7))
    expect(received()).to.deep.equal([eva.email])
    await tell('eva-bos')
    await timeIs(new Date(2026, 10, 25, 7))
    expect(received()).to.have.length(2)
    expect(faults()).to.deep.equal([])
  })

  it('says it as text and as HTML that cannot be broken into, with links to the product', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos', { note: '<b>Nieuw</b> nummer' })
    await timeIs(mondayAt(7))
    const [{ message = '' } = {}] = server.letters
    expect(message).to.include('Subject: 1 nieuwe melding in Kenniskompas')
    expect(message).to.include('From: Kenniskompas <kennis@gemeente.example>')
    const [text = '', html = ''] = message.split('<!doctype html>')
    expect(text).to.include('* Lotte van Dam heeft “Paspoort <kwijt>” bijgewerkt.').and.include('<b>Nieuw</b> nummer')
    expect(html).to.include('“Paspoort &lt;kwijt&gt;”').and.include('&lt;b&gt;Nieuw').and.not.include('<b>Nieuw')
    for (const part of [text, html]) expect(part).to.match(new RegExp(`${url}/notices/[\\w-]{22}`))
  })

  it('comes on Monday for who wants it weekly, and in the language that they chose it in', async () => {
    const browser = await first().as('eva-bos')
    await browser.post('/language').type('form').send({ language: 'en' }).expect(303)
    clock.now = new Date(2026, 10, 18, 9)
    await browser.post('/following/mail').type('form').send({ rhythm: 'weekly' }).expect(303)
    await tell('eva-bos')
    for (const day of [19, 20, 21, 22]) await timeIs(new Date(2026, 10, day, 8))
    expect(received()).to.deep.equal([])
    await timeIs(mondayAt(7))
    expect(server.letters[0]?.message).to.include('1 new notice in Kenniskompas').and.include('updated')
  })

  it('leaves out what was read, and what somebody may not read at that moment', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos', { title: 'Gelezen' })
    await first().house.notify.markRead('eva-bos')
    await tell('eva-bos', { item: 'desk-protocols/geheim', title: 'Zonnebloemgeheim' })
    await timeIs(mondayAt(7))
    expect(received()).to.deep.equal([])
    await tell('eva-bos', { at: mondayAt(9) })
    await timeIs(tuesdayAt(7))
    expect(server.letters[0]?.message)
      .to.include('kwijt')
      .and.not.match(/Gelezen|Zonnebloem/)
  })

  it('does not go to who left', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos')
    const { directoryStore, directory } = first().house
    const left = directory.persons.map((person) => (person.slug === eva.slug ? { ...person, active: false } : person))
    await directoryStore.save(left, [])
    await timeIs(mondayAt(7))
    expect(received()).to.deep.equal([])
    await directoryStore.save(directory.persons, [])
    await first().house.catchUp()
  })

  it('tells at once what concerns somebody, for who wants that; the rest waits for the digest', async () => {
    await choose('eva-bos', { rhythm: 'daily', atOnce: 'yes' })
    await tell('eva-bos')
    await tell('eva-bos', { kind: 'remark-made', title: 'Eigen tekst' })
    await timeIs(sundayAt(11))
    expect(server.letters[0]?.message).to.include('Eigen tekst').and.not.include('kwijt')
    await timeIs(mondayAt(7))
    expect(server.letters).to.have.length(2)
    expect(server.letters[1]?.message).to.include('kwijt').and.not.include('Eigen tekst')
  })

  it('goes out later when the mail server cannot be reached, also after a restart', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos')
    const { mail } = first().house
    if (!mail) throw new Error('There is no mail here')
    for (const { house } of houses)
      house.mail = { ...mail, post: { ...mail.post, mustBeOpen: () => Promise.reject(new Error('down')) } }
    await timeIs(mondayAt(7))
    expect(received()).to.deep.equal([])
    expect(faults().map(String)).to.include('Error: down')
    await houses.pop()?.close()
    houses.push(await aProcess(library))
    await houses[1]?.house.jobs.runDue(mondayAt(7, 1))
    expect(received()).to.deep.equal([eva.email])
    first().house.mail = mail
  })

  it('goes out later when it is refused for now, which holds up nobody else', async () => {
    for (const { slug } of [eva, joris]) {
      await choose(slug, { rhythm: 'daily' })
      await tell(slug)
    }
    server.refusal = { code: 451, to: eva.email }
    await timeIs(mondayAt(7))
    expect(received()).to.deep.equal([joris.email])
    server.refusal = undefined
    await timeIs(mondayAt(7, 1))
    expect(received()).to.deep.equal([joris.email, eva.email])
  })

  it('is not tried for ever when the mail server does not know somebody', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos')
    server.refusal = { code: 550 }
    await timeIs(mondayAt(7))
    expect(faults()).to.have.length(1)
    server.refusal = undefined
    await timeIs(mondayAt(7, 1))
    await timeIs(tuesdayAt(7))
    expect(received()).to.deep.equal([])
  })

  it('never comes twice when a process dies while it sends', async () => {
    await choose('eva-bos', { rhythm: 'daily' })
    await tell('eva-bos')
    await rows('notices').updateMany({}, { $set: { letter: 'taken by a process that died' } })
    await timeIs(mondayAt(7))
    expect(received()).to.deep.equal([])
    expect((await (await first().as('eva-bos')).get('/notices')).text).to.include('kwijt')
  })

  describe('that nobody wants any more', () => {
    async function aLetter() {
      await choose('eva-bos', { rhythm: 'daily', atOnce: 'yes' })
      await tell('eva-bos')
      await timeIs(mondayAt(7))
      const message = server.letters[0]?.message ?? ''
      const [, path = ''] = new RegExp(`List-Unsubscribe: <${url}(/mail/stop/[\\w-]{43})>`).exec(message) ?? []
      expect(message).to.include('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
      expect(message.split(path)).to.have.length.above(3)
      return path
    }
    const expectNoMore = async () => {
      await tell('eva-bos', { at: mondayAt(12) })
      await timeIs(tuesdayAt(7))
      expect(server.letters).to.have.length(1)
    }

    it('is stopped by a button, without signing in', async () => {
      const path = await aLetter()
      const nobody = first().asNobody()
      const page = await nobody.get(path).expect(200)
      expect(page.text).to.include('Stuur mij geen mail meer').and.not.include('Eva')
      await nobody.post(path).expect(200, /Je krijgt geen mail meer/)
      await nobody.post(path).expect(200)
      await expectNoMore()
    })

    it('is stopped by the one click of a mail program, which comes from no page', async () => {
      const path = await aLetter()
      const program = supertest(first().url)
      await program.post(path).type('form').send({ 'List-Unsubscribe': 'One-Click' }).expect(200)
      await expectNoMore()
    })

    it('is not stopped by looking, nor by who guesses, and no other form may come from elsewhere', async () => {
      const path = await aLetter()
      const elsewhere = first().asNobody().set('Origin', 'https://elders.example')
      await elsewhere.get(path).expect(200)
      await elsewhere.post(`/mail/stop/${'a'.repeat(43)}`).expect(404)
      for (const other of ['/mail/stop', '/following/mail', '/following']) await elsewhere.post(other).expect(403)
      await tell('eva-bos', { at: mondayAt(12) })
      await timeIs(tuesdayAt(7))
      expect(server.letters).to.have.length(2)
    })
  })

  it('is chosen on the page of what somebody follows, where their address is known', async () => {
    await choose('eva-bos', { rhythm: 'weekly', atOnce: 'yes' })
    const page = (await (await first().as('eva-bos')).get('/following')).text
    expect(page).to.include(eva.email)
    const me = (await (await first().as('eva-bos')).get('/me')).text
    expect(me).to.include('Elke week, op maandag om zeven uur').and.include('Je volgt 0 dingen')
    expect(page)
      .to.match(/value="weekly" checked/)
      .and.match(/name="atOnce" value="yes" checked/)
    expect((await (await first().as('sanne-brouwer')).get('/following')).text).not.to.include('name="rhythm"')
    expect((await press('eva-bos', { rhythm: 'hourly' })).status).to.equal(400)
  })
})
