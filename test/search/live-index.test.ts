import { expect } from 'chai'
import fc from 'fast-check'
import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { Engine } from '../../server/search/engine/engine.ts'
import { lunrScores } from '../../server/search/engine/question/match.ts'
import type {
  Edit,
  SearchAnswer,
  SearchDocument,
  SearchHit,
  SearchReader,
  SearchRequest,
} from '../../server/search/index.ts'
import { aDocument, colleague, editor, question, synonyms, typed } from './library.ts'

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

type Change = Edit | 'compact' | 'reload'
const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ put: fc.array(documents, { maxLength: 4 }), gone: fc.array(ids, { maxLength: 2 }) }),
    },
    { weight: 1, arbitrary: fc.constantFrom('compact', 'reload') },
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
    if (typeof change === 'string') continue
    for (const id of change.gone) present.delete(id)
    for (const document of change.put) present.set(document.id, document)
  }
  return [...present.values()]
}

/** What all changes make of something empty, one by one; to reload is to make it anew of what it dumps. */
function made<T extends Pick<Corpus, 'edit' | 'compact' | 'dump' | 'load'>>(all: Change[], empty: () => T): T {
  let one = empty()
  for (const change of all) {
    if (change === 'compact') for (const _ of one.compact());
    else if (change === 'reload') {
      const snapshot = [...one.dump()]
      one = empty()
      one.load(snapshot)
    } else one.edit(change)
  }
  return one
}

function taught(kind?: 'live' | 'stock'): Engine {
  const engine = new Engine(kind)
  engine.learn({ synonyms })
  return engine
}

/** What Lunr gives for these terms, by the ids of documents. */
function scoresIn(corpus: Corpus, asked: ReadonlyMap<string, number>): Map<string, number> {
  const scores = lunrScores(asked, corpus)
  const found = [...scores.keys()].filter((place) => corpus.reading(place) && (scores[place] as number) > 0)
  return new Map(found.map((place) => [corpus.document(place).id, scores[place] as number]))
}

/** The same answers, though what scores alike may come in another order: Lunr divides at another moment. */
function expectSame({ hits, ...rest }: SearchAnswer, { hits: wantedHits, ...wanted }: SearchAnswer): void {
  expect(rest).to.deep.equal(wanted)
  for (const [i, hit] of hits.entries()) expect(hit.score).to.be.closeTo(wantedHits[i]?.score ?? 0, 0.0011)
  const unscored = (all: SearchHit[]) => all.map((hit) => ({ ...hit, score: 0 }))
  expect(unscored(hits)).to.have.deep.members(unscored(wantedHits))
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
        const live = made(all, () => new Corpus())
        const stock = new Corpus('stock')
        stock.edit({ put: remaining(all), gone: [] })
        for (const pairs of queries) {
          const wanted = scoresIn(stock, new Map(pairs))
          const own = scoresIn(live, new Map(pairs))
          expect([...own.keys()]).to.have.members([...wanted.keys()])
          for (const [id, score] of wanted) expect(own.get(id)).to.be.closeTo(score, 1e-9 * score)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the answers and suggestions of one that was made at once', () => {
    const asked = fc.record({ text: questions, reader: readers, withheld: fc.uniqueArray(ids, { maxLength: 2 }) })
    fc.assert(
      fc.property(changes, fc.array(asked, { minLength: 1, maxLength: 5 }), (all, requests) => {
        const live = made(all, () => taught())
        const fresh = taught()
        fresh.edit({ put: remaining(all), gone: [] })
        expect(live.size).to.equal(fresh.size)
        for (const { text, reader, withheld } of requests) {
          const request: SearchRequest = question(text, { reader, withheld, pageSize: 20 })
          expect(live.query(request)).to.deep.equal(fresh.query(request))
          expect(live.suggest(typed(text, { reader, withheld }))).to.deep.equal(
            fresh.suggest(typed(text, { reader, withheld })),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the answers and suggestions of the same edits to a lunr.Index', () => {
    const asked = fc.record({ text: questions, reader: readers, withheld: fc.uniqueArray(ids, { maxLength: 2 }) })
    fc.assert(
      fc.property(changes, fc.array(asked, { minLength: 1, maxLength: 5 }), (all, requests) => {
        const live = made(all, () => taught('live'))
        const stock = made(all, () => taught('stock'))
        for (const { text, reader, withheld } of requests) {
          const request: SearchRequest = question(text, { reader, withheld, pageSize: 20 })
          expectSame(live.query(request), stock.query(request))
          expect(live.suggest(typed(text, { reader, withheld }))).to.deep.equal(
            stock.suggest(typed(text, { reader, withheld })),
          )
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

  it('is not taken over from a snapshot that is broken off or of another format', () => {
    const [head, ...rest] = [...taught().dump()]
    expect(() => taught().load([head as Uint8Array, ...rest.slice(1)].slice(0, 3))).to.throw()
    const other = new TextEncoder().encode('{"format":0,"size":0,"readers":[]}')
    expect(() => taught().load([other, ...rest])).to.throw('format 0')
  })
})
