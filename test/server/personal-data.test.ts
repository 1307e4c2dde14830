import { expect } from 'chai'
import { fillIn, send } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const bsn = '111222333'

describe('Data on persons in a draft', () => {
  let house: TestHouse
  let editor: Awaited<ReturnType<TestHouse['as']>>
  let draft: string

  before(async () => {
    const library = await aLibrary({ 'desk-protocols/paspoort-kwijt.md': protocol({}, 'Neem de vermissing op.') })
    house = await aHouse({ library })
    editor = await house.as('lotte-van-dam')
  })
  after(() => house.close())
  beforeEach(async () => {
    draft = (await editor.post('/desk-protocols/paspoort-kwijt/edit').expect(303)).headers.location ?? ''
  })
  afterEach(async () => {
    expect((await editor.get(draft)).text).not.to.include(bsn)
    await editor.post(`${draft}/discard`).type('form').send({})
  })

  const merge = (form: object) =>
    editor
      .post(`${draft}/merge`)
      .type('form')
      .send({ revision: 1, base: 0, note: '', ...form })

  it('is not kept in a title, a summary or what is new, and the message leads to the field', async () => {
    for (const [name, label] of Object.entries({ title: 'Titel', summary: 'Samenvatting', note: 'Wat is er nieuw' })) {
      const { status, text } = await fillIn(editor, draft, draft, { [name]: `Over ${bsn}` })
      expect(status, name).to.equal(422)
      const target = name === 'note' ? '#note' : `#field-${name}`
      expect(text).to.match(new RegExp(`href="${target}">${label}[^<]*: Hier staat een burgerservicenummer`))
      expect(text, 'what was typed').to.include(`Over ${bsn}`)
      expect(text).to.include(`id="${target.slice(1)}"`)
    }
  })

  it('is not kept by saving of itself either', async () => {
    const fields = new URLSearchParams({ title: `Over ${bsn}`, body: 'Tekst' }).toString()
    const { body } = await editor.post(`${draft}/autosave`).send({ revision: 1, fields }).expect(422)
    expect(body.problems[0].field).to.equal('title')
  })

  it('is not kept by putting texts together, and nothing that was typed is lost', async () => {
    const given = { data: { title: 'Paspoort weg' }, fields: [], body: [{ text: `Over ${bsn} gaat dit.` }] }
    const { text } = await merge({ merge: JSON.stringify(given) }).expect(422)
    expect(text).to.include(`Over ${bsn} gaat dit.`)
    await send(editor, text, draft, { body: 'Dit gaat over niemand.' }).expect(303)
    expect((await editor.get(draft)).text)
      .to.include('Dit gaat over niemand.')
      .and.to.include('Paspoort weg')
  })

  it('lets nobody slip other things into a draft along with a merge', async () => {
    const data = { title: 'Paspoort weg', type: 'another-type', ['__proto__']: { admin: true }, extra: 'x' }
    await merge({ merge: JSON.stringify({ data, fields: [], body: [{ text: 'Tekst' }] }), base: 99 }).expect(303)
    const id = draft.split('/').at(-1) ?? ''
    const [reader] = await house.house.provider.readers(['lotte-van-dam'], house.house)
    if (!reader) throw new Error('nobody')
    const kept = (await house.house.publishing.get(id, reader)).draft
    expect(kept.content.data).to.deep.equal({ title: 'Paspoort weg' })
    expect(kept.base).to.equal(1)

    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    await merge({ merge: `{"data":{"title":${deep}},"fields":[],"body":[]}`, revision: 2 }).expect(400)
  })
})
