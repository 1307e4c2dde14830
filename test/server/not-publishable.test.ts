import { expect } from 'chai'
import { fillIn } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Agent = Awaited<ReturnType<TestHouse['as']>>

const item = '/desk-protocols/paspoort-kwijt'

describe('A draft that cannot be published yet', () => {
  let house: TestHouse
  let editor: Agent

  before(async () => {
    const library = await aLibrary({ 'desk-protocols/paspoort-kwijt.md': protocol({}, 'Neem de vermissing op.') })
    house = await aHouse({ library })
    editor = await house.as('lotte-van-dam')
  })
  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  /** Saves a draft of the item, tries to publish it, and gives what the editor says of it in both languages. */
  async function refusedWith(filledIn: Record<string, string>) {
    const draft = (await editor.post(`${item}/edit`).expect(303)).headers.location ?? ''
    await fillIn(editor, draft, draft, filledIn)
    const { headers } = await fillIn(editor, `${draft}/review`, `${draft}/publish`)
    const path = headers.location ?? ''
    const dutch = (await editor.get(path).expect(200)).text
    await editor.post('/language').type('form').send({ language: 'en' }).expect(303)
    const english = (await editor.get(path).expect(200)).text
    await editor.post('/language').type('form').send({ language: 'nl' }).expect(303)
    await editor.post(`${draft}/discard`).expect(303)
    return { dutch, english }
  }

  it('says where a link leads nowhere, and what is live stays', async () => {
    const { dutch, english } = await refusedWith({ body: 'Eerst dit.\n\nLees [dit](bestaat-niet.md).' })
    expect(dutch).to.include('Regel 3: De link naar “bestaat-niet.md” leidt nergens heen.')
    expect(english).to.include('Line 3: The link to “bestaat-niet.md” leads nowhere.')
    expect((await editor.get(item).expect(200)).text).to.include('Neem de vermissing op.')
  })

  it('tells a choice that leads nowhere once, as a choice', async () => {
    const { dutch } = await refusedWith({
      body: '## Stap: Begin\n\nVraag het.\n\n- [Ja](#stap-weg)\n- [Nee](#stap-eind)\n\n## Stap: Eind\n\nKlaar.',
    })
    expect(dutch).to.include('Regel 5: De keuze leidt naar “#stap-weg”, maar die stap is er niet.')
    expect(dutch).to.include('Er is 1 plek die nog niet klopt')
  })

  it('names beside its field who is not known, and nowhere else', async () => {
    const { dutch, english } = await refusedWith({ owner: 'niemand-hier' })
    expect(dutch).to.include('Er is 1 fout gevonden')
    expect(dutch.match(/We kennen geen collega “niemand-hier”/g)).to.have.length(2)
    expect(dutch).not.to.include('nog niet klopt')
    expect(dutch).not.to.include('there is no person')
    expect(english).to.include('niemand-hier').and.not.include('We kennen')
  })

  it('says beside the field and in a summary what is missing, and keeps what was typed', async () => {
    const { dutch, english } = await refusedWith({ title: '', summary: 'Zo blijft dit staan.' })
    expect(dutch).to.include('Er is 1 fout gevonden')
    expect(dutch.match(/Vul een titel in/g)).to.have.length(2)
    expect(dutch).to.include('Zo blijft dit staan.')
    expect(english.match(/Enter a title/g)).to.have.length(2)
  })

  it('is talked about and thrown away while it has no title', async () => {
    const draft = (await editor.post(`${item}/edit`).expect(303)).headers.location ?? ''
    await fillIn(editor, draft, draft, { title: '' })
    await editor.post(`${draft}/remarks`).type('form').send({ text: 'Hoe zal het heten?' }).expect(303)
    const owner = await house.as('mirjam-kok')
    expect((await owner.get('/notices').expect(200)).text).to.include('Nog zonder titel')
    await editor.post(`${draft}/discard`).expect(303)
  })

  it('says in plain words that a text is too much to show', async () => {
    const { dutch, english } = await refusedWith({ body: `${'>'.repeat(60)} diep` })
    expect(dutch).to.include('Deze tekst is te groot of te ingewikkeld om te tonen.')
    expect(english).to.include('This text is too large or too complex')
  })
})
