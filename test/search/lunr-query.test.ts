import { expect } from 'chai'
import fc from 'fast-check'
import lunr from 'lunr'
import { analyseWord } from '../../server/search/engine/analyser/index.ts'
import type { Clause } from '../../server/search/engine/corpus/clause.ts'
import { Corpus } from '../../server/search/engine/corpus/corpus.ts'
import { fields } from '../../server/search/engine/corpus/term-index.ts'
import { changes, lexicon, made, remaining } from './edits.ts'
import { aDocument } from './library.ts'

/** What its types leave out. */
const { QueryParser } = lunr as unknown as { QueryParser: new (text: string, query: lunr.Query) => { parse(): void } }

const presences = { 1: 'optional', 2: 'required', 3: 'prohibited' } as const

/** What Lunr's own parser makes of a text, with stems for the words that go through the pipeline. */
function readByLunr(text: string): Clause[] {
  const query = new lunr.Query([...fields])
  new QueryParser(text, query).parse()
  return query.clauses.map((given) => {
    const { term, fields: within, usePipeline, presence, ...more } = given as typeof given & { presence: 1 | 2 | 3 }
    return {
      ...more,
      term: usePipeline ? analyseWord(term, 'nl').term || term : term,
      fields: within.map((field) => fields.indexOf(field as (typeof fields)[number])),
      presence: presences[presence],
    }
  })
}

/** The ids of the documents found, with their scores. */
function answer(corpus: Corpus, clauses: Clause[]): Map<string, number> {
  const scores = corpus.index.query(clauses)
  const found = [...scores.keys()].filter((place) => !Number.isNaN(scores[place]))
  return new Map(found.map((place) => [corpus.document(place).id, scores[place] as number]))
}

const whole = new Corpus()
whole.edit({ put: lexicon.map((word, i) => aDocument(String(i), word)), gone: [] })
const known = whole.vocabulary
  .words()
  .flatMap(({ surface, stem, parts = [] }) => [surface, stem.text, ...parts.map(({ text }) => text)])
  .filter((text) => /^\w+$/.test(text))

/** Puts a piece of a word in the place of another, or a letter, or a star. */
const changed = fc
  .tuple(fc.constantFrom(...known, 'onbekend'), fc.nat(30), fc.nat(6), fc.constantFrom('', '', '*', '*', 'a', 'sp'))
  .map(([word, at, length, instead]) => word.slice(0, at) + instead + word.slice(at + length))
const word = fc
  .oneof(fc.constantFrom(...known), changed, fc.constantFrom('*', '**', '*a*', 'p*t*', '_*'))
  .filter(Boolean)
const term = fc
  .tuple(
    fc.constantFrom('', '', '', '+', '-'),
    fc.constantFrom('', '', '', ...fields.map((field) => `${field}:`)),
    word,
    fc.constantFrom('', '', '~0', '~1', '~2'),
    fc.constantFrom('', '', '^0', '^2', '^7'),
  )
  .map((parts) => parts.join(''))
const queries = fc.array(
  fc.array(term, { maxLength: 5 }).map((terms) => terms.join(' ')),
  { minLength: 1, maxLength: 5 },
)

function expectSame(own: Map<string, number>, wanted: Map<string, number>, text: string): void {
  expect([...own.keys()], text).to.have.members([...wanted.keys()])
  for (const [id, score] of wanted) expect(own.get(id), text).to.be.closeTo(score, 1e-9 * score)
}

/** All words of one to five of these letters. */
function wordsOf(letters: string[], length = 5): string[] {
  const shorter = length === 1 ? [] : wordsOf(letters, length - 1)
  const longest = length === 1 ? [''] : shorter.filter((one) => one.length === length - 1)
  return [...shorter, ...longest.flatMap((one) => letters.map((letter) => one + letter))]
}

describe('Lunr’s query language after any edits', () => {
  it('gives the documents and scores of a new lunr.Index, with every operator', () => {
    fc.assert(
      fc.property(changes, queries, (all, texts) => {
        const live = made(all, () => new Corpus())
        const stock = new Corpus('stock')
        stock.edit({ put: remaining(all), gone: [] })
        for (const text of texts) {
          const clauses = readByLunr(text)
          expectSame(answer(live, clauses), answer(stock, clauses), text)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes the same words for a word with stars or letters that may differ, whatever they are', () => {
    const documents = wordsOf([...'123']).map((one) => aDocument(one, one))
    const [live, stock] = [new Corpus(), new Corpus('stock')]
    for (const corpus of [live, stock]) corpus.edit({ put: documents, gone: [] })
    const signs = fc.array(fc.constantFrom(...'112233*'), { minLength: 1, maxLength: 6 })
    const sought = fc.tuple(signs, fc.constantFrom('', '~0', '~1', '~1', '~2'))
    fc.assert(
      fc.property(sought, ([all, edits]) => {
        const text = all.join('') + edits
        const clauses = readByLunr(text)
        expectSame(answer(live, clauses), answer(stock, clauses), text)
      }),
      { numRuns: 300 },
    )
  })
})
