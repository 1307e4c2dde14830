import { rm } from 'node:fs/promises'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { seeded } from '../../bench/support.ts'
import { runningStoreUri, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { crashRounds } from './crash/rounds.ts'
import { startWriter } from './crash/writers.ts'
import { freshDirectory } from './harness.ts'

const ROUNDS = 10

describe('A store whose process is killed', () => {
  let directory: string

  beforeEach(async () => {
    directory = await freshDirectory()
  })

  afterEach(() => rm(directory, { recursive: true }))

  it(`keeps every acknowledged write and no half transaction, ${ROUNDS} times`, async function () {
    this.timeout(ROUNDS * 20_000)
    const survey = await crashRounds(directory, ROUNDS, seeded(1))
    expect([...survey.lost]).to.deep.equal([])
    expect([...survey.halfTransactions]).to.deep.equal([])
    expect([...survey.indexDisagreements]).to.deep.equal([])
    expect(survey.acknowledged).to.be.greaterThan(ROUNDS * 10)
  })

  it('meanwhile refuses its directory to others, who can join it', async () => {
    const { child, lines, begin } = startWriter(directory, 1)
    begin()
    await new Promise((resolve) => lines.once('line', resolve))
    const error = await startEmbeddedStore(directory).catch((reason) => reason)
    expect(error.message).to.include(`process ${child.pid}`)
    const client = await new MongoClient((await runningStoreUri(directory)) ?? '').connect()
    expect(await client.db('crash').collection('notes').countDocuments()).to.be.greaterThan(0)
    await client.close()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    expect(await runningStoreUri(directory)).to.equal(null)
  })
})
