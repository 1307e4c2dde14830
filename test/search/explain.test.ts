import { expect } from 'chai'
import fc from 'fast-check'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { aDocument, colleague, editor, library, question, synonyms } from './library.ts'

const lessons = {
  synonyms,
  pinned: [{ questions: ['paspoort kwijt'], ids: ['p/rijbewijs'] }],
  chosen: [{ question: 'paspoort kwijt', id: 'p/paspoort-kind', count: 50 }],
}
const secret = aDocument('g/zwartboek', 'Paspoort zwartboek', '', { readers: 'editors' })
const dated = library.map((one, i) => ({ ...one, checked: '2026-11-01', review: i % 2 ? '2026-01-01' : '2027-01-01' }))
const engine = buildEngine([...dated, secret], lessons)

const words = [
  'paspoort',
  'kwijt',
  'vermissing',
  'reisdocument',
  'kind',
  'rijbewijs',
  'wie',
  'protocol',
  'huwelijkk',
  'client',
]
const texts = fc.array(
  fc.constantFrom(
    ...words,
    '"paspoort"',
    '-kind',
    'uitker*',
    '*poort',
    'kin~1',
    'kwijt^3',
    'titel:paspoort',
    'cliëntondersteuning',
  ),
  {
    maxLength: 5,
  },
)

describe('Why a result stands where it stands', () => {
  it('adds up to its score and names its place, for any question', () => {
    fc.assert(
      fc.property(texts, (chosen) => {
        const asked = question(chosen.join(' '), { pageSize: 50 })
        for (const [i, hit] of engine.query(asked).hits.entries()) {
          const why = engine.explain(asked, hit.id)
          expect(why?.place).to.equal(i + 1)
          const [first] = why?.steps ?? []
          if (!first) continue
          const points = why?.words.reduce((sum, word) => sum + word.points, 0) ?? 0
          expect(points).to.be.closeTo(first.score, 1e-9)
          expect(why?.steps.at(-1)?.score).to.be.closeTo(hit.score, 0.0006)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('tells which word was found as what, and what editors and colleagues had to do with it', () => {
    const kinds = (text: string, id: string) =>
      engine.explain(question(text), id)?.words.map(({ term, kind }) => `${term} ${kind}`)
    expect(kinds('reisdocument', 'p/paspoort-kwijt')).to.include('paspoort synonym')
    expect(kinds('aanvraag', 'p/uitkering')).to.deep.equal(['aanvrag exact'])
    const pinned = engine.explain(question('paspoort kwijt'), 'p/rijbewijs')
    expect(pinned).to.include({ pinned: true, place: 1 })
    const often = engine.explain(question('paspoort kwijt'), 'p/paspoort-kind')?.steps
    expect(often?.find(({ kind }) => kind === 'chosen')?.factor).to.be.within(1.01, 1.15)
  })

  it('is not told of what somebody may not read, or did not find', () => {
    expect(engine.explain(question('zwartboek', { reader: colleague }), 'g/zwartboek')).to.equal(undefined)
    expect(engine.explain(question('zwartboek', { reader: editor }), 'g/zwartboek')).not.to.equal(undefined)
    expect(engine.explain(question('huwelijk'), 'p/rijbewijs')).to.equal(undefined)
    expect(engine.explain(question('huwelijk'), 'p/nergens')).to.equal(undefined)
  })
})
