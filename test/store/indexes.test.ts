import { expect } from 'chai'
import { bench } from './harness.ts'

describe('Indexes', () => {
  const made = bench()
  const collection = () => made.collection

  it('serve the branches of $or together, each document once', async () => {
    await collection().createIndexes([{ key: { owner: 1 } }, { key: { deputy: 1 } }])
    await collection().insertMany([
      { _id: 1, owner: 'a', deputy: 'a' },
      { _id: 2, owner: 'b', deputy: 'a' },
      { _id: 3, owner: 'b', deputy: 'c' },
      { _id: 4, owner: 'a', hidden: true },
    ])
    const filter = { $and: [{ $or: [{ owner: 'a' }, { deputy: 'a' }] }, { hidden: { $ne: true } }] }
    const found = await collection().find(filter).sort({ _id: -1 }).toArray()
    expect(found.map(({ _id }) => _id)).to.deep.equal([2, 1])
    const stages = async (where: object) => JSON.stringify((await collection().find(where).explain()).queryPlanner)
    expect(await stages(filter))
      .to.include('IXSCAN')
      .and.not.include('COLLSCAN')
    expect(await stages({ $or: [{ owner: 'a' }, { size: 3 }] })).to.include('COLLSCAN')
  })
})
