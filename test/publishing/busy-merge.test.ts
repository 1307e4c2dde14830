import { expect } from 'chai'
import { merge, mergedContent } from '../../server/publishing/merge.ts'

const times = (line: string, count: number) => ({
  data: {},
  body: Array.from({ length: count }, () => line).join('\n'),
})
const numbered = (word: string) => ({ data: {}, body: Array.from({ length: 20_000 }, (_, i) => word + i).join('\n') })

describe('Putting together texts that are made to take long', () => {
  it('lets somebody choose between them as a whole, at once', () => {
    const [mine, base, theirs] = [times('ja', 30_000), times('ja\nnee', 15_000), times('nee', 30_000)] as const
    expect(merge(mine, base, theirs).body).to.deep.equal([{ mine: mine.body, theirs: theirs.body }])
    const all = [numbered('a'), numbered('b'), numbered('c')] as const
    expect(merge(...all).body).to.have.length(1)
  })

  it('takes what one made of it when the other changed nothing', () => {
    const [mine, base] = [times('ja', 30_000), times('nee', 30_000)] as const
    expect(mergedContent(merge(mine, base, base))).to.deep.equal(mine)
    expect(mergedContent(merge(base, base, mine))).to.deep.equal(mine)
  })
})
