import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText, protocol } from '../support/library.ts'

const phone = '0612345678'
const someone = { function: 'Adviseur', unit: 'burgerzaken', phone }

const pin = itemText({
  title: 'Linkingpin',
  summary: 'Verbindt twee teams.',
  unit: 'burgerzaken',
  owner: 'mirjam-kok',
  themes: ['geld-en-schulden'],
  checked: '2026-11-02',
  person: 'nora-weg',
  deputy: 'otto-weg',
  between: ['burgerzaken', 'belastingen'],
  topic: 'Zonnebloemen',
  since: '2026-01-01',
})

describe('Somebody who left', () => {
  let house: TestHouse
  before(async () => {
    const library = await aLibrary(
      {
        'desk-protocols/zonnebloem.md': protocol({ title: 'Zonnebloem', owner: 'nora-weg', deputy: 'otto-weg' }),
        'linking-pins/pin.md': pin,
      },
      {
        persons: [
          { slug: 'nora-weg', name: 'Nora Weg', active: false, ...someone },
          { slug: 'otto-weg', name: 'Otto Weg', active: false, ...someone },
          { slug: 'petra-hier', name: 'Petra Hier', ...someone, phone: '0701234567', deputy: 'otto-weg' },
        ],
      },
    )
    house = await aHouse({ library })
  })
  after(() => house.close())

  for (const path of [
    '/search?q=zonnebloem',
    '/desk-protocols/zonnebloem',
    '/linking-pins/pin',
    '/linking-pins/network',
    '/people',
    '/people/petra-hier',
    '/units/burgerzaken',
    '/',
  ]) {
    it(`can be called by nobody through ${path}`, async () => {
      const page = await (await house.as('pieter-dijk')).get(path).expect(200)
      expect(page.text).not.to.include(phone)
    })
  }

  it('stands in for nobody', async () => {
    const page = await (await house.as('pieter-dijk')).get('/people/petra-hier').expect(200)
    expect(page.text).to.include('Petra Hier').and.not.include('Otto Weg')
  })

  it('keeps their name on what they owned, without a link to a page that is gone', async () => {
    const page = await (await house.as('pieter-dijk')).get('/desk-protocols/zonnebloem').expect(200)
    expect(page.text).to.include('Nora Weg').and.not.include('href="/people/nora-weg"')
  })

  it('is no deputy of a linking pin', async () => {
    const page = await (await house.as('pieter-dijk')).get('/linking-pins/pin').expect(200)
    expect(page.text).to.include('Geen vervanger')
  })
})
