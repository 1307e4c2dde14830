import { expect } from 'chai'
import fc from 'fast-check'
import type { DraftContent } from '../../server/publishing/draft.ts'
import { assemble, merge, mergedContent } from '../../server/publishing/merge.ts'

const lines = fc.array(fc.constantFrom('Een.', 'Twee.', 'Drie.', '', '- vier'), { minLength: 1, maxLength: 12 })
const content = fc.record({
  data: fc.dictionary(fc.constantFrom('title', 'summary', 'themes'), fc.constantFrom('a', 'b', ['a'], ['a', 'b'])),
  body: lines.map((all) => all.join('\n')),
}) as fc.Arbitrary<DraftContent>

describe('Putting together what two people typed', () => {
  it('gives what one made of it when the other changed nothing', () => {
    fc.assert(
      fc.property(content, content, (base, mine) => {
        expect(mergedContent(merge(mine, base, base))).to.deep.equal(mine)
        expect(mergedContent(merge(base, base, mine))).to.deep.equal(mine)
      }),
    )
  })

  it('gives what both made of it when they made the same', () => {
    fc.assert(
      fc.property(content, content, (base, both) => {
        expect(mergedContent(merge(both, base, both))).to.deep.equal(both)
      }),
    )
  })

  it('lets somebody choose their own words or those of the other, wherever both changed something', () => {
    fc.assert(
      fc.property(content, content, content, (mine, base, theirs) => {
        const together = merge(mine, base, theirs)
        const chosen = (side: string) => assemble(together, () => side)
        for (const { field, mine: own, theirs: other } of together.fields) {
          expect(chosen('mine').data[field]).to.deep.equal(own)
          expect(chosen('theirs').data[field]).to.deep.equal(other)
        }
        const everything = chosen('both').body.split('\n')
        for (const stretch of together.body) {
          if (!('text' in stretch))
            expect(everything).to.include.members([...stretch.mine.split('\n'), ...stretch.theirs.split('\n')])
        }
      }),
    )
  })

  it('leaves no line out that either of them added', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, mine, theirs) => {
        const body = (all: string[], own?: string) => ({ data: {}, body: [...all, ...(own ? [own] : [])].join('\n') })
        const together = merge(body(mine, 'Van mij.'), body(base), body(theirs, 'Van jou.'))
        const everything = assemble(together, () => 'both').body.split('\n')
        expect(everything).to.include.members(['Van mij.', 'Van jou.'])
      }),
    )
  })
})
