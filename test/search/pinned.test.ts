import { expect } from 'chai'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { type Lessons, unfiltered } from '../../server/search/engine/types.ts'
import { aDocument, colleague, editor, idsOf, library, question, synonyms, today } from './library.ts'

const pinning = (pinned: NonNullable<Lessons['pinned']>, documents = library) =>
  buildEngine(documents, { synonyms, pinned })
const plain = buildEngine(library, { synonyms })
const wanted = { questions: ['paspoort kwijt', 'waar is mijn paspoort'], ids: ['p/rijbewijs', 'p/paspoort-kind'] }

describe('Results that editors put on top', () => {
  const engine = pinning([wanted])
  const found = (text: string, more = {}) => engine.query(question(text, more))

  it('come first, in their order, and are told apart from what search found', () => {
    const { hits } = found('paspoort kwijt')
    expect(hits.map(({ id }) => id).slice(0, 3)).to.deep.equal(['p/rijbewijs', 'p/paspoort-kind', 'p/paspoort-kwijt'])
    expect(hits.map(({ pinned = false }) => pinned).slice(0, 3)).to.deep.equal([true, true, false])
  })

  it('do so for the same question in another order, number or with small words, and for each of its phrasings', () => {
    for (const text of ['Kwijt paspoort', 'de paspoorten kwijt?', 'WAAR is mijn paspoort'])
      expect(idsOf(found(text))[0], text).to.equal('p/rijbewijs')
  })

  it('do not for another question, nor where somebody asks exactly', () => {
    for (const text of [
      'paspoort kwijt rijbewijs',
      '"paspoort kwijt"',
      'paspoort kwijt -kind',
      '',
      'rijbewijs paspoort',
    ])
      expect(found(text), text).to.deep.equal(plain.query(question(text)))
  })

  it('are moved, not doubled: every result is on one page, and counted once', () => {
    const all = idsOf(found('paspoort kwijt', { pageSize: 50 }))
    const pages = [1, 2, 3, 4, 5, 6].flatMap((page) => idsOf(found('paspoort kwijt', { page, pageSize: 1 })))
    expect(pages).to.deep.equal(all.slice(0, 6))
    expect(new Set(all).size).to.equal(all.length)
    expect(found('paspoort kwijt').total).to.equal(all.length)
    const before = plain.query(question('paspoort kwijt', { pageSize: 50 }))
    expect(new Set(all)).to.deep.equal(new Set([...idsOf(before), 'p/rijbewijs', 'p/paspoort-kind']))
  })

  it('keep to the filters', () => {
    const filters = { ...unfiltered, type: ['lesson'] }
    expect(idsOf(found('paspoort kwijt', { filters }))).not.to.include('p/rijbewijs')
  })

  it('do so up to and including their last day', () => {
    const dated = pinning([{ ...wanted, until: today }])
    expect(idsOf(dated.query(question('paspoort kwijt')))[0]).to.equal('p/rijbewijs')
    const later = dated.query(question('paspoort kwijt', { today: '2026-11-23' }))
    expect(later).to.deep.equal(plain.query(question('paspoort kwijt', { today: '2026-11-23' })))
  })

  it('fall out by themselves when they are gone', () => {
    const changing = pinning([wanted])
    changing.edit({ put: [], gone: ['p/rijbewijs'] })
    expect(idsOf(changing.query(question('paspoort kwijt')))[0]).to.equal('p/paspoort-kind')
  })

  it('show nothing to those who may not read them: not in hits, counts or facets', () => {
    const secret = aDocument('g/zwartboek', 'Zwartboek', 'Niemand', { type: 'secret', readers: 'editors' })
    const pinned = [{ questions: ['paspoort kwijt'], ids: ['g/zwartboek'] }]
    const answer = pinning(pinned, [...library, secret]).query(question('paspoort kwijt', { reader: colleague }))
    expect(answer).to.deep.equal(pinning([], [...library, secret]).query(question('paspoort kwijt')))
    expect(
      idsOf(pinning(pinned, [...library, secret]).query(question('paspoort kwijt', { reader: editor })))[0],
    ).to.equal('g/zwartboek')
  })
})

describe('Lessons that are tried out', () => {
  it('answer as if they were learnt, and leave what readers get alone', () => {
    const engine = buildEngine(library, { synonyms })
    const before = engine.query(question('zonnebloem'))
    const lessons = { synonyms: [...synonyms, ['zonnebloem', 'huwelijk']] }
    const [tried] = engine.tryOut(lessons, [question('zonnebloem')])
    expect(tried).to.deep.equal(buildEngine(library, lessons).query(question('zonnebloem')))
    expect(tried?.total).to.equal(1)
    expect(engine.query(question('zonnebloem'))).to.deep.equal(before)
  })
})
