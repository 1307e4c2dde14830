import { expect } from 'chai'
import fc from 'fast-check'
import { Engine } from '../../server/search/engine/engine.ts'
import type { SearchAnswer, SearchHit, SearchReader, SearchRequest } from '../../server/search/index.ts'
import { changes, ids, lexicon, made, remaining, texts } from './edits.ts'
import { aDocument, colleague, editor, question, synonyms, typed } from './library.ts'

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
