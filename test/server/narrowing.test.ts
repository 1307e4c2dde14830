import { expect } from 'chai'
import { importFolder } from '../../server/content/import.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'

const file = 'desk-protocols/zonnebloem.md'
const zonnebloem = (visibility: unknown) =>
  protocol({ title: 'Zonnebloemzaak', themes: ['geld-en-schulden'], visibility }, 'Over de Distelkwestie.')

const waysToFind = [
  '/search?q=zonnebloemzaak',
  '/search?q=distelkwestie',
  '/search?theme=geld-en-schulden',
  '/desk-protocols',
  '/search/suggestions?q=zonnebl',
]

describe('An item that is hidden while people search', () => {
  let house: TestHouse
  let library: string
  const show = async (person: string, path: string) => (await (await house.as(person)).get(path)).text

  beforeEach(async () => {
    library = await aLibrary({ [file]: zonnebloem('everyone') })
    house = await aHouse({ library })
  })
  afterEach(() => house.close())

  /** Changes the store as any other process would; the index is built anew only some time after. */
  async function change(files: Record<string, string>): Promise<void> {
    for (const [path, text] of Object.entries(files)) await writeInto(library, path, text)
    await importFolder(library, house.house, new Date())
  }

  it('is found by nobody else from that moment, before the index knows', async () => {
    for (const path of waysToFind) expect(await show('sanne-brouwer', path), path).to.include('Zonnebloemzaak')
    await change({ [file]: zonnebloem('editors') })
    for (const path of waysToFind) expect(await show('sanne-brouwer', path), path).not.to.include('Zonnebloemzaak')
    expect(await show('sanne-brouwer', '/search/suggestions?q=distelkw')).to.equal('[]')
    expect(await show('sanne-brouwer', '/search?q=distelkwesti')).not.to.match(/distelkwestie/i)
  })

  it('does not count any more, in facets and in totals', async () => {
    expect(await show('sanne-brouwer', '/search?type=protocol')).to.include('value="geld-en-schulden"')
    await change({ [file]: zonnebloem('editors') })
    const page = await show('sanne-brouwer', '/search?type=protocol')
    expect(page).not.to.include('value="geld-en-schulden"')
    expect(page).to.include('Geen resultaten gevonden')
  })

  it('is still found by those it is for', async () => {
    await change({ [file]: zonnebloem(['burgerzaken']) })
    for (const path of waysToFind) expect(await show('mirjam-kok', path), path).to.include('Zonnebloemzaak')
  })
})
