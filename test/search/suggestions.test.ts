import { expect } from 'chai'
import { buildEngine, type Engine } from '../../server/search/engine/engine.ts'
import {
  type Filters,
  type SearchDocument,
  type Suggestion,
  type SuggestRequest,
  unfiltered,
} from '../../server/search/engine/types.ts'
import { aDocument, editor, library, synonyms, today, typed } from './library.ts'

const asked = [
  { text: 'paspoort kwijt wat nu', count: 4 },
  { text: 'rijbewijs kwijt', count: 6 },
  { text: 'paspoort fraudeonderzoek', count: 90 },
  { text: 'paspoort van bert willemsen', count: 80 },
  { text: 'paspoort -kind', count: 70 },
]
const more: SearchDocument[] = [
  aDocument('g/fraude', 'Fraudeonderzoek bij paspoorten', 'Zo gaat het.', { readers: 'editors' }),
  aDocument('u/burgerzaken', 'Burgerzaken', '', { type: 'unit' }),
  aDocument('p/reizen', 'Inenten voor een verre reis', 'Vaccinatie', { themes: ['reizen'] }),
  aDocument('n/reizen', 'Reizen', 'Wie alles weet.', { type: 'pin' }),
  aDocument('m/thijs', 'Thijs Hendriks', '', { type: 'person', summary: 'Adviseur, Burgerzaken' }),
]
const themes = [
  { slug: 'reizen', name: 'Identiteit en reizen', url: '/search?theme=reizen' },
  { slug: 'leeg', name: 'Reizen zonder bestemming', url: '/search?theme=leeg' },
]

describe('Suggestions for unfinished text', () => {
  let engine: Engine
  const suggest = (text: string, more: Partial<SuggestRequest> = {}) => engine.suggest(typed(text, { themes, ...more }))
  const texts = (found: Suggestion[], type: string) => found.filter((one) => one.type === type).map(({ text }) => text)

  before(() => {
    engine = buildEngine([...library, ...more], { synonyms, asked })
  })

  it('name knowledge before who knows of it, also where that is found sooner in the title', () => {
    const found = suggest('rei').filter(({ type }) => ['protocol', 'pin'].includes(type))
    expect(found.map(({ text }) => text)).to.deep.equal(['Inenten voor een verre reis', 'Reizen'])
  })

  it('offer one form of a word, the most usual', () => {
    const words = texts(suggest('paspoo'), 'word')
    expect(words).to.include('paspoort').and.not.include('paspoorten')
    expect(texts(suggest('paspoort'), 'word')).not.to.include('paspoorten')
  })

  it('stay within what was typed as a filter', () => {
    const narrowed = (filters: Partial<Filters>, without: Partial<Filters> = {}) => ({
      narrowed: { filters: { ...unfiltered, ...filters }, without: { ...unfiltered, ...without }, today },
    })
    expect(texts(suggest('paspoort', narrowed({ type: ['lesson'] })), 'protocol')).to.deep.equal([])
    expect(texts(suggest('paspoort', narrowed({ type: ['protocol'] })), 'protocol')).to.include('Paspoort kwijt')
    expect(suggest('burgerz', narrowed({}, { type: ['unit'] })).map(({ type }) => type)).not.to.include('unit')
    const thijs = suggest('thijs', narrowed({ unit: ['wmo-loket'] }))
    expect(texts(thijs, 'person')).to.deep.equal([])
  })

  it('leave out what others asked of everything when a filter was typed', () => {
    const narrowed = { filters: { ...unfiltered, type: ['protocol'] }, today }
    expect(texts(suggest('rijbewijs'), 'asked')).to.deep.equal(['rijbewijs kwijt'])
    expect(texts(suggest('rijbewijs', { narrowed }), 'asked')).to.deep.equal([])
  })

  it('are titles, and words where there is room left', () => {
    const suggestions = suggest('rijb', { limit: 9 })
    expect(texts(suggestions, 'protocol')).to.deep.equal(['Rijbewijs verlengen'])
    expect(texts(suggestions, 'word')).to.deep.equal(['rijbewijs'])
    expect(suggest('rijb', { limit: 1 })).to.have.length(1)
  })

  it('do not mind the small words in between', () => {
    expect(texts(suggest('wie gaat over rijb'), 'protocol')).to.deep.equal(['Rijbewijs verlengen'])
    expect(texts(suggest('mijn paspoort kw'), 'protocol')).to.deep.equal(['Paspoort kwijt'])
  })

  it('say which letters were typed', () => {
    const [title] = suggest('kwijt pas').filter(({ type }) => type === 'protocol')
    expect(title).to.deep.include({
      text: 'Paspoort kwijt',
      url: '/p/paspoort-kwijt',
      typed: [
        [0, 3],
        [9, 14],
      ],
    })
    expect(suggest('cliënt')[0]?.typed).to.deep.equal([[0, 6]])
  })

  it('are persons with what they do, and units', () => {
    expect(suggest('thijs')[0]).to.deep.include({ type: 'person', note: 'Adviseur, Burgerzaken', url: '/m/thijs' })
    expect(texts(suggest('burger'), 'unit')).to.deep.equal(['Burgerzaken'])
  })

  it('are themes, when they lead to something', () => {
    expect(texts(suggest('reiz'), 'theme')).to.deep.equal(['Identiteit en reizen'])
  })

  it('are what has another name', () => {
    expect(texts(suggest('verbindingspersoon'), 'pin')).to.deep.equal(['Linkingpin burgerzaken en Wmo'])
    expect(texts(suggest('roze pasje'), 'protocol')).to.deep.equal(['Rijbewijs verlengen'])
  })

  it('forgive a slip of the pen in the last word, also before it is finished', () => {
    expect(texts(suggest('rijbewjis'), 'protocol')).to.deep.equal(['Rijbewijs verlengen'])
    expect(texts(suggest('rijbwe'), 'protocol')).to.deep.equal(['Rijbewijs verlengen'])
    expect(texts(suggest('paspoort kwjit'), 'protocol')).to.deep.equal(['Paspoort kwijt'])
    expect(suggest('qqqq')).to.deep.equal([])
  })

  it('leave room for every kind', () => {
    const crowd = Array.from({ length: 20 }, (_, i) => aDocument(`p/${i}`, `Bijstand ${i}`, '', { themes: ['geld'] }))
    const people = ['Bijsterveld', 'Bijl', 'Bijvoet', 'Bijma'].map((name) =>
      aDocument(`m/${name}`, name, '', { type: 'person' }),
    )
    const crowded = buildEngine([...crowd, ...people], { synonyms, asked: [{ text: 'bijstand', count: 9 }] })
    const found = crowded.suggest(typed('bij', { themes: [{ slug: 'geld', name: 'Bijstand en geld', url: '/geld' }] }))
    expect(found.map(({ type }) => type)).to.deep.equal([
      'asked',
      ...Array(4).fill('protocol'),
      ...Array(3).fill('person'),
      'theme',
    ])
  })

  describe('that others asked before', () => {
    it('begin with what was typed, the most asked first', () => {
      expect(texts(suggest('kwijt'), 'asked')).to.deep.equal(['rijbewijs kwijt', 'paspoort kwijt wat nu'])
      expect(texts(suggest('pas'), 'asked')).to.deep.equal(['paspoort kwijt wat nu'])
    })

    it('hold no word that not everybody may read, nor a name that stands nowhere, not even for an editor', () => {
      expect(texts(suggest('paspoort fr', { reader: editor }), 'asked')).to.deep.equal([])
      expect(texts(suggest('paspoort van', { reader: editor }), 'asked')).to.deep.equal([])
    })

    it('go away with the last document that has their words', () => {
      const withheld = ['p/paspoort-kwijt']
      expect(texts(suggest('rijbewijs kw', { withheld }), 'asked')).to.deep.equal([])
      engine.edit({ put: [], gone: withheld })
      expect(texts(suggest('rijbewijs kw'), 'asked')).to.deep.equal([])
      engine.edit({ put: library, gone: [] })
      expect(texts(suggest('rijbewijs kw'), 'asked')).to.deep.equal(['rijbewijs kwijt'])
    })

    it('are forgotten when search learns anew', () => {
      engine.learn({ synonyms })
      expect(texts(suggest('kwijt'), 'asked')).to.deep.equal([])
    })
  })
})
