import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

describe('While somebody writes', () => {
  let house: TestHouse
  let lotte: Awaited<ReturnType<TestHouse['as']>>
  before(async () => {
    const library = await aLibrary({
      'desk-protocols/open.md': protocol({ title: 'Voor iedereen' }),
      'desk-protocols/geheim.md': protocol({ title: 'Alleen redactie', visibility: 'editors' }),
    })
    house = await aHouse({ library })
    lotte = await house.as('lotte-van-dam')
  })
  after(() => house.close())

  const findings = async (body: string, browser = lotte, more = {}) =>
    (
      await browser
        .post('/editor/findings')
        .send({ plugin: 'desk-protocols', body, ...more })
        .expect(200)
    ).body

  it('the preview is safe, and its links lead where those of the page lead', async () => {
    const body = '## Kop\n\n[Zie ook](open.md) en <script>alert(1)</script> [x](javascript:alert(1))'
    const { html } = (await lotte.post('/editor/preview').send({ plugin: 'desk-protocols', body }).expect(200)).body
    expect(html).to.include('href="/desk-protocols/open"').and.include('<h2')
    expect(html).not.to.include('<script').and.not.include('javascript:')
  })

  it('the findings tell line by line what leads nowhere, and in the language of the writer', async () => {
    const body = '## Stap: Een\n\nKost {bedrag: niets}.\n\n- [Verder](#stap-weg)\n- [Elders](nergens.md)\n'
    const found = (await findings(body)).findings
    expect(found.map(({ line, text }: { line: number; text: string }) => `${line} ${text}`)).to.deep.equal([
      '3 Het bedrag “niets” is er niet.',
      '5 De keuze leidt naar “#stap-weg”, maar die stap is er niet.',
      '6 De link naar “nergens.md” leidt nergens heen.',
    ])
    await lotte.post('/language').type('form').send({ language: 'en' }).expect(303)
    expect((await findings(body)).findings[2].text).to.equal('The link to “nergens.md” leads nowhere.')
    await lotte.post('/language').type('form').send({ language: 'nl' }).expect(303)
  })

  it('the findings say where data on persons stand, without repeating them', async () => {
    const answer = await findings('Eerst.\r\n\r\nVan 111222333 en jan@elders.example.')
    expect(
      answer.findings.map(({ line, column, tone }: Record<string, unknown>) => [line, column, tone]),
    ).to.deep.equal([
      [3, 5, 'alarm'],
      [3, 18, 'warning'],
    ])
    expect(JSON.stringify(answer)).not.to.include('111222333').and.not.include('elders.example')
  })

  it('the readability is told for Dutch, and long sentences are pointed out', async () => {
    const long = `Dit is ${'heel '.repeat(20)}lang.`
    const { findings: found, readability } = await findings(`De kat zit op de mat. Hij slaapt.\n\n${long}`)
    expect(found[0]).to.include({ line: 3, text: 'Lange zin (23 woorden). Maak er twee van.' })
    expect(readability.text).to.match(/^Taalniveau ongeveer (A2|B1|B2)$/)
    expect((await findings(long, lotte, { language: 'en' })).readability).to.equal(undefined)
    expect((await findings('')).readability).to.equal(undefined)
  })

  it('a link to what a writer may not read looks like one to what is not there', async () => {
    const mirjam = await house.as('mirjam-kok')
    const [hidden, absent] = await Promise.all(
      ['[a](geheim.md)', '[a](absent.md)'].map(async (body) => (await findings(body, mirjam)).findings.length),
    )
    expect([hidden, absent]).to.deep.equal([1, 1])
    expect((await findings('[a](geheim.md)')).findings).to.deep.equal([])
  })

  it('links are offered as an item writes them: to items, people and units', async () => {
    const offered = async (q: string, plugin: string) =>
      (await lotte.get('/editor/links').query({ q, plugin }).expect(200)).body.map(({ href }: { href: string }) => href)
    expect(await offered('iedereen', 'desk-protocols')).to.deep.equal(['open.md'])
    expect(await offered('iedereen', 'best-practices')).to.deep.equal(['../desk-protocols/open.md'])
    expect(await offered('mirjam', 'desk-protocols')).to.include('../people/mirjam-kok')
    expect(await offered('burgerz', 'desk-protocols')).to.include('../units/burgerzaken')
  })

  it('what is no text is refused, and what is too large as well', async () => {
    for (const bad of [{}, { plugin: 'desk-protocols', body: 5 }, { plugin: '../x', body: '' }])
      await lotte.post('/editor/preview').send(bad).expect(400)
    const large = { plugin: 'desk-protocols', body: 'x '.repeat(600_000) }
    await lotte.post('/editor/preview').send(large).expect(400)
    expect((await findings(large.body)).findings[0].text).to.match(/^Deze tekst is te groot/)
    await lotte
      .post('/editor/preview')
      .send({ plugin: 'desk-protocols', body: 'x'.repeat(3_000_000) })
      .expect(413)
  })
})
