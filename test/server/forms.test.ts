import { join } from 'node:path'
import { expect } from 'chai'
import type { Reader } from '../../server/access/reader.ts'
import { packageRoot } from '../../server/paths.ts'
import { fillIn } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'

const lotte: Reader = { id: 'lotte-van-dam', name: 'Lotte van Dam', role: 'editor', units: ['belastingen'], leads: [] }

describe('The form of an item', () => {
  let house: TestHouse
  let editor: Awaited<ReturnType<TestHouse['as']>>

  before(async () => {
    house = await aHouse({ library: join(packageRoot, 'content') })
    editor = await house.as('lotte-van-dam')
  })

  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  /** Opens the draft of an item and gives its address. */
  async function edit(item: string): Promise<string> {
    return (await editor.post(`/${item}/edit`).expect(303)).headers.location ?? ''
  }

  const draftAt = async (address: string) => (await house.house.publishing.get(address.slice(8), lotte)).draft
  const problemsOf = async (address: string) => (await editor.get(`${address}?check=1`).expect(200)).text

  const oneOfEach = [
    'desk-protocols/paspoort-of-id-kwijt',
    'best-practices/terugbellen-binnen-een-dag',
    'lessons-learned/pasfoto-afgekeurd',
    'linking-pins/burgerzaken-bestuur-verkiezingen',
    'guidance/stap-2-doelgroepen',
  ]
  for (const item of oneOfEach) {
    it(`sent back as it stands on the page leaves everything as it was: ${item}`, async () => {
      const address = await edit(item)
      const before = await draftAt(address)
      await fillIn(editor, address, address).then(({ status }) => expect(status).to.equal(303))
      const { problems, broken } = await house.house.publishing.judge(await draftAt(address))
      expect([...problems, ...broken]).to.deep.equal([])
      expect((await draftAt(address)).content.data).to.deep.equal(withoutPresets(before.content.data))
    })
  }

  const withoutPresets = ({ language, ...data }: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries({ ...data, ...(language !== 'nl' && { language }) }).filter(
        ([, value]) => value !== undefined && value !== 'everyone' && !(Array.isArray(value) && value.length === 0),
      ),
    )

  it('says in plain words what to do, beside the field and in a summary, and keeps what was typed', async () => {
    const address = await edit('desk-protocols/eerste-contact-aan-de-balie')
    const summary = 'Lang. '.repeat(50)
    await fillIn(editor, address, address, {
      title: '',
      summary,
      duration: 'een kwartier',
      checked: '31-02-2026',
      owner: 'Piet de Vries',
      themes: [],
      'source.url': 'javascript:alert(1)',
    })
    const dutch = await problemsOf(address)
    expect(dutch).to.include('Er zijn 8 fouten gevonden')
    for (const [text, id] of [
      ['Vul een titel in', 'title'],
      ['Maak “Samenvatting” korter: hoogstens 240 tekens, nu 299', 'summary'],
      ['Vul bij “Minuten aan de balie” een getal in', 'duration'],
      ['Vul bij “Gecontroleerd op” een dag in die bestaat, zoals 22-11-2026', 'checked'],
      ['We kennen geen collega “Piet de Vries”. Kies een naam uit de lijst', 'owner'],
      ['Kies minstens één thema', 'themes-1'],
      ['Vul de naam van de bron in', 'source-title'],
      ['Vul bij “Webadres van de bron” een webadres in dat begint met https://', 'source-url'],
    ]) {
      expect(dutch).to.include(`<a href="#field-${id}">${text}</a>`).and.include(`id="field-${id}"`)
    }
    for (const typed of ['een kwartier', '2026-02-31', 'Piet de Vries', 'javascript:alert(1)', summary.trim()])
      expect(dutch).to.include(typed)
    expect(dutch).to.match(
      /id="field-title"[^>]*aria-describedby="field-title-help field-title-error"[^>]*aria-invalid="true"/,
    )

    await editor.post('/language').type('form').send({ language: 'en' }).expect(303)
    expect(await problemsOf(address))
      .to.include('8 errors were found')
      .and.include('Enter a title')
    await editor.post('/language').type('form').send({ language: 'nl' }).expect(303)
  })

  it('knows colleagues, units and pages by their names, and says which it does not know', async () => {
    const address = await edit('lessons-learned/brief-klonk-als-boete')
    await fillIn(editor, address, address, { owner: 'mirjam kok', processedIn: 'Paspoort of identiteitskaart kwijt' })
    expect((await draftAt(address)).content.data).to.include({
      owner: 'mirjam-kok',
      processedIn: 'desk-protocols/paspoort-of-id-kwijt',
    })
    await fillIn(editor, address, address, { owner: 'niemand-hier', related: ['guidance/bestaat-niet'] })
    const text = await problemsOf(address)
    expect(text)
      .to.include('We kennen geen collega “niemand-hier”')
      .and.include('We vinden geen pagina “guidance/bestaat-niet”')
  })

  it('gives one more row for a list, with everything that was typed', async () => {
    const address = await edit('desk-protocols/verhuizing-doorgeven')
    const rows = (html: string) => html.match(/name="legalBasis\.\d+\.label"/g)?.length ?? 0
    const before = rows((await editor.get(address)).text)
    const answer = await fillIn(editor, address, address, { add: 'legalBasis', title: 'Nog niet bewaard' })
    expect(rows(answer.text)).to.equal(before + 1)
    expect(answer.text)
      .to.include('Nog niet bewaard')
      .and.match(/name="legalBasis\.\d+\.label"[^>]*autofocus/)
    expect((await draftAt(address)).title).not.to.equal('Nog niet bewaard')
  })

  it('passes over names that are no field, and reaches no prototype', async () => {
    const address = await edit('guidance/draagvlak-creeren')
    const hostile = {
      '__proto__.polluted': 'ja',
      'constructor.prototype.polluted': 'ja',
      'product.__proto__.polluted': 'ja',
      colour: 'rood',
    }
    await fillIn(editor, address, address, { ...hostile, __proto__: 'ja' })
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined)
    expect((await draftAt(address)).content.data).not.to.have.any.keys('colour', 'polluted', 'constructor')
  })

  it('refuses ten thousand fields', async () => {
    const address = await edit('guidance/eenvoudig-schrijven-b1')
    const many = Array.from({ length: 10_000 }, (_, number) => `needs.${number}=x`).join('&')
    await editor.post(address).type('form').send(many).expect(413)
  })
})
