import { expect } from 'chai'
import { Combinations } from '../../server/search/engine/corpus/combinations.ts'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { aDocument, idsOf, question, today } from './library.ts'

const engine = buildEngine(
  [
    aDocument('a', 'Paspoort', '', {
      themes: ['reizen'],
      units: ['burgerzaken'],
      checked: '2026-10-01',
      review: '2026-12-01',
    }),
    aDocument('b', 'Paspoort', '', {
      themes: ['reizen', 'geld'],
      units: ['ict'],
      checked: '2026-01-01',
      review: '2026-11-01',
    }),
    aDocument('c', 'Paspoort', '', { type: 'lesson', themes: ['geld'], units: ['ict'], review: '2027-10-01' }),
  ],
  { synonyms: [] },
)
const ask = (filters: object) =>
  engine.query({ ...question('paspoort'), filters: { ...question('').filters, ...filters } })
const counts = (list: Array<{ value: string; count: number }>) =>
  Object.fromEntries(list.map(({ value, count }) => [value, count]))

describe('Combinations of values', () => {
  it('do not become more while documents change', () => {
    const table = new Combinations()
    const kept = table.take([1, 2])
    let number = table.take([1, 3])
    for (let i = 4; i < 500; i++) {
      table.release(number)
      number = table.take([1, i])
    }
    expect(table.size).to.equal(2)
    expect(table.at(kept)).to.deep.equal([1, 2])
    expect(table.at(number)).to.deep.equal([1, 499])
  })

  it('stay as long as one document has them', () => {
    const table = new Combinations()
    const number = table.take([1])
    expect(table.take([1])).to.equal(number)
    table.release(number)
    expect(table.take([2])).not.to.equal(number)
    expect(table.take([1])).to.equal(number)
  })
})

describe('Facets', () => {
  it('count values, most frequent first', () => {
    const { facets } = ask({})
    expect(facets.type).to.deep.equal([
      { value: 'protocol', count: 2 },
      { value: 'lesson', count: 1 },
    ])
    expect(counts(facets.theme)).to.deep.equal({ geld: 2, reizen: 2 })
  })
  it('ignore their own selection but not that of others', () => {
    const answer = ask({ type: ['lesson'] })
    expect(idsOf(answer)).to.deep.equal(['c'])
    expect(counts(answer.facets.type)).to.deep.equal({ protocol: 2, lesson: 1 })
    expect(counts(answer.facets.theme)).to.deep.equal({ geld: 1 })
  })
  it('take one of the values within a facet and all facets together', () => {
    expect(idsOf(ask({ theme: ['reizen', 'geld'], unit: ['ict'] })).sort()).to.deep.equal(['b', 'c'])
  })
  it('keep a selected value without results in sight', () => {
    const answer = ask({ unit: ['afval'] })
    expect(answer.total).to.equal(0)
    expect(counts(answer.facets.unit)).to.deep.equal({ ict: 2, burgerzaken: 1, afval: 0 })
  })
  it('count what a document became, however often it changed', () => {
    const changing = buildEngine([aDocument('a', 'Paspoort'), aDocument('b', 'Paspoort', '', { themes: ['geld'] })], {
      synonyms: [],
    })
    for (const theme of ['reizen', 'zorg', 'geld', 'wonen']) {
      changing.edit({ put: [aDocument('a', 'Paspoort', '', { themes: [theme] })], gone: [] })
    }
    const { facets } = changing.query(question('paspoort'))
    expect(counts(facets.theme)).to.deep.equal({ geld: 1, wonen: 1 })
    expect(counts(facets.type)).to.deep.equal({ protocol: 2 })
  })
  it('know what is fresh, due and overdue today', () => {
    expect(counts(ask({}).facets.fresh)).to.deep.equal({ 'checked-this-quarter': 1, due: 1, overdue: 1 })
    expect(idsOf(ask({ fresh: ['overdue'] }))).to.deep.equal(['b'])
    expect(today).to.equal('2026-11-22')
  })
  it('put overdue content a little lower, but never below what fits clearly worse', () => {
    const overdue = { review: '2026-11-01' }
    const due = { review: '2027-11-01' }
    const mixed = buildEngine(
      [
        aDocument('overdue', 'Paspoort', '', overdue),
        aDocument('kept up', 'Paspoort', '', due),
        aDocument('in passing', 'Kosten', 'Een paspoort en veel andere zaken kosten geld.', due),
      ],
      { synonyms: [] },
    )
    expect(idsOf(mixed.query(question('paspoort')))).to.deep.equal(['kept up', 'overdue', 'in passing'])
  })
  it('put fresh content a little higher', () => {
    expect(idsOf(ask({ type: ['protocol'] }))).to.deep.equal(['a', 'b'])
  })
  it('name the top themes and units; when nothing is found the themes of everything, and no unit', () => {
    expect(ask({}).topUnits).to.deep.equal(['ict', 'burgerzaken'])
    expect(engine.query(question('zzzz'))).to.deep.include({ topThemes: ['geld', 'reizen'], topUnits: [] })
  })
  it('name no theme that was picked and has nothing of it', () => {
    expect(ask({ theme: ['afval'] }).topThemes).not.to.include('afval')
  })
})
