import { expect } from 'chai'
import { fillIn, send } from '../support/forms.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Agent = Awaited<ReturnType<TestHouse['as']>>

const path = (slug: string) => `desk-protocols/${slug}`
const pageOf = async (agent: Agent, address: string) => (await agent.get(address).expect(200)).text

describe('Many items at once', () => {
  let house: TestHouse
  let editor: Agent
  let lead: Agent

  beforeEach(async () => {
    const library = await aLibrary({
      'desk-protocols/paspoort.md': protocol({ title: 'Paspoort' }),
      'desk-protocols/rijbewijs.md': protocol({ title: 'Rijbewijs', deputy: 'pieter-dijk' }),
      'desk-protocols/aanslag.md': protocol({ title: 'Aanslag', unit: 'belastingen' }),
      'desk-protocols/geheim.md': protocol({ title: 'Zonnebloemgeheim', visibility: 'editors' }),
    })
    house = await aHouse({ library })
    ;[editor, lead] = (await Promise.all(['lotte-van-dam', 'pieter-dijk'].map((one) => house.as(one)))) as [
      Agent,
      Agent,
    ]
  })
  afterEach(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  /** Asks for a preview of `changes` and gives its page. */
  const preview = async (agent: Agent, changes: Record<string, string | string[]>, page = '/bulk') =>
    (await fillIn(agent, page, '/bulk/preview', changes)).text

  /** Does what the preview shows and gives the address of the bulk. */
  async function apply(agent: Agent, changes: Record<string, string | string[]>): Promise<string> {
    const { headers } = await send(agent, await preview(agent, changes), '/bulk/begin').expect(303)
    return headers.location ?? ''
  }

  const versionOf = async (slug: string) => (await house.house.items.history(path(slug))).at(-1)

  it('are chosen with filters, and shown with what they say now and what they will say', async () => {
    expect(await pageOf(editor, '/work')).to.include('href="/bulk"')
    const page = await pageOf(editor, '/bulk?unit=belastingen')
    expect(page).to.include('Aanslag').and.not.include('Rijbewijs')
    const shown = await preview(editor, { all: 'yes', kind: 'owner', owner: 'sanne-brouwer' }, '/bulk?unit=belastingen')
    expect(shown).to.include('1 item verandert').and.include('Mirjam Kok').and.include('Sanne Brouwer')
    expect((await versionOf('aanslag'))?.version).to.equal(1)
  })

  it('get a new version each that nobody needs to read again, in which nothing else is touched', async () => {
    const before = (await versionOf('paspoort'))?.text ?? ''
    const bulk = await apply(editor, {
      item: [path('paspoort'), path('aanslag')],
      kind: 'owner',
      owner: 'sanne-brouwer',
    })
    expect(await pageOf(editor, bulk)).to.include('2 items zijn gewijzigd')
    const now = await versionOf('paspoort')
    expect(now?.text).to.equal(before.replace('owner: mirjam-kok', 'owner: sanne-brouwer'))
    expect(now).to.include({ version: 2, minor: true, by: 'lotte-van-dam' })
    expect(now?.note).to.equal('Bulkwijziging: eigenaar wordt Sanne Brouwer')
    const [entry] = await house.house.audit.about(path('paspoort'), 1)
    expect([entry?.action, entry?.by]).to.deep.equal(['bulk-changed', 'lotte-van-dam'])
    expect((await house.house.audit.about(bulk.replace('/bulk/', ''), 5)).map(({ note }) => note)).to.deep.equal(['2'])
  })

  it('get, lose and exchange a theme, a deputy and a review date', async () => {
    const both = { item: [path('paspoort'), path('rijbewijs')] }
    await apply(editor, { ...both, kind: 'addTheme', addTheme: 'geld-en-schulden' })
    await apply(editor, { ...both, kind: 'removeTheme', removeTheme: 'identiteit-en-reizen' })
    await apply(editor, { ...both, kind: 'replaceTheme', replaceTheme: 'geld-en-schulden', by: 'identiteit-en-reizen' })
    await apply(editor, { ...both, kind: 'deputy', deputy: 'sanne-brouwer' })
    await apply(editor, { ...both, kind: 'review', review: '2027-01-31' })
    const items = await house.house.items.select({ _id: { $in: both.item } })
    for (const { themes, deputy, review, version } of items) {
      expect({ themes, deputy, review, version }).to.deep.equal({
        themes: ['identiteit-en-reizen'],
        deputy: 'sanne-brouwer',
        review: '2027-01-31',
        version: 6,
      })
    }
  })

  it('are passed over, with the reason, where the change cannot be made', async () => {
    await editor.post(`/${path('aanslag')}/edit`).expect(303)
    const shown = await preview(editor, { all: 'yes', kind: 'owner', owner: 'pieter-dijk' })
    expect(shown).to.include('2 items veranderen').and.include('2 items slaan we over')
    expect(shown).to.include('Deze collega is al vervanger').and.include('Iemand heeft een concept van dit item')
    const last = await preview(editor, { all: 'yes', kind: 'removeTheme', removeTheme: 'identiteit-en-reizen' })
    expect(last).to.include('Er verandert niets').and.include('Dit is het enige thema')
  })

  it('are passed over when they changed after the preview', async () => {
    const shown = await preview(editor, {
      item: [path('paspoort'), path('aanslag')],
      kind: 'review',
      review: '2027-01-31',
    })
    await apply(editor, { item: path('paspoort'), kind: 'owner', owner: 'sanne-brouwer' })
    const { headers } = await send(editor, shown, '/bulk/begin').expect(303)
    const page = await pageOf(editor, headers.location ?? '')
    expect(page).to.include('1 item is gewijzigd').and.include('Er is intussen een nieuwere versie')
    expect((await versionOf('paspoort'))?.version).to.equal(2)
  })

  it('are set back, but for those that somebody changed since', async () => {
    const before = (await versionOf('paspoort'))?.text
    const bulk = await apply(editor, {
      item: [path('paspoort'), path('aanslag')],
      kind: 'owner',
      owner: 'sanne-brouwer',
    })
    await apply(editor, { item: path('aanslag'), kind: 'review', review: '2027-01-31' })
    await fillIn(editor, bulk, `${bulk}/undo`)
    const page = await pageOf(editor, bulk)
    expect(page).to.include('1 item is teruggezet').and.include('1 item is niet teruggezet')
    expect(await versionOf('paspoort')).to.include({ version: 3, text: before })
    expect((await versionOf('aanslag'))?.text).to.include('owner: sanne-brouwer')
    await editor.post(`${bulk}/undo`).expect(409)
  })

  it('are done once, however often somebody goes on', async () => {
    const bulk = await apply(editor, { item: path('paspoort'), kind: 'owner', owner: 'sanne-brouwer' })
    await editor.post(`${bulk}/go-on`).expect(303)
    expect((await versionOf('paspoort'))?.version).to.equal(2)
  })

  it('keep what was chosen and filled in when something is wrong with it', async () => {
    const asked = { item: path('paspoort'), kind: 'owner', owner: 'wie-is-dit', review: '2027-01-31' }
    const answer = await fillIn(editor, '/bulk', '/bulk/preview', asked)
    expect(answer.status).to.equal(422)
    expect(answer.text.match(/Kies een collega/g)).to.have.length(2)
    expect(answer.text)
      .to.include('value="2027-01-31"')
      .and.match(/value="desk-protocols\/paspoort" checked/)
    const empty = await fillIn(editor, '/bulk', '/bulk/preview')
    expect(empty.text).to.include('Er zijn 2 fouten gevonden').and.include('Kies een of meer items')
    const english = await editor.post('/bulk/preview').set('Cookie', 'kenniskompas_language=en').type('form').send({})
    expect(english.text).to.include('Choose what changes')
  })

  it('are of the units that a team lead leads, and of nobody who only reads', async () => {
    const page = await pageOf(lead, '/bulk')
    expect(page).to.include('Paspoort').and.not.include('Aanslag').and.not.include('Zonnebloemgeheim')
    const others = [path('aanslag'), path('geheim')]
    const shown = await preview(lead, { item: [path('paspoort'), ...others], kind: 'owner', owner: 'sanne-brouwer' })
    expect(shown).to.include('1 item verandert').and.not.include('Aanslag').and.not.include('Zonnebloemgeheim')

    const forged = { kind: 'owner', owner: 'sanne-brouwer', item: others.map((id) => `${id}@1`) }
    const { headers } = await lead.post('/bulk/begin').type('form').send(forged).expect(303)
    const done = await pageOf(lead, headers.location ?? '')
    expect(done).not.to.include('Zonnebloemgeheim')
    expect((await versionOf('aanslag'))?.version).to.equal(1)
    expect((await versionOf('geheim'))?.version).to.equal(1)

    const reader = await house.as('sanne-brouwer')
    await reader.get('/bulk').expect(403)
    expect(await pageOf(reader, '/work')).not.to.include('href="/bulk"')
    await reader.post('/bulk/begin').type('form').send(forged).expect(403)
  })

  it('are hidden, as a bulk, from a team lead who did not make it', async () => {
    const bulk = await apply(editor, { item: path('paspoort'), kind: 'owner', owner: 'sanne-brouwer' })
    await lead.get(bulk).expect(404)
    await lead.post(`${bulk}/undo`).expect(404)
    expect(await pageOf(lead, '/bulk')).not.to.include(bulk)
  })
})

describe('More items at once than one request does', () => {
  it('wait, and are gone on with where it stopped', async () => {
    const many = Array.from({ length: 260 }, (_, number) => [
      `desk-protocols/nr-${number}.md`,
      protocol({ title: `Nr ${number}` }),
    ])
    const house = await aHouse({ library: await aLibrary(Object.fromEntries(many)) })
    try {
      const editor = await house.as('lotte-van-dam')
      const asked = { all: 'yes', kind: 'owner', owner: 'sanne-brouwer' }
      const { text } = await fillIn(editor, '/bulk', '/bulk/preview', asked)
      const { headers } = await send(editor, text, '/bulk/begin').expect(303)
      const bulk = headers.location ?? ''
      expect(await pageOf(editor, bulk)).to.include('Nog 60 van 260 items')
      await fillIn(editor, bulk, `${bulk}/go-on`)
      expect(await pageOf(editor, bulk)).to.include('260 items zijn gewijzigd')
      const items = await house.house.items.select({ owner: 'sanne-brouwer', version: 2 })
      expect(items).to.have.length(260)
    } finally {
      await house.close()
    }
  })
})
