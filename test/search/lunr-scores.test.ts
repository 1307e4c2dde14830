import { expect } from 'chai'
import fc from 'fast-check'
import lunr from 'lunr'
import { buildIndex, readDocuments } from '../../server/search/corpus.ts'
import { fieldsOf, lunrScores } from '../../server/search/match.ts'
import { Postings } from '../../server/search/postings.ts'
import { library } from './library.ts'

const { readings, vocabulary, partsOf } = readDocuments(library)
const index = buildIndex(readings, vocabulary.words, partsOf)
const postings = new Postings(index, library.length)
const terms = [...new Set([...vocabulary.words.map(({ term }) => term), ...partsOf.flat(), 'onbekend'])]

describe('Scores', () => {
  it('are those of lunr.Index.query', () => {
    const boost = fc.double({ min: 0.05, max: 4, noNaN: true })
    const boosts = fc.array(fc.tuple(fc.constantFrom(...terms), boost), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(boosts, (pairs) => {
        const asked = new Map(pairs)
        const results = index.query((query) => {
          for (const [term, weight] of asked)
            query.term(term, { boost: weight, fields: fieldsOf(term), usePipeline: false })
        })
        const own = lunrScores(asked, postings)
        expect(own.filter((score) => score > 0)).to.have.length(results.length)
        for (const { ref, score } of results) expect(own[Number(ref)]).to.be.closeTo(score, 1e-5 * score)
      }),
      { numRuns: 300, seed: 7 },
    )
    expect(index).to.be.instanceOf(lunr.Index)
  })
})
