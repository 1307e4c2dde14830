import { expect } from 'chai'
import fc from 'fast-check'
import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { Engine } from '../../server/search/engine/engine.ts'
import { lunrScores } from '../../server/search/engine/question/match.ts'
import type { Edit, SearchDocument, SearchReader, SearchRequest } from '../../server/search/index.ts'
import { stockLunr, stockScores } from '../support/stock-lunr.ts'
import { aDocument, colleague, editor, question, synonyms } from './library.ts'

const lexicon =
  `paspoort paspoorten paspoortaanvraag aanvraag aanvragen aangevraagd kind kinderen kinderopvang opvang gemeente
  gemeentehuis huis huizen balie baliemedewerker medewerker medewerkers cliëntondersteuning ondersteuning cliënt vergunning
  alcoholvergunning alcohol rijbewijs verloren kwijt contactpersoon linking-pin e-mail foto's de een passport applications`.split(
    /\s+/,
  )
const texts = fc.array(fc.constantFrom(...lexicon), { maxLength: 9 }).map((words) => words.join(' '))
const someOf = (...values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 })
const date = fc.constantFrom('2026-01-05', '2026-11-01', '2026-12-01')
const ids = fc.constantFrom(...'abcdefghij')

const documents: fc.Arbitrary<SearchDocument> = fc
  .record({
    id: ids,
    title: texts,
    body: texts,
    summary: texts,
    keywords: fc.array(fc.constantFrom(...lexicon), { maxLength: 2 }),
    type: fc.constantFrom('protocol', 'lesson', 'person'),
    language: fc.constantFrom('nl', 'nl', 'nl', 'en'),
    themes: someOf('reizen', 'geld', 'zorg'),
    units: someOf('burgerzaken', 'ict'),
    checked: date,
    review: date,
    readers: fc.constantFrom('everyone', 'everyone', 'editors', ['klantcontact'], ['ict']),
  } as const)
  .map(({ id, title, body, ...more }) => aDocument(id, title, body, more as Partial<SearchDocument>))

type Change = Edit | 'compact'
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ put: fc.array(documents, { maxLength: 4 }), gone: fc.array(ids, { maxLength: 2 }) }),
    },
    { weight: 1, arbitrary: fc.constant('compact' as const) },
  ),
  { minLength: 1, maxLength: 12 },
)

const asked = fc.array(
  fc.tuple(
    fc.constantFrom('', '', '+', '-'),
    fc.constantFrom(...lexicon, 'paspoortt', 'vergun'),
    fc.constantFrom('', '', '*'),
  ),
  { maxLength: 4 },
)
const questions = fc.oneof(
  asked.map((words) => words.map((parts) => parts.join('')).join(' ')),
  texts.map((text) => `"${text}"`),
)
const readers: fc.Arbitrary<SearchReader> = fc.constantFrom(colleague, editor, { role: 'reader', units: ['ict'] })

/** What is there in the end, in the order in which it came. */
function remaining(all: Change[]): SearchDocument[] {
  const present = new Map<string, SearchDocument>()
  for (const change of all) {
    if (change === 'compact') continue
    for (const id of change.gone) present.delete(id)
    for (const document of change.put) present.set(document.id, document)
  }
  return [...present.values()]
}

/** Makes all changes, one by one; what comes as one edit may also be made at once. */
function make(all: Change[], { edit, compact }: { edit(edit: Edit): void; compact(): Iterable<void> }): void {
  for (const change of all) {
    if (change === 'compact') for (const _ of compact());
    else edit(change)
  }
}

describe('The index after any edits', () => {
  it('gives the documents and scores of a new lunr.Index', () => {
    const terms = new Corpus()
    terms.edit({ put: lexicon.map((word, i) => aDocument(String(i), word)), gone: [] })
    const known = terms.vocabulary
      .words()
      .flatMap(({ stem, parts = [] }) => [stem.text, ...parts.map(({ text }) => text)])
    const boost = fc.double({ min: 0.05, max: 4, noNaN: true })
    const boosts = fc.array(fc.tuple(fc.constantFrom(...known, 'onbekend'), boost), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(changes, fc.array(boosts, { minLength: 1, maxLength: 5 }), (all, queries) => {
        const live = new Corpus()
        make(all, { edit: (one) => live.edit(one), compact: () => live.compact() })
        const fresh = new Corpus()
        fresh.edit({ put: remaining(all), gone: [] })
        const stock = stockLunr(fresh)
        for (const pairs of queries) {
          const wanted = stockScores(stock, new Map(pairs))
          const own = lunrScores(new Map(pairs), live)
          const found = [...own.keys()].filter((place) => live.reading(place) && (own[place] as number) > 0)
          expect(found.map((place) => live.document(place).id)).to.have.members([...wanted.keys()])
          for (const place of found) {
            const score = wanted.get(live.document(place).id) ?? 0
            expect(own[place]).to.be.closeTo(score, 1e-9 * score)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the answers and suggestions of one that was made at once', () => {
    const asked = fc.record({ text: questions, reader: readers, withheld: fc.uniqueArray(ids, { maxLength: 2 }) })
    fc.assert(
      fc.property(changes, fc.array(asked, { minLength: 1, maxLength: 5 }), (all, requests) => {
        const live = new Engine()
        live.learn({ synonyms })
        make(all, { edit: (one) => live.edit(one), compact: () => live.compact() })
        const fresh = new Engine()
        fresh.learn({ synonyms })
        fresh.edit({ put: remaining(all), gone: [] })
        expect(live.size).to.equal(fresh.size)
        for (const { text, reader, withheld } of requests) {
          const request: SearchRequest = question(text, { reader, withheld, pageSize: 20 })
          expect(live.query(request)).to.deep.equal(fresh.query(request))
          expect(live.suggest(text, reader, 9, withheld)).to.deep.equal(fresh.suggest(text, reader, 9, withheld))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('cuts compounds by words of two documents as soon as there are more than a thousand, and back', () => {
    const filler = Array.from({ length: 999 }, (_, i) => aDocument(`f${i}`, `Vulling ${i}`))
    const compound = aDocument('compound', 'Zonnebloemveld')
    const parts = aDocument('parts', 'Zonnebloem op een veld')
    const live = new Engine()
    live.edit({ put: [...filler, compound], gone: [] })
    const finds = () => live.query(question('veld', { pageSize: 20 })).hits.map(({ id }) => id)
    expect(finds()).to.deep.equal([])
    live.edit({ put: [parts], gone: ['f0'] })
    expect(finds()).to.have.members(['parts', 'compound'])
    live.edit({ put: filler.slice(0, 1), gone: [] })
    expect(finds()).to.have.members(['parts'])
    live.edit({ put: [aDocument('more', 'Veld en zonnebloem')], gone: [] })
    expect(finds()).to.have.members(['parts', 'more', 'compound'])
    live.edit({ put: [], gone: ['more', 'f1', 'f2'] })
    expect(finds()).to.have.members(['parts', 'compound'])
  })
})
