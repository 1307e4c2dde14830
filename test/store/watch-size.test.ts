import { expect } from 'chai'
import type { Store } from '../../server/store/store.ts'
import { watchSize } from '../../server/store/watch-size.ts'
import { aStore } from '../support/store.ts'

describe('The size of the embedded store', () => {
  let store: Store
  let lines: string[]
  let toldOnce: Promise<void>
  let tell: () => void
  const log = {
    info: (line: string) => {
      lines.push(line)
      tell()
    },
    error: (_: string, error: unknown) => {
      throw error
    },
  }
  const add = (bytes: number) => store.connection.collection('notes').insertOne({ text: 'x'.repeat(bytes) })

  before(async function () {
    if (process.env.MONGODB_URI) this.skip()
    store = await aStore()
  })
  beforeEach(async () => {
    lines = []
    toldOnce = new Promise((resolve) => {
      tell = resolve
    })
    await store.connection.collection('notes').deleteMany({})
  })
  after(() => store?.close())

  it('is no news as long as it is ordinary', async () => {
    await add(1000)
    await watchSize(store, log)()
    expect(lines).to.deep.equal([])
  })

  it('is told at the start when it is much, with the way to MongoDB', async () => {
    await add(3_000_000)
    await watchSize(store, log, { much: 2_000_000 })()
    expect(lines).to.have.length(1)
    expect(lines[0]).to.include('holds 3 MB of data').and.to.include('kenniskompas store move --to mongodb://')
  })

  it('is told once when it becomes much while the product runs', async () => {
    const stop = watchSize(store, log, { much: 2000, everyMs: 1 })
    await add(3000)
    await toldOnce
    await add(3000)
    await stop()
    expect(lines).to.have.length(1)
  })
})
