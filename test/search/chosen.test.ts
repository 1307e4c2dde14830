import { expect } from 'chai'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { pushOf } from '../../server/search/engine/finding/chosen.ts'
import { aDocument, question } from './library.ts'

const documents = [
  aDocument('p/een', 'Hondenbelasting', 'Zo meld je een hond aan voor de belasting.'),
  aDocument('p/twee', 'Hondenbelasting', 'Zo meld je een hond weer af voor de belasting.'),
  aDocument('p/ver', 'Parkeren', 'Een vergunning voor de wijk. Over hondenbelasting gaat een ander protocol.'),
  aDocument('g/geheim', 'Hondenbelasting', 'Hond', { readers: 'editors' }),
]
const chosen = (id: string, count: number, text = 'hondenbelasting') => ({ question: text, id, count })
const asked = (text: string, ...lessons: Array<ReturnType<typeof chosen>>) =>
  buildEngine(documents, { synonyms: [], chosen: lessons }).query(question(text))
const ids = (...given: Parameters<typeof asked>) => asked(...given).hits.map(({ id }) => id)

describe('What many chose for a question', () => {
  it('stands before what fits as well, and says so', () => {
    for (const id of ['p/een', 'p/twee']) {
      const { hits } = asked('hondenbelasting', chosen(id, 30))
      expect(hits[0]).to.include({ id, chosen: true })
      expect(hits[1]).not.to.have.property('chosen')
    }
  })

  it('is the same question in another order, number or case', () => {
    const lesson = chosen('p/twee', 30, 'hond aanmelden')
    for (const text of ['aanmelden hond', 'Honden aanmelden'])
      expect(asked(text, lesson).hits.find(({ id }) => id === 'p/twee')).to.have.property('chosen', true)
    expect(asked('hond', lesson).hits.every((hit) => !hit.chosen)).to.equal(true)
  })

  it('never passes what clearly fits better, however often it was chosen', () => {
    expect(ids('hondenbelasting', chosen('p/ver', 1_000_000)).at(-1)).to.equal('p/ver')
  })

  it('counts from three on, and at most for fifteen per cent', () => {
    expect([0, 1, 2].map(pushOf)).to.deep.equal([1, 1, 1])
    expect(pushOf(3)).to.be.closeTo(1.05, 1e-9)
    expect(pushOf(9)).to.be.closeTo(1.1, 1e-9)
    expect([27, 28, 1e9].every((count) => Math.abs(pushOf(count) - 1.15) < 1e-9)).to.equal(true)
  })

  it('shows nobody what they may not read, and moves nothing else for them', () => {
    const secret = [chosen('g/geheim', 50), chosen('p/weg', 50)]
    expect(asked('hondenbelasting', ...secret)).to.deep.equal(asked('hondenbelasting'))
  })

  it('brings up nothing that does not match', () => {
    expect(ids('parkeren', chosen('p/een', 50, 'parkeren'))).to.deep.equal(['p/ver'])
  })
})
