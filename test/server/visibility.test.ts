import { expect } from 'chai'
import { stringify } from 'yaml'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

/** Every way out of the house, and how it shows an item with the word "zonnebloemgeheim" in it. */
const waysOut: Array<{ name: string; path: string }> = [
  { name: 'the page', path: '/desk-protocols/geheim' },
  { name: 'its versions', path: '/desk-protocols/geheim/versions' },
  { name: 'an old version', path: '/desk-protocols/geheim/versions/1' },
  { name: 'the list', path: '/desk-protocols' },
  { name: 'search', path: '/search?q=zonnebloemgeheim' },
  { name: 'search by part of a word', path: '/search?q=zonnebloemgeh' },
  { name: 'the list of everything', path: '/search?q=' },
  { name: 'suggestions', path: '/search/suggestions?q=zonnebloem' },
  { name: 'home', path: '/' },
  { name: 'the page of its owner', path: '/people/mirjam-kok' },
  { name: 'the page of its unit', path: '/units/burgerzaken' },
  { name: 'the page of a related item', path: '/desk-protocols/open' },
]

const cases = [
  { visibility: 'editors', may: ['lotte-van-dam', 'ruben-vos'], mayNot: ['sanne-brouwer', 'pieter-dijk'] },
  { visibility: ['burgerzaken'], may: ['pieter-dijk', 'lotte-van-dam', 'ruben-vos'], mayNot: ['sanne-brouwer'] },
]

for (const { visibility, may, mayNot } of cases) {
  describe(`An item for ${visibility}`, () => {
    let house: TestHouse
    before(async () => {
      const library = await aLibrary({
        'desk-protocols/geheim.md': protocol(
          {
            title: 'Zonnebloemgeheim',
            summary: 'Over het zonnebloemgeheim.',
            keywords: ['zonnebloemgeheim'],
            themes: ['geld-en-schulden'],
            mustRead: { before: '2026-12-31' },
            review: '2026-11-25',
            visibility,
          },
          'Het zonnebloemgeheim.',
        ),
        'desk-protocols/open.md': protocol({ title: 'Open protocol', related: ['desk-protocols/geheim'] }),
      })
      house = await aHouse({ library })
    })
    after(() => house.close())

    for (const { name, path } of waysOut) {
      it(`leaks to nobody else through ${name}`, async () => {
        for (const person of mayNot) {
          const page = await (await house.as(person)).get(path)
          // The word is typed in lower case, and a page repeats what was typed; the item itself has a capital.
          expect(page.text, person).not.to.include('Zonnebloemgeheim')
          expect(page.text, person).not.to.include('href="/desk-protocols/geheim')
        }
      })
    }

    it('is not there, rather than forbidden, for others', async () => {
      for (const person of mayNot) await (await house.as(person)).get('/desk-protocols/geheim').expect(404)
    })

    it('does not count for others: not in totals, facets or themes', async () => {
      for (const person of mayNot) {
        const agent = await house.as(person)
        expect((await agent.get('/search?q=zonnebloemgeheim')).text).to.include('Geen resultaten gevonden')
        expect((await agent.get('/search?q=')).text).not.to.include('value="geld-en-schulden"')
        expect((await agent.get('/')).text).not.to.include('theme=geld-en-schulden')
      }
    })

    it('is found and read by those it is meant for', async () => {
      for (const person of may) {
        const agent = await house.as(person)
        await agent.get('/desk-protocols/geheim').expect(200)
        expect((await agent.get('/search?q=zonnebloemgeheim')).text).to.include('href="/desk-protocols/geheim"')
        expect((await agent.get('/search/suggestions?q=zonnebl')).text).to.include('Zonnebloemgeheim')
      }
    })
  })
}

describe('A unit whose name is a word of visibility', () => {
  let house: TestHouse
  before(async () => {
    const library = await aLibrary(
      {
        'desk-protocols/geheim.md': protocol({ title: 'Zonnebloemgeheim', visibility: 'editors' }),
        'desk-protocols/dubbel.md': protocol({ title: 'Dubbelzinnig', visibility: ['everyone'] }),
      },
      {
        units: [{ slug: 'editors', name: 'Redactie', description: 'Een afdeling.' }],
        persons: [{ slug: 'quinn-smit', name: 'Quinn Smit', function: 'Medewerker', unit: 'editors' }],
      },
    )
    house = await aHouse({ library })
  })
  after(() => house.close())

  it('does not make its people editors', async () => {
    const quinn = await house.as('quinn-smit')
    await quinn.get('/desk-protocols/geheim').expect(404)
    expect((await quinn.get('/')).text).not.to.include('Zonnebloemgeheim')
  })

  it('cannot be named as a reader of an item, which pages and search would read each in their way', () => {
    expect(house.imported?.refused.map(({ id }) => id)).to.deep.equal(['desk-protocols/dubbel'])
  })
})

describe('A version whose front matter cannot be read any more', () => {
  const text = protocol({ title: 'Nu' })
  const kept = [
    { version: 1, text: '---\ntitle: [\n---\n\nZonnebloemgeheim' },
    { version: 2, text },
  ].map((one) => ({ ...one, at: '2026-11-02T09:00:00.000Z', by: 'import', note: '' }))

  let house: TestHouse
  before(async () => {
    const library = await aLibrary({
      'desk-protocols/oud.md': text,
      'history/desk-protocols/oud.yaml': stringify({ versions: kept }),
    })
    house = await aHouse({ library })
  })
  after(() => house.close())

  it('is for editors only, and does not take the others along', async () => {
    const sanne = await house.as('sanne-brouwer')
    const versions = await sanne.get('/desk-protocols/oud/versions').expect(200)
    expect(versions.text).to.include('versions/2').and.not.include('versions/1')
    await sanne.get('/desk-protocols/oud/versions/1').expect(404)
  })

  it('is shown to them as it is', async () => {
    const page = await (await house.as('lotte-van-dam')).get('/desk-protocols/oud/versions/1').expect(200)
    expect(page.text).to.include('Zonnebloemgeheim')
  })
})
