import { expect } from 'chai'
import fc from 'fast-check'
import { Engine } from '../../server/search/engine/engine.ts'
import { readTypedFilters } from '../../server/search/engine/question/typed-filters.ts'
import {
  type FacetName,
  type Filters,
  type FilterWords,
  type SearchAnswer,
  type SearchHit,
  type SearchReader,
  type SearchRequest,
  unfiltered,
} from '../../server/search/index.ts'
import { changes, ids, lexicon, made, remaining, texts } from './edits.ts'
import { aDocument, colleague, editor, question, synonyms, typed } from './library.ts'

/** Words with every sign of the box around them. */
const asked = fc
  .array(
    fc.oneof(
      fc.tuple(
        fc.constantFrom('', '', '+', '-'),
        fc.constantFrom('', '', '', 'titel:', 'title:'),
        fc.constantFrom(...lexicon, 'paspoortt', 'vergun', '*poort', 'k*n', '*aanvra*', '*huizen'),
        fc.constantFrom('', '', '', '*', '~', '~2', '^3', '~1^2'),
      ),
      fc.tuple(
        fc.constantFrom('', '', '-'),
        fc.constantFrom('soort:protocol', 'soort:les', 'thema:geld', 'unit:ict', 'soort:onbekend'),
      ),
    ),
    { maxLength: 5 },
  )
  .map((words) => words.map((parts) => parts.join('')).join(' '))
const together = fc.tuple(fc.constantFrom('', '', '-', 'titel:'), texts).map(([sign, text]) => `${sign}"${text}"`)
const questions = fc.oneof(
  asked,
  asked,
  together,
  fc.tuple(asked, together).map(([words, phrase]) => `${words} ${phrase}`),
)

const filterWords: FilterWords[] = [
  { facet: 'type', names: ['soort'], values: [named('protocol'), named('lesson', 'les'), named('person', 'persoon')] },
  { facet: 'theme', names: ['thema'], values: ['reizen', 'geld', 'zorg'].map((value) => named(value)) },
  { facet: 'unit', names: ['unit'], values: ['burgerzaken', 'ict'].map((value) => named(value)) },
]

function named(value: string, ...names: string[]): FilterWords['values'][number] {
  return { value, names: [value, ...names] }
}

interface Asked {
  text: string
  reader: SearchReader
  withheld: string[]
}

/** A question as it comes from the box, with the filters that are typed in it. */
function requestOf({ text, reader, withheld }: Asked): SearchRequest {
  const { words, filters } = readTypedFilters(text, filterWords)
  const valuesOf = (facet: FacetName, negated: boolean) => [
    ...new Set(filters.filter((one) => one.facet === facet && one.negated === negated).map(({ value }) => value)),
  ]
  const picked = (negated: boolean): Filters => ({
    ...unfiltered,
    type: valuesOf('type', negated),
    theme: valuesOf('theme', negated),
    unit: valuesOf('unit', negated),
  })
  return question(words, { reader, withheld, pageSize: 20, filters: picked(false), without: picked(true) })
}

const readers: fc.Arbitrary<SearchReader> = fc.constantFrom(colleague, editor, { role: 'reader', units: ['ict'] })

function taught(kind?: 'live' | 'stock'): Engine {
  const engine = new Engine(kind)
  engine.learn({ synonyms })
  return engine
}

/** The same answers, though what scores alike may come in another order: Lunr divides at another moment. */
function expectSame({ hits, ...rest }: SearchAnswer, { hits: wantedHits, ...wanted }: SearchAnswer): void {
  expect(rest).to.deep.equal(wanted)
  for (const [i, hit] of hits.entries()) expect(hit.score).to.be.closeTo(wantedHits[i]?.score ?? 0, 0.0011)
  const unscored = (all: SearchHit[]) => all.map((hit) => ({ ...hit, score: 0 }))
  expect(unscored(hits)).to.have.deep.members(unscored(wantedHits))
}

describe('The index after any edits', () => {
  it('gives the answers and suggestions of one that was made at once', () => {
    const asked = fc.record({ text: questions, reader: readers, withheld: fc.uniqueArray(ids, { maxLength: 2 }) })
    fc.assert(
      fc.property(changes, fc.array(asked, { minLength: 1, maxLength: 5 }), (all, requests) => {
        const live = made(all, () => taught())
        const fresh = taught()
        fresh.edit({ put: remaining(all), gone: [] })
        expect(live.size).to.equal(fresh.size)
        for (const one of requests) {
          const { text, reader, withheld } = one
          const request = requestOf(one)
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
        for (const one of requests) {
          const { text, reader, withheld } = one
          const request = requestOf(one)
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
