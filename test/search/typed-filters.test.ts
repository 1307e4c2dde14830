import { expect } from 'chai'
import fc from 'fast-check'
import { type FilterWords, readTypedFilters } from '../../server/search/index.ts'

const known: FilterWords[] = [
  {
    facet: 'type',
    names: ['type', 'soort'],
    values: [
      { value: 'protocol', names: ['protocol', 'Protocollen'] },
      { value: 'lesson', names: ['lesson', 'les', 'Geleerde lessen'] },
    ],
  },
  {
    facet: 'unit',
    names: ['afdeling', 'unit'],
    values: [
      { value: 'burgerzaken', names: ['burgerzaken', 'Burgerzaken en balie'] },
      { value: 'burgerpanel', names: ['burgerpanel'] },
      { value: 'wmo-loket', names: ['wmo-loket', 'Wmo-loket'] },
    ],
  },
]
const read = (text: string) => readTypedFilters(text, known)
const meant = (text: string) =>
  read(text).filters.map(({ facet, value, negated }) => `${negated ? '-' : ''}${facet}:${value}`)

describe('Filters that are typed', () => {
  const cases: Array<[text: string, filters: string[], words: string]> = [
    ['paspoort type:protocol', ['type:protocol'], 'paspoort'],
    ['soort:les paspoort', ['type:lesson'], 'paspoort'],
    ['Soort:LESSEN', ['type:lesson'], ''],
    ['type:protocolen', ['type:protocol'], ''],
    ['-type:les kwijt', ['-type:lesson'], 'kwijt'],
    ['unit:burgerzaken', ['unit:burgerzaken'], ''],
    ['afdeling:burgerz', ['unit:burgerzaken'], ''],
    ['afdeling:"Burgerzaken en balie" kwijt', ['unit:burgerzaken'], 'kwijt'],
    ['afdeling: wmoloket', ['unit:wmo-loket'], ''],
    ['afdeling:"wmo loket', ['unit:wmo-loket'], ''],
    ['type:les type:protocol', ['type:lesson', 'type:protocol'], ''],
  ]
  for (const [text, filters, words] of cases) {
    it(`reads ${text}`, () => {
      expect(meant(text)).to.deep.equal(filters)
      expect(read(text).words).to.equal(words)
    })
  }

  it('leaves what nobody knows among the words, and says so', () => {
    for (const text of ['wet:awb', 'afdeling:kabouters', 'afdeling:burger', 'type:type:type', 'email:jan']) {
      expect(read(text), text).to.deep.equal({ words: text, filters: [], unread: [text] })
    }
  })

  it('says nothing of times, addresses and unfinished filters', () => {
    for (const text of ['12:30', 'https://voorbeeld.nl', 'type:', ':', 'soort:"', 'tijd:12']) {
      expect(read(text), text).to.deep.equal({ words: text, filters: [], unread: [] })
    }
  })

  it('leaves quoted words alone', () => {
    expect(read('"soort:les paspoort" -"type:les"').filters).to.deep.equal([])
  })

  it('reads any text, and no more filters than a person would type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(read(text).filters).to.have.length.at.most(12)
      }),
      { numRuns: 300, seed: 20261122 },
    )
    expect(read('type:les '.repeat(200)).filters).to.have.length(12)
    expect(read(`${'unit:nergens '.repeat(12)}type:les`).filters).to.deep.equal([])
  })
})
