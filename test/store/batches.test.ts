import { calculateObjectSize, type Document, Long } from 'bson'
import { expect } from 'chai'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { memoryDisk } from './memory-disk.ts'

describe('A large result', () => {
  it('comes whole, in batches that are small enough to let others through in between', async () => {
    const dispatcher = new Dispatcher(await Engine.open(memoryDisk(), () => {}), 'here')
    const run = (command: object): Promise<Document> => dispatcher.run({ ...command, $db: 'test' })
    const documents = Array.from({ length: 3000 }, (_, _id) => ({ _id, text: 'x'.repeat(1000) }))
    await run({ insert: 'items', documents })
    let { cursor } = await run({ find: 'items', batchSize: 0 })
    const sizes: number[] = []
    let read = 0
    while (!cursor.id.equals(Long.ZERO)) {
      const answer = await run({ getMore: cursor.id, collection: 'items' })
      cursor = answer.cursor
      read += cursor.nextBatch.length
      sizes.push(calculateObjectSize(answer))
    }
    expect(read).to.equal(documents.length)
    expect(Math.max(...sizes)).to.be.below(1_200_000)
  })
})
