import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { runningStoreUri, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { freshDirectory } from './harness.ts'

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3)

describe('A store whose process is killed', () => {
  let directory: string

  before(async () => {
    directory = await freshDirectory()
  })

  after(() => rm(directory, { recursive: true }))

  function startWriter(round: number) {
    const script = fileURLToPath(new URL('./crash-writer.ts', import.meta.url))
    const args = ['--import', 'tsx', '--conditions=source', script, directory, String(round)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    return { child, lines: createInterface({ input: child.stdout }) }
  }

  /** Let a process write until it has acknowledged some, and kill it in the middle of the rest. */
  async function killedWriter(round: number): Promise<string[]> {
    const { child, lines } = startWriter(round)
    const acknowledged: string[] = []
    for await (const line of lines) {
      acknowledged.push(line)
      if (acknowledged.length === 60 + round * 7) child.kill('SIGKILL')
    }
    return acknowledged
  }

  async function check(acknowledged: string[]): Promise<void> {
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri).connect()
    const db = client.db('crash')
    const singles = new Set((await db.collection('singles').find().toArray()).map(({ name }) => `single ${name}`))
    const parts = await db
      .collection('pairs')
      .aggregate([{ $group: { _id: '$name', parts: { $sum: 1 } } }])
      .toArray()
    const pairs = new Set(parts.map(({ _id }) => `pair ${_id}`))
    expect(acknowledged.filter((line) => !singles.has(line) && !pairs.has(line))).to.deep.equal([])
    expect(parts.filter((pair) => pair.parts !== 2)).to.deep.equal([])
    await client.close()
    await store.close()
  }

  it(`keeps every acknowledged write and no half transaction, ${ROUNDS} times`, async function () {
    this.timeout(ROUNDS * 20_000)
    const acknowledged: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      acknowledged.push(...(await killedWriter(round)))
      expect(await runningStoreUri(directory)).to.equal(null)
      await check(acknowledged)
    }
    expect(acknowledged.length).to.be.greaterThan(ROUNDS * 60)
  })

  it('meanwhile refuses its directory to others, who can join it', async () => {
    const { child, lines } = startWriter(99)
    await new Promise((resolve) => lines.once('line', resolve))
    const error = await startEmbeddedStore(directory).catch((reason) => reason)
    expect(error.message).to.include(`process ${child.pid}`)
    const client = await new MongoClient((await runningStoreUri(directory)) ?? '').connect()
    expect(await client.db('crash').collection('singles').countDocuments()).to.be.greaterThan(0)
    await client.close()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(await runningStoreUri(directory)).to.equal(null)
  })
})
