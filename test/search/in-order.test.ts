import { expect } from 'chai'
import fc from 'fast-check'
import { insert } from '../../server/search/engine/words/lower-bound.ts'

const byNumber = (a: number, b: number) => a - b
const numbers = (most: number) => fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: most })

describe('A list in order', () => {
  it('stays so with what is put in, be it little or much', () => {
    fc.assert(
      fc.property(numbers(300), fc.oneof(numbers(20), numbers(400)), (known, fresh) => {
        const sorted = known.toSorted(byNumber)
        insert(sorted, fresh, byNumber)
        expect(sorted).to.deep.equal([...known, ...fresh].sort(byNumber))
      }),
      { numRuns: 200, seed: 20261122 },
    )
  })
})
