import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import type { Reader } from '../../server/access/reader.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const lotte: Reader = { id: 'lotte-van-dam', name: 'Lotte van Dam', role: 'editor', units: ['belastingen'], leads: [] }
const sanne: Reader = { id: 'sanne-brouwer', name: 'Sanne Brouwer', role: 'reader', units: ['burgerzaken'], leads: [] }

describe('A new item', () => {
  let house: TestHouse
  let editor: Awaited<ReturnType<TestHouse['as']>>

  before(async () => {
    house = await aHouse({
      library: await aLibrary({
        'desk-protocols/paspoort.md': protocol({ title: 'Paspoort kwijt', mustRead: { before: '2026-12-01' } }),
        'desk-protocols/geheim.md': protocol({ title: 'Agressie', visibility: 'editors' }),
      }),
    })
    editor = await house.as('lotte-van-dam')
  })

  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  /** The draft that an answer leads to. */
  async function draftAt({ headers }: { headers: Record<string, string> }, reader: Reader) {
    const id = /\/drafts\/([\w-]+)$/.exec(headers.location ?? '')?.[1] ?? ''
    return (await house.house.publishing.get(id, reader)).draft
  }

  const begin = (from: string, type = 'protocol', plugin = 'desk-protocols') =>
    editor.post('/write').type('form').send({ plugin, type, from })

  it('can be of every type, and says of each what it is for', async () => {
    const { text } = await editor.get('/write').expect(200)
    for (const { itemTypes = {} } of plugins) {
      for (const type of Object.keys(itemTypes)) expect(text).to.include(`name="type" value="${type}"`)
    }
    expect((await editor.get('/write?type=protocol').expect(200)).text).not.to.include('value="lesson"')
    await editor.get('/write?type=brief').expect(404)
  })

  it('begins with the example in the language of the reader, and with who begins it as its owner', async () => {
    const dutch = await draftAt(await begin('example').expect(303), lotte)
    expect(dutch.content.body).to.include('## Stap: Afronden')
    expect(dutch.content.data).to.deep.equal({ unit: 'belastingen', owner: 'lotte-van-dam', checked: '2026-11-22' })
    await editor.post('/language').type('form').send({ language: 'en' }).expect(303)
    const english = await draftAt(await begin('example').expect(303), lotte)
    expect(english.content.body).to.include('## Stap: Finishing')
    await editor.post('/language').type('form').send({ language: 'nl' }).expect(303)
  })

  it('begins with a title that is known, of a question without an answer', async () => {
    const { text } = await editor.get('/write?title=Laadpaal+%3C2').expect(200)
    expect(text).to.include('De titel staat alvast klaar').and.include('name="title" value="Laadpaal &lt;2"')
    const fields = { plugin: 'desk-protocols', type: 'protocol', from: 'nothing', title: 'Laadpaal <2' }
    const { content } = await draftAt(await editor.post('/write').type('form').send(fields).expect(303), lotte)
    expect(content.data).to.include({ title: 'Laadpaal <2' })
  })

  it('begins empty when somebody wants that, and may be of any reader', async () => {
    const reader = await house.as('sanne-brouwer')
    const answer = await reader
      .post('/write')
      .type('form')
      .send({ plugin: 'lessons-learned', type: 'lesson', from: 'nothing' })
    expect((await draftAt(answer, sanne)).content).to.deep.include({ body: '' })
  })

  it('is not begun from what is not there', async () => {
    await begin('bestaat-niet').expect(404)
    await begin('example', 'brief').expect(404)
    await begin('example', 'protocol', '__proto__').expect(404)
  })

  it('can be a copy of another, without what belongs to that one alone', async () => {
    const copy = await draftAt(await editor.post('/desk-protocols/paspoort/duplicate').expect(303), lotte)
    expect(copy).to.include({ title: 'Paspoort kwijt (kopie)', base: 0 })
    expect(copy.item).to.equal(undefined)
    expect(copy.content.data).to.include({ checked: '2026-11-22' }).and.not.have.any.keys('mustRead', 'review')
    const reader = await house.as('sanne-brouwer')
    await reader.post('/desk-protocols/geheim/duplicate').expect(404)
  })

  describe('from a template', () => {
    const keep = (fields: Record<string, string>) => editor.post('/templates').type('form').send(fields)

    it('takes over its text and fields, but not its title, owner and dates', async () => {
      await editor.get('/templates/new?item=desk-protocols/paspoort').expect(200)
      await keep({ item: 'desk-protocols/paspoort', name: 'Kwijt of gestolen', description: 'Voor papieren' }).expect(
        303,
      )
      const { text } = await editor.get('/write').expect(200)
      expect(text).to.include('Kwijt of gestolen').and.include('Voor papieren')
      const id = /name="from" value="([\w-]{36})"/.exec(text)?.[1] ?? ''
      const draft = await draftAt(await begin(id).expect(303), lotte)
      expect(draft.content.data).to.include({ unit: 'burgerzaken', owner: 'lotte-van-dam', checked: '2026-11-22' })
      expect(draft.content.data).not.to.have.any.keys('title', 'mustRead', 'review')
      await begin(id, 'lesson', 'lessons-learned').expect(404)
    })

    it('asks for a name and keeps what was typed', async () => {
      const { text } = await keep({ item: 'desk-protocols/paspoort', name: ' ', description: 'Blijft staan' }).expect(
        422,
      )
      expect(text).to.include('Er is 1 fout gevonden').and.include('href="#field-name"').and.include('Vul een naam in')
      expect(text).to.include('Blijft staan')
    })

    it('that not everybody may read is seen only by those who may', async () => {
      await keep({ item: 'desk-protocols/geheim', name: 'Gesprek met agressie' }).expect(303)
      expect((await editor.get('/write')).text).to.include('Gesprek met agressie')
      const reader = await house.as('sanne-brouwer')
      expect((await reader.get('/write')).text).not.to.include('Gesprek met agressie')
      await expectNoTemplate(reader, 'Gesprek met agressie')
    })

    async function expectNoTemplate(reader: typeof editor, name: string) {
      const hidden = (await house.house.templates.list(lotte)).find((template) => template.name === name)
      const wanted = { plugin: 'desk-protocols', type: 'protocol', from: hidden?.id ?? '' }
      await reader.post('/write').type('form').send(wanted).expect(404)
    }

    it('is kept and taken away by editors only', async () => {
      const lead = await house.as('pieter-dijk')
      await lead.get('/templates').expect(403)
      await lead.get('/templates/new?item=desk-protocols/paspoort').expect(403)
      await lead.post('/templates').type('form').send({ item: 'desk-protocols/paspoort', name: 'Nee' }).expect(403)
      await keep({ item: 'desk-protocols/paspoort', name: 'Weg ermee' }).expect(303)
      const kept = (await house.house.templates.list(lotte)).find(({ name }) => name === 'Weg ermee')
      await lead.post(`/templates/${kept?.id}/remove`).expect(403)
      await editor.post(`/templates/${kept?.id}/remove`).expect(303)
      expect((await editor.get('/templates')).text).not.to.include('Weg ermee')
      const noted = await house.house.audit.about(kept?.id ?? '', 2)
      expect(noted.map(({ action }) => action)).to.have.members(['template-kept', 'template-removed'])
    })
  })
})
