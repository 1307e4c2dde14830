import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { Survey } from './crash/survey.ts'
import { follow, startWriter } from './crash/writers.ts'
import { freshDirectory } from './harness.ts'

describe('A disk that takes no more', () => {
  let directory: string

  beforeEach(async () => {
    directory = await freshDirectory()
  })

  afterEach(() => rm(directory, { recursive: true }))

  it('ends the process with a message; what was acknowledged is there when it has room again', async function () {
    if (process.platform === 'win32') this.skip()
    this.timeout(60_000)
    const writer = startWriter(directory, 1, 6_000_000)
    const again = startWriter(directory, 2, 20_000)
    const done = await follow(writer)
    expect(writer.child.exitCode).to.be.greaterThan(0)
    expect(writer.errors())
      .to.include(`The store could not write to ${join(directory, 'data')}`)
      .and.include('File too large')

    expect(await follow(again)).to.have.property('size', 0)
    expect(again.errors())
      .to.include(`The data in ${join(directory, 'data')} cannot be opened`)
      .and.include('File too large')

    const survey = new Survey(directory)
    await survey.inspect(1, done)
    expect(survey.acknowledged).to.be.greaterThan(10)
    expect([...survey.lost, ...survey.halfTransactions, ...survey.indexDisagreements]).to.deep.equal([])
  })
})
