import { expect } from 'chai'
import fc from 'fast-check'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText, protocol } from '../support/library.ts'

const guidance = itemText({
  title: 'Eenvoudig schrijven',
  summary: 'Schrijf zo dat iedereen het begrijpt.',
  unit: 'belastingen',
  owner: 'lotte-van-dam',
  themes: ['geld-en-schulden'],
  audience: ['inwoner'],
  checked: '2026-01-02',
  review: '2026-10-01',
  kind: 'how-to',
})

describe('Searching', () => {
  let house: TestHouse
  let sanne: Awaited<ReturnType<TestHouse['as']>>
  const search = async (query: string) => (await sanne.get(`/search?${query}`).expect(200)).text

  before(async () => {
    const library = await aLibrary({
      'desk-protocols/kwijt.md': protocol({ keywords: ['vermissing'] }, 'Doe melding van de vermissing aan de balie.'),
      'desk-protocols/tarief.md': protocol(
        { title: 'Leges' },
        'De tarieflijst zegt: {bedrag: paspoort} voor iedereen.',
      ),
      'guidance/eenvoudig.md': guidance,
      'synonyms.yaml': '- [paspoort, reisdocument]\n',
    })
    house = await aHouse({ library })
    sanne = await house.as('sanne-brouwer')
  })
  after(() => house.close())

  it('finds knowledge and people in one box', async () => {
    expect(await search('q=paspoort')).to.include('href="/desk-protocols/kwijt"')
    expect(await search('q=mirjam')).to.include('href="/people/mirjam-kok"')
    expect(await search('q=burgerzaken')).to.include('href="/units/burgerzaken"')
  })

  it('marks what matched', async () => {
    expect(await search('q=paspoort')).to.match(/<mark>Paspoort<\/mark>/)
  })

  it('lists everything by title when nothing is asked', async () => {
    const page = await search('q=&type=protocol&type=guidance')
    expect(page.indexOf('Eenvoudig schrijven')).to.be.lessThan(page.indexOf('>Leges<'))
    expect(page.indexOf('>Leges<')).to.be.lessThan(page.indexOf('>Paspoort kwijt<'))
  })

  it('shows no marks of an author in a snippet', async () => {
    const page = await search('q=tarieflijst')
    expect(page).to.include('tarieflijst</mark> zegt: …').and.not.include('{bedrag')
  })

  it('takes synonyms for each other and says so', async () => {
    expect(await search('q=reisdocument')).to.include('href="/desk-protocols/kwijt"')
  })

  it('forgives a typing error and says what it looked for', async () => {
    const page = await search('q=paspoortt')
    expect(page).to.include('href="/desk-protocols/kwijt"')
    expect(page).to.match(/<strong>paspoort<\/strong>/)
  })

  it('narrows by facet, and each facet counts what it would give', async () => {
    const page = await search('q=&type=guidance')
    expect(page).to.include('href="/guidance/eenvoudig"').and.not.include('href="/desk-protocols/kwijt"')
    expect(await search('fresh=overdue'))
      .to.include('Eenvoudig schrijven')
      .and.not.include('Paspoort kwijt')
    expect(await search('theme=identiteit-en-reizen&unit=burgerzaken')).to.include('Paspoort kwijt')
  })

  it('helps when nothing was found', async () => {
    expect(await search('q=kamelenrace')).to.include('Geen resultaten gevonden')
  })

  it('gives a page for a text that is cut in the middle of a sign', async () => {
    const text = `paspoortt${'.'.repeat(9990)}😀`
    expect(await search(`q=${encodeURIComponent(text)}`)).to.include('href="/desk-protocols/kwijt"')
  })

  it('gives a page while the index still holds what was hidden just now', async () => {
    const items = house.house.store.connection.collection<{ _id: string }>('items')
    await items.updateOne({ _id: 'guidance/eenvoudig' }, { $set: { visibility: 'editors' } })
    await search('q=eenvoudig')
    await items.updateOne({ _id: 'guidance/eenvoudig' }, { $set: { visibility: 'everyone' } })
  })

  it('suggests while somebody types', async () => {
    const { body } = await sanne.get('/search/suggestions?q=pasp').expect(200)
    expect(body[0]).to.deep.equal({
      label: 'Kennis',
      options: [{ text: 'Paspoort kwijt', typed: [[0, 4]], url: '/desk-protocols/kwijt', note: 'Protocol' }],
    })
  })

  const traps = [
    '~999999',
    'title:',
    '*',
    '+-^',
    '😀',
    'a'.repeat(10_000),
    '\0',
    'wet:awb',
    'a^b',
    '-',
    '+de +paspoort',
    '"',
    '%',
    '<script>alert(1)</script>',
  ]
  for (const text of traps) {
    it(`gives a page for ${JSON.stringify(text.slice(0, 30))}`, async () => {
      const page = await search(`q=${encodeURIComponent(text)}`)
      expect(page).not.to.include('<script>alert(1)')
    })
  }

  it('gives a page, never an error, for any text and any address', async () => {
    const address = fc.record({
      q: fc.string({ unit: 'binary', maxLength: 60 }),
      page: fc.oneof(fc.integer(), fc.string()),
      type: fc.string(),
      fresh: fc.constantFrom('overdue', 'due', 'nonsense', ''),
    })
    await fc.assert(
      fc.asyncProperty(address, async ({ q, page, type, fresh }) => {
        const query = new URLSearchParams({ q, page: String(page), type, fresh })
        await sanne.get(`/search?${query}`).expect(200)
        await sanne.get(`/search/suggestions?${query}`).expect(200)
        await sanne.get(`/desk-protocols?${query}`).expect(200)
      }),
      { numRuns: 25, seed: 20261122 },
    )
  })

  it('finds what was imported a moment ago, in every process', async () => {
    const { importFolder } = await import('../../server/content/import.ts')
    const more = await aLibrary({ 'desk-protocols/nieuw.md': protocol({ title: 'Kamelenvergunning' }) })
    await importFolder(more, house.house, new Date())
    const deadline = Date.now() + 10_000
    while (!(await search('q=kamelenvergunning')).includes('/desk-protocols/nieuw')) {
      if (Date.now() > deadline) expect.fail('not found within ten seconds')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })
})
