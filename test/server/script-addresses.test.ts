import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const script = 'javascript:alert(document.domain)'

describe('Addresses in an item that would run a script', () => {
  let house: TestHouse
  before(async () => {
    house = await aHouse({
      library: await aLibrary({
        'desk-protocols/keuze.md': protocol(
          {},
          `## Stap: Vraag\n\nKies.\n\n- [Verder](${script})\n- [Stop](#stap-einde)\n`,
        ),
        'desk-protocols/product.md': protocol({ product: { name: 'Paspoort', uri: script } }),
        'desk-protocols/bron.md': protocol({ source: { title: 'Bron', url: script } }),
        'desk-protocols/wet.md': protocol({ legalBasis: [{ label: 'Wet', url: script }] }),
        'desk-protocols/goed.md': protocol({ legalBasis: [{ label: 'Wet', url: 'https://wetten.overheid.nl/x' }] }),
      }),
    })
  })
  after(() => house.close())

  it('are no choices in a protocol', async () => {
    const page = await (await house.as('sanne-brouwer')).get('/desk-protocols/keuze').expect(200)
    expect(page.text).to.include('Verder').and.not.include('javascript:')
  })

  it('are refused in the front matter', () => {
    const refused = house.imported?.refused.map(({ id, problems }) => [id, problems.map(({ field }) => field)])
    expect(refused).to.deep.equal([
      ['desk-protocols/bron', ['source.url']],
      ['desk-protocols/product', ['product.uri']],
      ['desk-protocols/wet', ['legalBasis[0].url']],
    ])
  })

  it('do not stand in the way of ordinary ones', async () => {
    const page = await (await house.as('sanne-brouwer')).get('/desk-protocols/goed').expect(200)
    expect(page.text).to.include('href="https://wetten.overheid.nl/x"')
  })
})
