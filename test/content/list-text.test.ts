import { expect } from 'chai'
import {
  entriesIn,
  keyOf,
  mergedList,
  withEntry,
  withEntryInstead,
  withoutEntry,
} from '../../server/search-curation/list-text.ts'

const text = `# Words that mean the same.

# Reizen
- [paspoort, reisdocument]
- [rijbewijs, roze pasje]

# Wonen
- [kliko, container]
`
const said = (list: string | undefined) => entriesIn(list ?? '').map(({ entry }) => entry)

describe('A list of search as a file', () => {
  it('keeps its comments and the order of its entries when one is added, changed or taken out', () => {
    expect(withEntry(text, ['boete', 'bekeuring'])).to.equal(`${text}- [boete, bekeuring]\n`)
    const changed = withEntryInstead(text, keyOf(['kliko', 'container']), ['kliko', 'vuilnisbak'])
    expect(changed).to.equal(text.replace('container', 'vuilnisbak'))
    expect(withoutEntry(text, keyOf(['rijbewijs', 'roze pasje']))).to.equal(
      text.replace('- [rijbewijs, roze pasje]\n', ''),
    )
  })

  it('hands the heading above the first of a part on to the next', () => {
    const left = withoutEntry(text, keyOf(['paspoort', 'reisdocument']))
    expect(left).to.include('# Reizen\n- [rijbewijs, roze pasje]').and.include('# Words that mean the same.')
  })

  it('says so when the entry is not there any more', () => {
    expect(withEntryInstead(text, keyOf(['boete', 'bekeuring']), ['a', 'b'])).to.equal(undefined)
    expect(withoutEntry(text, keyOf(['boete', 'bekeuring']))).to.equal(undefined)
  })

  it('begins in an empty file', () => {
    expect(said(withEntry('', ['a: b', '- c']))).to.deep.equal([['a: b', '- c']])
    const test = { question: 'paspoort kwijt', expects: 'desk-protocols/kwijt' }
    expect(said(withEntry('# Nog niets\n', test))).to.deep.equal([test])
  })

  it('is put together from what the app and the folder made of it', () => {
    const app = withEntry(withoutEntry(text, keyOf(['rijbewijs', 'roze pasje'])) ?? '', ['boete', 'bekeuring'])
    const folder = '- [paspoort, reisdocument]\n- [rijbewijs, roze pasje]\n- [trouwen, bruiloft]\n'
    expect(said(mergedList(app, text, folder))).to.deep.equal([
      ['paspoort', 'reisdocument'],
      ['boete', 'bekeuring'],
      ['trouwen', 'bruiloft'],
    ])
  })

  it('has nothing doubled when the folder brings what the app already has', () => {
    const app = withEntry(text, ['boete', 'bekeuring'])
    expect(mergedList(app, text, app)).to.equal(app)
  })
})
