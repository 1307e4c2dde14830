import { expect } from 'chai'
import { loadAmounts } from '../../server/content/amounts.ts'

const file = `year: 2026
amounts:
  paspoort-volwassene: { label: Paspoort vanaf 18 jaar, value: "€ 88,87", differs: [year, municipality] }
  bezwaartermijn: { label: Termijn voor bezwaar, value: 6 weken }
`

describe('amounts', () => {
  it('gives an amount by its key', () => {
    const amounts = loadAmounts(file)
    expect(amounts.year).to.equal(2026)
    expect(amounts.get('paspoort-volwassene')).to.deep.equal({
      label: 'Paspoort vanaf 18 jaar',
      value: '€ 88,87',
      differs: ['year', 'municipality'],
    })
    expect(amounts.get('bezwaartermijn')?.differs).to.deep.equal([])
    expect(amounts.keys()).to.have.length(2)
  })

  it('knows nothing under the names of an object', () => {
    expect(loadAmounts(file).get('constructor')).to.equal(undefined)
  })

  for (const wrong of [
    'amounts: {}',
    'year: 2026\namounts: { A: { label: a, value: b } }',
    'year: 2026\namounts: { a: { label: a } }',
    'a: [',
  ]) {
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      expect(() => loadAmounts(wrong)).to.throw()
    })
  }
})
