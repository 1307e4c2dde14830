import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { seeded } from '../../bench/support.ts'
import { description, document, fileOf, openDisk, withChanged } from './data-files.ts'
import { freshDirectory } from './harness.ts'

const BATCHES = 400
const CUTS = 8

describe('The end of the log after a power cut', () => {
  let parent: string
  let directory: string
  let log: string
  /** Where in the log the last batch begins and ends. */
  let last: { from: number; to: number }

  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

  /** A running store, copied at a moment at which the last batch is written: five documents at once. */
  before(async () => {
    parent = await freshDirectory()
    directory = join(parent, 'data')
    const { disk } = await openDisk(join(parent, 'running'))
    const size = async () => (await readFile(join(parent, 'running', log))).length
    await disk.commit([description])
    log = await fileOf(join(parent, 'running'), /\.log$/)
    for (const record of numbers(1, BATCHES)) await disk.commit([document(record)])
    const from = await size()
    await disk.commit(numbers(BATCHES + 1, BATCHES + 5).map(document))
    last = { from, to: await size() }
    await cp(join(parent, 'running'), directory, { recursive: true })
    await disk.close()
  })

  after(() => rm(parent, { recursive: true }))

  /** The records a store has that finds its log like this; it takes new writes and opens again with them. */
  function recordsAfter(change: (bytes: Buffer) => Buffer): Promise<number[]> {
    return withChanged(directory, log, change, async (copy) => {
      const first = await openDisk(copy)
      await first.disk.commit([document(9999)])
      await first.disk.close()
      const second = await openDisk(copy)
      await second.disk.close()
      expect(second.records).to.deep.equal([...first.records, 9999])
      return first.records
    })
  }

  const random = seeded(7)
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))

  const tails: { name: string; tail: (lost: Buffer) => Buffer }[] = [
    { name: 'cut off', tail: () => Buffer.alloc(0) },
    { name: 'zeros', tail: (lost) => Buffer.alloc(lost.length) },
    { name: 'zeros, and more of them than were written', tail: () => Buffer.alloc(100_000) },
    { name: 'random bytes', tail: (lost) => noise(lost.length) },
    { name: 'random bytes, and more of them than were written', tail: () => noise(50_000) },
    {
      name: 'the beginning in the wrong place',
      tail: (lost) => Buffer.concat([Buffer.alloc(13), lost.subarray(0, -13)]),
    },
  ]
  for (const { name, tail } of tails) {
    it(`may be ${name}: nothing but the last batch is lost, and that wholly`, async () => {
      for (let i = 0; i < CUTS; i++) {
        const cut = last.from + Math.floor(random() * (last.to - last.from))
        const records = await recordsAfter((bytes) =>
          Buffer.concat([bytes.subarray(0, cut), tail(bytes.subarray(cut))]),
        )
        expect(records).to.deep.equal(numbers(1, BATCHES))
      }
    })
  }

  it('may have something behind it', async () => {
    for (const more of [Buffer.alloc(10), noise(10), Buffer.alloc(70_000), noise(70_000)]) {
      expect(await recordsAfter((bytes) => Buffer.concat([bytes, more]))).to.deep.equal(numbers(1, BATCHES + 5))
    }
  })

  it('counts as damage when a whole batch follows', async () => {
    for (let i = 0; i < CUTS; i++) {
      const at = Math.floor(random() * last.from)
      const change = (bytes: Buffer) => Buffer.concat([bytes.subarray(0, at), noise(5), bytes.subarray(at + 5)])
      const outcome = await recordsAfter(change).catch((error) => error)
      expect(outcome, `at ${at}`).to.be.instanceOf(Error)
      expect(outcome.message).to.match(/\.log is damaged at byte \d+, and there are batches behind it/)
    }
  })
})
