import { expect } from 'chai'
import fc from 'fast-check'
import { bench, type Doc } from './harness.ts'

const value = fc.oneof(
  fc.integer({ min: 0, max: 5 }),
  fc.constantFrom(null, 'a', 'b', true, 2.5),
  fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
)
/** No index may lead through two arrays of one document. */
const document = fc
  .record({ a: value, b: value, c: value }, { requiredKeys: [] })
  .filter((fields) => Object.values(fields).filter(Array.isArray).length < 2)
const condition = fc.oneof(
  value,
  fc.record({ $in: fc.array(value, { maxLength: 3 }) }),
  fc.record({ $gt: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ $gte: fc.integer({ min: 0, max: 3 }), $lt: fc.integer({ min: 2, max: 6 }) }),
  fc.record({ $lte: fc.constantFrom('a', 'b') }),
  fc.record({ $ne: value }),
  fc.record({ $exists: fc.boolean() }),
)
const filter = fc.record({ a: condition, b: condition, c: condition }, { requiredKeys: [] })
const direction = fc.constantFrom(1 as const, -1 as const)
const sort = fc.record({ a: direction, b: direction }, { requiredKeys: [] })

const INDEXES = [{ a: 1 }, { a: 1, b: -1 }, { b: 1, a: 1, c: 1 }, { c: -1 }] as const

/** A query must give the same with any index and with none; only its speed may differ. */
describe('The choice of an index', () => {
  const made = bench()

  it('never changes an answer', async function () {
    this.timeout(20_000)
    const plain = made.collection
    const indexed = made.client.db(`bench-${process.pid}`).collection<Doc>('indexed')
    const property = fc.asyncProperty(
      fc.array(document, { maxLength: 25 }),
      fc.array(fc.tuple(filter, sort), { minLength: 5, maxLength: 5 }),
      async (documents, queries) => {
        const numbered = documents.map((fields, _id) => ({ _id, ...fields }))
        for (const collection of [plain, indexed]) await collection.drop()
        await indexed.createIndexes(INDEXES.map((key) => ({ key })))
        await indexed.createIndex({ a: 1, c: 1 }, { sparse: true })
        await indexed.createIndex({ b: -1 }, { partialFilterExpression: { c: { $gt: 2 } } })
        if (numbered.length > 0) {
          await plain.insertMany(numbered.map((one) => ({ ...one })))
          await indexed.insertMany(numbered.map((one) => ({ ...one })))
        }
        for (const [where, order] of queries) {
          const sorted = { ...order, _id: 1 as const }
          const expected = await plain.find(where).sort(sorted).skip(1).limit(7).toArray()
          expect(
            await indexed
              .find(where as never)
              .sort(sorted)
              .skip(1)
              .limit(7)
              .toArray(),
          ).to.deep.equal(expected)
          const all = (await plain.find(where).toArray()).map(({ _id }) => _id)
          const some = await indexed
            .find(where as never)
            .sort(order)
            .toArray()
          expect(some.map(({ _id }) => Number(_id))).to.have.members(all)
        }
      },
    )
    await fc.assert(property, { numRuns: 40, seed: 20261122 })
  })
})
