import { expect } from 'chai'
import fc from 'fast-check'
import type { Document } from 'mongodb'
import { bench, codeOf, type Doc } from '../harness.ts'
import { type Filter, type Item, matches, sorted, updated, type Value } from './model.ts'

const scalar: fc.Arbitrary<Value> = fc.constantFrom<Value>(null, 0, 1, 2, 2.5, 'a', 'b', '')
const inner: fc.Arbitrary<Value> = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })
const value: fc.Arbitrary<Value> = fc.oneof(scalar, inner, fc.array(fc.oneof(scalar, inner), { maxLength: 3 }))
const path = fc.constantFrom('a', 'b', 'a.x', 'b.y')

/** No index may lead through two arrays, so only `a` holds arrays where there are indexes over both. */
const items = fc
  .array(fc.record({ a: value, b: value }, { requiredKeys: [] }), { maxLength: 12 })
  .map((all) => all.map((fields, _id): Item => ({ _id, ...fields })))

const condition: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ $eq: value }),
  fc.record({ $gt: scalar }),
  fc.record({ $in: fc.array(value, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.nat(2) }),
  fc.record({ $elemMatch: fc.record({ $gt: scalar }) }),
  fc.record({ $not: fc.record({ $gt: scalar }) }),
  fc.record({ $not: fc.record({ $eq: value }) }),
)
const simple: fc.Arbitrary<Filter> = fc.tuple(path, condition).map(([name, test]) => ({ [name]: test }))
const filter: fc.Arbitrary<Filter> = fc.oneof(
  simple,
  fc.array(simple, { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
  fc.array(simple, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
)
const change = fc.oneof(
  fc.tuple(fc.constantFrom('$set', '$push', '$pull', '$addToSet'), fc.constantFrom('a', 'b'), scalar),
  fc.tuple(fc.constant('$inc'), fc.constantFrom('a', 'b'), fc.integer({ min: -3, max: 3 })),
  fc.tuple(fc.constant('$unset'), fc.constantFrom('a', 'b'), fc.constant('')),
  fc.tuple(fc.constant('$rename'), fc.constant('a'), fc.constant('b')),
)

const INDEXES: Document[][] = [
  [],
  [{ key: { a: 1 } }, { key: { 'b.y': -1 } }],
  [{ key: { 'a.x': 1 } }, { key: { b: 1 } }],
]

describe('A server answers made-up questions as a small model does', () => {
  const made = bench()

  async function fill(documents: Item[], indexes: Document[]): Promise<void> {
    await made.collection.drop()
    if (indexes.length > 0) await made.collection.createIndexes(indexes as never)
    if (documents.length > 0) await made.collection.insertMany(documents.map((one) => ({ ...one })) as unknown as Doc[])
  }

  it('to filters and order, without an index and with some', async () => {
    const questions = fc.array(fc.tuple(filter, fc.constantFrom('a', 'b'), fc.constantFrom(1 as const, -1 as const)), {
      minLength: 6,
      maxLength: 6,
    })
    const property = fc.asyncProperty(
      items,
      questions,
      fc.constantFrom(...INDEXES),
      async (documents, asked, indexes) => {
        await fill(documents, indexes)
        for (const [where, name, direction] of asked) {
          const found = await made.collection
            .find(where as never)
            .sort({ [name]: direction, _id: 1 })
            .toArray()
          const expected = sorted(documents, name, direction).filter((item) => matches(item, where))
          expect(JSON.stringify(found), JSON.stringify({ where, name, direction })).to.equal(JSON.stringify(expected))
        }
      },
    )
    await fc.assert(property, { numRuns: 60, seed: 20261122 })
  })

  it('to updates, and leaves a document as it was when it refuses one', async () => {
    const property = fc.asyncProperty(
      items,
      fc.array(change, { minLength: 6, maxLength: 6 }),
      fc.constantFrom(...INDEXES),
      async (documents, changes, indexes) => {
        await fill(documents, indexes)
        let [model] = documents
        if (!model) return
        for (const [operator, name, operand] of changes) {
          const next = updated(model, operator, name, operand)
          const code = await codeOf(made.collection.updateOne({ _id: 0 }, { [operator]: { [name]: operand } }))
          expect(
            code === undefined,
            `${operator} ${name} ${JSON.stringify(operand)} on ${JSON.stringify(model)}`,
          ).to.equal(next !== undefined)
          model = next ?? model
          expect(await made.collection.findOne({ _id: 0 })).to.deep.equal(model)
        }
      },
    )
    await fc.assert(property, { numRuns: 60, seed: 20261122 })
  })
})
