import { expect } from 'chai'
import type { Draft } from '../../server/publishing/draft.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

/** Lotte writes, Mirjam owns the item, Sanne is asked to look. */
describe('What happens to a text', () => {
  const item = 'desk-protocols/kwijt'
  let house: TestHouse
  beforeEach(async () => {
    house = await aHouse({ library: await aLibrary({ 'desk-protocols/kwijt.md': protocol() }) })
  })
  afterEach(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  const reader = (slug: string) => {
    const { directory } = house.house
    const person = directory.person(slug)
    if (!person) throw new Error(`There is no ${slug}`)
    return directory.readerFor(person)
  }
  const read = async (person: string, path = '/notices') => (await (await house.as(person)).get(path)).text
  const told = async (person: string) => (await read(person)).match(/(?<=>)[^<]*“[^”]+”[^<]*(?=<)/g) ?? []

  async function aDraft({ title, minor = false }: { title: string; minor?: boolean }): Promise<Draft> {
    const { publishing } = house.house
    const lotte = reader('lotte-van-dam')
    const { id, revision, content } = await publishing.beginFrom(item, 'a-draft', lotte, sunday)
    const changed = { ...content, data: { ...content.data, title } }
    const save = { revision, content: changed, note: 'Nieuw telefoonnummer', minor }
    return (await publishing.save(id, save, lotte, sunday)).draft
  }
  const ask = ({ id }: Draft) =>
    house.house.publishing.askReview(id, ['sanne-brouwer'], 'Klopt stap 2?', reader('lotte-van-dam'), sunday)
  const publish = ({ id }: Draft) => house.house.publishing.publish(id, undefined, reader('lotte-van-dam'), sunday)

  it('reaches those concerned, with what was said about it', async () => {
    await ask(await aDraft({ title: 'Paspoort gestolen' }))
    expect(await told('sanne-brouwer')).to.deep.equal(['Lotte van Dam vraagt je om “Paspoort gestolen” te beoordelen.'])
    expect(await read('sanne-brouwer')).to.include('Klopt stap 2?')
    expect(await told('pieter-dijk')).to.deep.equal([])
  })

  it('stays out of sight once somebody has nothing to do with the draft any more', async () => {
    const draft = await ask(await aDraft({ title: 'Paspoort gestolen' }))
    await house.house.publishing.sendBack(draft.id, 'Toch niet', reader('lotte-van-dam'), sunday)
    const page = await read('sanne-brouwer')
    expect(page).to.not.match(/gestolen|Klopt stap 2/)
    expect(page).to.include('“Paspoort kwijt” te beoordelen')
  })

  it('is news for who follows the item and for who owns it, each told once when it is published', async () => {
    const follow = { kind: 'item', target: item, wanted: 'yes' }
    for (const person of ['sanne-brouwer', 'mirjam-kok'])
      await (await house.as(person)).post('/following').type('form').send(follow).expect(303)
    await publish(await aDraft({ title: 'Paspoort gestolen' }))
    await house.house.jobs.runDue(sunday)
    for (const person of ['sanne-brouwer', 'mirjam-kok']) {
      expect(await told(person), person).to.deep.equal(['Lotte van Dam heeft “Paspoort gestolen” bijgewerkt.'])
      expect(await read(person)).to.include('Nieuw telefoonnummer')
    }
    const [path = ''] = (await read('sanne-brouwer')).match(/\/notices\/[\w-]+/) ?? []
    const sanne = await house.as('sanne-brouwer')
    expect((await sanne.get(path)).get('Location')).to.equal(`/${item}`)
  })

  it('is no news for followers when it says nothing new', async () => {
    await house.house.notify.follows.follow('sanne-brouwer', { kind: 'item', target: item }, sunday)
    await publish(await aDraft({ title: 'Paspoort kwijt!', minor: true }))
    await house.house.jobs.runDue(sunday)
    expect(await told('sanne-brouwer')).to.deep.equal([])
  })
})
