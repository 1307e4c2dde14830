import { expect } from 'chai'
import fc from 'fast-check'
import { parseQuery } from '../../server/search/engine/question/query-parser.ts'
import { engine, question, typed } from './library.ts'

const seed = 20261122
const pieces = fc.constantFrom(
  'paspoort',
  'rijbewijs',
  'de',
  '+',
  '-',
  '"',
  '*',
  '~9',
  '~',
  '^',
  '^3',
  'titel:',
  ':',
  '(',
  ' ',
  "'s",
  'é',
  '\u0301',
  '🙂',
  '\ud800',
  '<b>',
  '@',
  '/',
)
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(pieces, { maxLength: 40 }).map((list) => list.join('')),
)

describe('Any text', () => {
  it('gets an answer in which everything adds up', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const answer = engine().query(question(text, { pageSize: 100 }))
        expect(answer.hits).to.have.length(answer.total)
        expect(answer.facets.type.reduce((sum, { count }) => sum + count, 0)).to.equal(answer.total)
        for (const { score, titleHtml, snippetHtml } of answer.hits) {
          expect(score).to.be.at.least(0)
          expect(`${titleHtml}${snippetHtml}`.replace(/<\/?mark>/g, '')).to.not.match(/[<>]/)
        }
      }),
      { numRuns: 400, seed },
    )
  })

  it('gets suggestions, no more than asked for', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 8 }), (text, limit) => {
        expect(engine().suggest(typed(text, { limit }))).to.have.length.at.most(limit)
      }),
      { numRuns: 400, seed },
    )
  })

  it('gets suggestions that fit in an address, also after a word that is cut off', () => {
    const endless = `a${'\u{20000}'.repeat(40)}`
    const suggested = engine().suggest(typed(`${endless} paspo`))
    expect(suggested).to.not.deep.equal([])
    for (const { text } of suggested) expect(() => encodeURIComponent(text)).to.not.throw()
  })

  const hostile: Record<string, string> = {
    'a pasted page': 'paspoort en rijbewijs kwijt '.repeat(4000),
    'thousands of wildcards': '* '.repeat(5000),
    'many stars': '*a*b*c*~2^9 '.repeat(200),
    'many prefixes': 'pas* rij* huw* ges* aan* '.repeat(20),
    'a thousand minuses': `${'-'.repeat(1000)}paspoort`,
    'filters in filters': 'type:type:type:paspoort '.repeat(50),
    'many phrases': '"paspoort kwijt" '.repeat(100),
    'an endless word': 'paspoort'.repeat(10_000),
    'right to left': '\u202eجواز السفر\u202c paspoort',
    'signs that are no letters': '\0\ud800\udc00\ufeff\u200b'.repeat(50),
  }
  for (const [what, text] of Object.entries(hostile)) {
    it(`reads no more of ${what} than a person would type`, () => {
      const { words, phrases } = parseQuery(text)
      expect(words).to.have.length.at.most(24)
      expect(phrases).to.be.at.most(6)
      expect(engine().query(question(text)).hits).to.have.length.at.most(10)
    })
  }
})
