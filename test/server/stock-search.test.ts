import { expect } from 'chai'
import { importFolder } from '../../server/content/import.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'

describe('The product on a stock lunr.Index', () => {
  let library: string
  let house: TestHouse
  before(async () => {
    library = await aLibrary({
      'desk-protocols/kwijt.md': protocol({ title: 'Paspoort kwijt' }),
      'desk-protocols/geheim.md': protocol({ title: 'Paspoortfraude', visibility: 'editors' }),
    })
    house = await aHouse({ library, settings: { KENNISKOMPAS_SEARCH: 'stock' } })
  })
  after(() => house.close())

  it('finds stems, compounds and misspellings, and only what somebody may read', async () => {
    const [sanne, lotte] = [await house.as('sanne-brouwer'), await house.as('lotte-van-dam')]
    const finds = async (reader: typeof sanne, text: string) =>
      [
        ...(await reader.get('/search').query({ q: text }).expect(200)).text.matchAll(
          /href="\/desk-protocols\/(\w+)"/g,
        ),
      ].map(([, slug]) => slug)
    expect(await finds(sanne, 'paspoorten')).to.deep.equal(['kwijt'])
    expect(await finds(sanne, 'pasport')).to.deep.equal(['kwijt'])
    expect(await finds(lotte, 'paspoort')).to.have.members(['kwijt', 'geheim'])
    expect((await sanne.get('/search/suggestions?q=paspo').expect(200)).text).not.to.match(/fraude/i)
  })

  it('says to editors that it cannot tell of each word, and shows what the score was multiplied by', async () => {
    const lotte = await house.as('lotte-van-dam')
    const { text } = await lotte.get('/search/why?q=paspoort&id=desk-protocols/kwijt').expect(200)
    expect(text)
      .to.include('vertelt niet hoe elk woord telt')
      .and.include('Punten van de woorden samen')
      .and.not.include('staan er niet in')
  })

  it('finds what is published later', async () => {
    const sanne = await house.as('sanne-brouwer')
    await writeInto(library, 'desk-protocols/kameel.md', protocol({ title: 'Kamelenvergunning' }))
    await importFolder(library, house.house, new Date())
    while (!(await sanne.get('/search?q=kamelenvergunning')).text.includes('href="/desk-protocols/kameel"'));
  })
})
