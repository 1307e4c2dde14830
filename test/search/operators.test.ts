import { expect } from 'chai'
import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { buildEngine } from '../../server/search/engine/engine.ts'
import { find } from '../../server/search/engine/finding/found.ts'
import { taughtBy } from '../../server/search/engine/finding/taught.ts'
import { parseQuery } from '../../server/search/engine/question/query-parser.ts'
import { readTypedFilters } from '../../server/search/engine/question/typed-filters.ts'
import { aDocument, idsOf, question } from './library.ts'

const documents = [
  aDocument('parkeer', 'Parkeerkaarten', 'Een bewoner vraagt een parkeerkaart aan.'),
  aDocument('leges', 'Legeskaart', 'Wat een paspoort kost.'),
  aDocument('paspoort', 'Paspoort aanvragen', 'Neem een pasfoto mee.'),
  aDocument('passen', 'Verloren passen', 'Een paspoort, een bibliotheekpas en een bankpas.'),
  aDocument('huis', 'Gemeentehuis', 'Trouwen kan hier ook. Een afspraak is nodig.'),
  aDocument('post', 'Post'),
  aDocument('kost', 'Kosten', 'Een afspraak kost niets. Een paspoort wel.'),
]
const engine = buildEngine(documents, { synonyms: [] })
const found = (text: string) => idsOf(engine.query(question(text, { pageSize: 50 })))

describe('Signs in a question', () => {
  const cases: Array<[text: string, why: string, ids: string[]]> = [
    ['*kaart', 'a star before a word is for any beginning, also of the plural', ['leges', 'parkeer']],
    ['*kaarten', 'and the plural finds the singular', ['leges', 'parkeer']],
    ['*poorten*', 'also with a star at both ends', ['kost', 'leges', 'paspoort', 'passen']],
    ['*huizen', 'and where the singular has other letters', ['huis']],
    ['pas*t', 'a star within a word is for any letters', ['kost', 'leges', 'paspoort', 'passen']],
    ['p*r*kaart', 'also twice', ['parkeer']],
    ['-*kaart paspoort', 'what has such a word can be left out', ['kost', 'paspoort', 'passen']],
    ['-pas* afspraak', 'and what begins so', ['huis']],
    ['+*kaart +parkeer*', 'or must be there', ['parkeer']],
    ['pashpoort~1', 'so many letters may differ', ['kost', 'leges', 'paspoort', 'passen']],
    ['post', 'a word that is known has only itself', ['post']],
    ['post~1', 'unless others may stand for it', ['kost', 'leges', 'post']],
    ['-afspraaak~ kosten', 'what looks like it can be left out', ['leges']],
    ['titel:paspoort', 'only titles count', ['paspoort']],
    ['title:paspoort', 'in English too', ['paspoort']],
    ['Titel: paspoort', 'also with a space', ['paspoort']],
    ['-titel:paspoort paspoort', 'what has it in its title can be left out', ['kost', 'leges', 'passen']],
    ['titel:*kaart', 'with stars', ['leges', 'parkeer']],
    ['titel:"paspoort aanvragen"', 'and words together', ['paspoort']],
    ['titel:"een paspoort"', 'which are not looked for in the text', ['paspoort']],
    ['titel:pasfoto', 'a word of the text alone is in no title', []],
  ]
  for (const [text, why, ids] of cases) it(`${text}: ${why}`, () => expect(found(text).sort()).to.deep.equal(ids))

  it('let a word count more', () => {
    expect(found('afspraak^9 pasfoto')[0]).to.not.equal(found('afspraak pasfoto^9')[0])
    expect(found('afspraak pasfoto^9')[0]).to.equal('paspoort')
    expect(found('afspraak^999999 pasfoto')).to.deep.equal(found('afspraak^10 pasfoto'))
  })

  it('mark what they stand for', () => {
    const [hit] = engine.query(question('parkeer*kaart')).hits
    expect(hit?.titleHtml).to.equal('<mark>Parkeerkaarten</mark>')
  })

  it('explain what they stand for', () => {
    const why = engine.explain(question('*kaart'), 'parkeer')
    expect(why?.words.map(({ words, kind }) => `${words} ${kind}`)).to.include('*kaart alike')
  })

  it('are no unknown filter, and may stand beside known ones', () => {
    const known = [{ facet: 'type' as const, names: ['soort'], values: [{ value: 'lesson', names: ['les'] }] }]
    const typed = readTypedFilters('titel:paspoort soort:les title:"een les"', known)
    expect(typed).to.deep.include({ unread: [], words: 'titel:paspoort title:"een les"' })
    expect(typed.filters).to.have.length(1)
  })

  it('mean nothing by themselves, and never more than is sensible', () => {
    const plain = { prefix: false, slips: 0, times: 1, inTitle: false }
    const words = (text: string) => parseQuery(text).words.map(({ start, end, presence, ...word }) => word)
    expect(words('~ ^ ~9 ^3 * titel:')).to.deep.equal([{ surface: 'titel', ...plain }])
    expect(words('kaart~999999^0')).to.deep.equal([{ ...plain, surface: 'kaart', slips: 2 }])
    expect(words('*a* a^b')).to.deep.equal([
      { ...plain, surface: 'a', prefix: true },
      { ...plain, surface: 'a' },
      { ...plain, surface: 'b' },
    ])
    expect(words('linking-p*n^2')).to.deep.equal([
      { ...plain, surface: 'linking', times: 2 },
      { ...plain, surface: 'p*n', times: 2 },
    ])
  })

  it('cost no more than a bounded number of looks through all words', () => {
    const corpus = new Corpus()
    corpus.edit({ put: documents, gone: [] })
    const like = corpus.vocabulary.like.bind(corpus.vocabulary)
    let looks = 0
    corpus.vocabulary.like = (...given) => {
      looks++
      return like(...given)
    }
    const { plan, effort } = find(question('*a*a* -*b*b* +c*c '.repeat(9)), corpus, taughtBy({ synonyms: [] }))
    expect(looks).to.equal(3)
    expect(effort.spent.patterns).to.equal(3)
    expect(plan.groups.flatMap(({ alternatives }) => alternatives)).to.have.length.at.most(48)
  })

  it('leave out no more words than is sensible, however many are asked for', () => {
    const corpus = new Corpus()
    const body = Array.from({ length: 700 }, (_, i) => `b${i}`).join(' ')
    corpus.edit({ put: [aDocument('all', 'Alles', body)], gone: [] })
    const leftOut = (text: string) => find(question(text), corpus, taughtBy({ synonyms: [] })).plan.forbidden.length
    expect(leftOut('-b*')).to.be.within(400, 501)
    expect(leftOut('-b* '.repeat(24))).to.be.within(400, 524)
  })
})
