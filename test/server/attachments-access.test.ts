import { expect } from 'chai'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { aPdf, aPicture } from '../support/attachments.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, protocolFields } from '../support/library.ts'

type Browser = Awaited<ReturnType<TestHouse['as']>>

const pieter = {
  id: 'pieter-dijk',
  name: 'Pieter Dijk',
  role: 'teamlead' as const,
  units: ['burgerzaken'],
  leads: ['burgerzaken'],
}
const inUnit = { ...protocolFields, owner: 'pieter-dijk', visibility: ['burgerzaken'] }
const daysLater = (days: number) => new Date(sunday.getTime() + days * 24 * 60 * 60 * 1000)

/** Two processes on one store, as far as anybody can tell: files are in the store, as with MongoDB. */
describe('Who gets an attached file', () => {
  let store: EmbeddedStore
  let first: TestHouse
  let second: TestHouse
  const browsers: Record<string, Browser> = {}
  before(async function () {
    this.timeout(20_000)
    store = await startEmbeddedStore(await temporaryFolder())
    const library = await aLibrary({ 'desk-protocols/kwijt.md': protocol() })
    first = await aHouse({ library, mongodbUri: store.uri })
    second = await aHouse({ library, mongodbUri: store.uri })
    for (const person of ['pieter-dijk', 'mirjam-kok', 'sanne-brouwer', 'lotte-van-dam']) {
      browsers[person] = await second.as(person)
    }
  })
  after(async () => {
    await first.close()
    await second.close()
    await store.close()
  })

  /** Uploads in the one process; everything else happens in the other. */
  async function upload(bytes: Buffer, name: string): Promise<{ url: string; markdown: string }> {
    const browser = await first.as('pieter-dijk')
    const form = browser.post('/attachments').set('Accept', 'application/json').field('alt', 'De balie')
    return (await form.attach('file', bytes, name).expect(201)).body
  }

  async function readersOf(url: string): Promise<string[]> {
    const answers = await Promise.all(
      Object.entries(browsers).map(async ([who, one]) => [who, (await one.get(url)).status]),
    )
    return answers.filter(([, status]) => status === 200).map(([who]) => String(who))
  }

  const publishing = () => second.house.publishing
  const write = (data: { title: string }, body: string) =>
    publishing().begin(
      { plugin: 'desk-protocols', type: 'protocol', content: { data, body } },
      data.title,
      pieter,
      sunday,
    )

  it('is only who sent it, then who sees the draft, then who may read the item', async () => {
    const { url, markdown } = await upload(await aPicture('png'), 'balie.png')
    expect(await readersOf(url)).to.deep.equal(['pieter-dijk'])
    const draft = await write({ ...inUnit, title: 'Aan de balie' }, `Zo ziet het eruit:\n\n${markdown}\n`)
    expect(await readersOf(url)).to.deep.equal(['pieter-dijk', 'lotte-van-dam'])
    await publishing().publish(draft.id, undefined, pieter, sunday)
    expect(await readersOf(url)).to.deep.equal(['pieter-dijk', 'mirjam-kok', 'lotte-van-dam'])
    const page = await browsers['mirjam-kok']?.get('/desk-protocols/aan-de-balie').expect(200)
    expect(page?.text).to.include(`<img src="${url}" alt="De balie" width="300" height="200" loading="lazy">`)
    const version = await browsers['mirjam-kok']?.get('/desk-protocols/aan-de-balie/versions/1').expect(200)
    expect(version?.text).to.include(`<img src="${url}"`)
  })

  it('does not become who may read the new version, when only the old one shows it', async () => {
    const { url, markdown } = await upload(aPdf(), 'werkwijze.pdf')
    const draft = await write({ ...inUnit, title: 'Werkwijze' }, `Lees ${markdown}.`)
    const item = await publishing().publish(draft.id, undefined, pieter, sunday)
    const next = await publishing().beginFrom(item ?? '', 'next', pieter, sunday)
    const content = { data: { ...protocolFields, title: 'Werkwijze' }, body: 'Zonder bijlage.' }
    await publishing().save('next', { revision: next.revision, content, note: '', minor: false }, pieter, sunday)
    await publishing().publish('next', undefined, pieter, sunday)
    await browsers['sanne-brouwer']?.get('/desk-protocols/werkwijze').expect(200)
    expect(await readersOf(url)).to.deep.equal(['pieter-dijk', 'mirjam-kok', 'lotte-van-dam'])
    await publishing().archive(item ?? '', 'Klopt niet.', pieter, sunday)
    expect(await readersOf(url))
      .to.include('lotte-van-dam')
      .and.not.include('sanne-brouwer')
  })

  it('is nobody when it is not there, and a text that shows it cannot be published', async () => {
    const nowhere = '../attachments/0123456789abcdef01234567/weg-10x10.png'
    expect(await readersOf(nowhere.slice(2))).to.deep.equal([])
    const { broken } = await publishing().judge(await write({ ...protocolFields, title: 'Weg' }, `![Weg](${nowhere})`))
    expect(broken).to.deep.equal([{ kind: 'no-place', line: 1, target: nowhere }])
  })

  it('is nobody any more, a month after the last text let go of it', async () => {
    const { url, markdown } = await upload(await aPicture('gif'), 'los.gif')
    const used = await upload(await aPicture('gif'), 'in-gebruik.gif')
    const draft = await write({ ...inUnit, title: 'Los' }, markdown)
    await write({ ...inUnit, title: 'Vast' }, used.markdown)
    const files = async () => (await second.house.store.files.list()).length
    const before = await files()
    await second.house.jobs.runDue(daysLater(1))
    await publishing().discard(draft.id, pieter, daysLater(40))
    await second.house.jobs.runDue(daysLater(41))
    await second.house.jobs.runDue(daysLater(70))
    expect(await files()).to.equal(before)
    expect(await readersOf(url)).to.deep.equal(['pieter-dijk'])
    await second.house.jobs.runDue(daysLater(72))
    expect([await readersOf(url), await files()]).to.deep.equal([[], before - 1])
    expect(await readersOf(used.url)).to.deep.equal(['pieter-dijk', 'lotte-van-dam'])
    expect(second.faults).to.deep.equal([])
  })
})
