import { expect } from 'chai'
import { stringify } from 'yaml'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

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
