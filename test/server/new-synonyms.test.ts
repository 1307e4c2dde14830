import { expect } from 'chai'
import { importFolder } from '../../server/content/import.ts'
import { aHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 100))

describe('Synonyms that change while the product runs', () => {
  it('are taken over, also when the store does not answer at the first try', async () => {
    const library = await aLibrary({ 'desk-protocols/kwijt.md': protocol() })
    const { house, faults, as, close } = await aHouse({ library })
    try {
      const answering = house.referenceStore.texts
      house.referenceStore.texts = () => {
        house.referenceStore.texts = answering
        throw new Error('The store does not answer')
      }
      await writeInto(library, 'synonyms.yaml', '- [paspoort, zonnebloem]\n')
      await importFolder(library, house, new Date())
      const sanne = await as('sanne-brouwer')
      while (!(await sanne.get('/search?q=zonnebloem')).text.includes('href="/desk-protocols/kwijt"')) await aMoment()
      expect(faults.map(String)).to.deep.equal(['Error: The store does not answer'])
    } finally {
      await close()
    }
  })
})
