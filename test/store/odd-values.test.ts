import { type Document, Long } from 'bson'
import { expect } from 'chai'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { memoryDisk } from './memory-disk.ts'

const far = new Date(Number.NaN)
const computed = (expression: unknown) => ({
  aggregate: 'items',
  pipeline: [{ $project: { r: expression } }],
  cursor: {},
})

/** Commands with a value that is not what belongs there, and the code they are refused with. */
const refused: [object, number][] = [
  [{ find: 'items', filter: { a: { $size: { toString: 1 } } } }, 2],
  [{ find: 'items', filter: { a: { $type: { toString: 1 } } } }, 2],
  [{ dropIndexes: 'items', index: 1 }, 27],
  [{ createIndexes: 'items', indexes: [] }, 2],
  [{ createIndexes: 'items', indexes: [null] }, 14],
  [{ createIndexes: 'items', indexes: [{ key: { a: 1 }, name: 'a', partialFilterExpression: 5 }] }, 14],
  [{ insert: 'items', documents: [1] }, 14],
  [{ update: 'items', updates: [null] }, 14],
  [{ delete: 'items', deletes: [[]] }, 14],
  [computed({ $map: { input: '$a', as: { toString: 1 }, in: 1 } }), 9],
  [computed({ $filter: { input: '$a', as: 1, cond: 1 } }), 9],
  [computed({ $filter: { input: '$a', cond: 1, limit: 0 } }), 327392],
  [computed({ $filter: { input: '$a', cond: 1, limit: 'x' } }), 327391],
  [computed({ $sortArray: { input: '$a', sortBy: 'x' } }), 15975],
  [computed({ $getField: { $literal: { toString: 1 } } }), 3041704],
  [computed({ $arrayToObject: [[['a\0b', 1]]] }), 4940400],
  [computed({ $toDate: 1e300 }), 115],
  [computed({ $add: ['$at', 1e300] }), 115],
  [computed({ $subtract: ['$at', new Long(0, 2 ** 30)] }), 115],
  [
    {
      aggregate: 'items',
      pipeline: [{ $lookup: { from: 'items', localField: { a: 1 }, foreignField: 'a', as: 'b' } }],
      cursor: {},
    },
    9,
  ],
]

describe('A value of a kind that does not belong there', () => {
  let run: (command: object) => Promise<Document>

  before(async () => {
    const dispatcher = new Dispatcher(await Engine.open(memoryDisk(), () => {}), 'here')
    run = (command) => dispatcher.run({ ...command, $db: 'test' })
    await run({ insert: 'items', documents: [{ _id: 1, a: [2, 1], at: new Date(0) }] })
  })

  for (const [command, code] of refused) {
    it(`is refused in ${JSON.stringify(command)}`, async () => {
      expect(await run(command)).to.include({ ok: 0, code })
    })
  }

  it('is not kept when it is a date that JavaScript cannot tell from others', async () => {
    const [inserted] = (await run({ insert: 'items', documents: [{ list: [far] }] })).writeErrors
    const update = { q: { _id: 1 }, u: { $set: { at: far } } }
    const [updated] = (await run({ update: 'items', updates: [update] })).writeErrors
    expect([inserted.code, updated.code]).to.deep.equal([115, 115])
    expect((await run({ find: 'items' })).cursor.firstBatch).to.deep.equal([{ _id: 1, a: [2, 1], at: new Date(0) }])
  })
})
