import { expect } from 'chai'
import { fold } from '../../server/search/engine/analyser/fold.ts'
import { parseQuery } from '../../server/search/engine/question/query-parser.ts'
import { engine, found, library, question } from './library.ts'

describe('Questions that trip a stock Lunr', () => {
  const harmless = [
    'wet:awb',
    'a^b',
    '~',
    '-',
    '+',
    '+-^',
    'title:',
    '*',
    'gemeentehuis~6',
    '~999999',
    '"',
    '""',
    '-"',
    '🙂',
    '\0',
    '__proto__',
    'constructor',
    'a'.repeat(10_000),
    'de '.repeat(5000),
  ]
  for (const text of harmless) {
    it(`answers ${JSON.stringify(text.slice(0, 20))}`, () => {
      expect(engine().query(question(text)).total).to.be.at.least(0)
    })
  }

  const cases: Array<[text: string, why: string, id: string]> = [
    ['+de +paspoort', 'a stop word that must be there does not empty the answer', 'p/paspoort-kwijt'],
    ['paspoorten*', 'a wildcard does not switch off stemming', 'p/paspoort-kind'],
    ['PASPOORT', 'capitals do not matter', 'p/paspoort-kwijt'],
    ['title:paspoort', 'the title is a field in two languages', 'p/paspoort-kwijt'],
    ['wijzig', 'en/of is two words', 'p/huwelijk'],
    ['email', 'email finds e-mail', 'p/geboorte'],
    ['e-mail', 'e-mail finds itself', 'p/geboorte'],
    ['info@gemeentevoorbeeld.nl', 'an address is found whole', 'p/geboorte'],
    ['gemeentevoorbeeld', 'and by its pieces', 'p/geboorte'],
    ['client', 'diacritics are folded in documents', 'p/wmo'],
    ['pâspoort', 'and in questions', 'p/paspoort-kwijt'],
    ['pasfoto', 'an apostrophe s is a plural', 'p/rijbewijs'],
    ['huis', 'z of the plural is s', 'l/huizen'],
    ['idee', 'a plural with diaeresis', 'l/huizen'],
    ['subsidie', 'a plural s after a vowel', 'l/huizen'],
    ['gemeente', 'the same after an e', 'l/huizen'],
    ['lid', 'a plural with another vowel', 'l/huizen'],
    ['kinderen', 'a plural on eren', 'p/paspoort-kind'],
    ['brieven', 'f of the singular is v', 'p/uitkering'],
    ['aanvragen', 'a participle is its verb', 'p/uitkering'],
  ]
  for (const [text, why, id] of cases) it(`${text}: ${why}`, () => expect(found(text)).to.include(id))

  it('folds all letters with signs that Dutch writes', () => {
    expect([...'éèêëáàâäíìîïóòôöúùûüçñÉÇ'].map(fold).join('')).to.equal('eeeeaaaaiiiioooouuuucnec')
  })

  it('lets the small words of both languages pass in a library of both', () => {
    for (const text of ['the application for a passport', 'passport applications at the embassy'])
      expect(found(text)[0], text).to.equal('e/passport')
    expect(found('een paspoort voor het kind')[0]).to.equal('p/paspoort-kind')
    expect(found('the paspoort')[0]).to.equal(found('paspoort')[0])
  })

  it('takes keywords from a list', () => {
    expect(found('protocol kind')[0]).to.equal('p/paspoort-kind')
  })

  it('gives everything for an empty question or a star, and all others for a forbidden word', () => {
    expect(engine().query(question('')).total).to.equal(library.length)
    expect(engine().query(question(' * ')).total).to.equal(library.length)
    expect(
      engine()
        .query(question('-paspoort', { pageSize: 50 }))
        .hits.map(({ id }) => id),
    )
      .to.include('p/rijbewijs')
      .and.not.include('p/paspoort-kwijt')
  })

  it('bounds the number of words', () => {
    expect(parseQuery('paspoort '.repeat(300)).words).to.have.length(24)
  })
})

describe('Signs that mean something', () => {
  it('demands a word with +', () => {
    expect(found('paspoort +kind')).to.deep.equal(['p/paspoort-kind'])
  })
  it('leaves out a word with -', () => {
    expect(found('paspoort -kind')).to.include('p/paspoort-kwijt').and.not.include('p/paspoort-kind')
  })
  it('keeps quoted words together, apart from stop words', () => {
    expect(found('"paspoort kind"')).to.deep.equal(['p/paspoort-kind'])
    expect(found('"kind paspoort"')).to.deep.equal([])
    expect(found('-"paspoort kwijt"')).to.not.include('p/paspoort-kwijt')
  })
  it('finishes words with a star', () => {
    expect(found('geboor*')).to.deep.equal(['p/geboorte'])
  })
})
