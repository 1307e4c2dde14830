import { expect } from 'chai'
import { type Core, definePlugin, type Job } from '../../server/contract.ts'
import { type EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary } from '../support/library.ts'

const at = (hour: number, minute = 0, day = 23) => new Date(2026, 10, day, hour, minute)

const withJobs = (jobs: Job[]) =>
  definePlugin({ id: 'chores', icon: 'refresh', door: 'signals', setUp: (_core: Core) => ({ jobs }) })

/** Two processes on one store, with the same work to do. */
describe('Work that comes back', () => {
  let store: EmbeddedStore
  let houses: TestHouse[] = []
  const runs: string[] = []
  let daily = async () => {}

  const noting = (name: string, every: Job['every'], work = async () => {}): Job => ({
    name,
    every,
    run: async (now) => {
      runs.push(`${name} ${now.getHours()}.${String(now.getMinutes()).padStart(2, '0')}`)
      await work()
    },
  })

  before(async () => {
    store = await startEmbeddedStore(await temporaryFolder())
    const library = await aLibrary()
    for (const _ of [1, 2]) {
      const jobs = [noting('hourly', 'hour'), noting('daily', 'day', () => daily())]
      houses.push(await aHouse({ library, mongodbUri: store.uri, plugins: [withJobs(jobs)] }))
    }
  })
  beforeEach(async () => {
    runs.length = 0
    daily = async () => {}
    for (const { faults } of houses) faults.length = 0
    await houses[0]?.house.store.connection.collection('jobs').deleteMany({})
  })
  after(async () => {
    for (const house of houses) await house.close()
    houses = []
    await store.close()
  })

  const everywhere = (now: Date) => Promise.all(houses.map(({ house }) => house.jobs.runDue(now)))

  it('is done once in its period, by whichever process comes first', async () => {
    await everywhere(at(9, 5))
    await everywhere(at(9, 50))
    expect(runs).to.have.members(['hourly 9.05', 'daily 9.05'])
    await everywhere(at(10, 0))
    expect(runs).to.have.members(['hourly 9.05', 'daily 9.05', 'hourly 10.00'])
    await everywhere(at(0, 0, 24))
    expect(runs).to.have.length(5)
  })

  it('is not begun elsewhere while it runs', async () => {
    let finish = () => {}
    daily = () => new Promise((done) => (finish = done))
    const first = houses[0]?.house.jobs.runDue(at(9))
    await until(() => runs.includes('daily 9.00'))
    await houses[1]?.house.jobs.runDue(at(9))
    expect(runs.filter((run) => run.startsWith('daily'))).to.have.length(1)
    finish()
    await first
    await everywhere(at(9, 1))
    expect(runs.filter((run) => run.startsWith('daily'))).to.have.length(1)
  })

  it('is taken over when the process that did it is gone', async () => {
    await houses[0]?.house.store.connection
      .collection<{ _id: string }>('jobs')
      .insertOne({ _id: 'chores daily', done: at(9, 0, 22), holder: 'a process that died', until: at(9, 1) } as never)
    await everywhere(at(9, 0))
    expect(runs).to.deep.equal(['hourly 9.00'])
    await everywhere(at(9, 1))
    expect(runs).to.deep.equal(['hourly 9.00', 'daily 9.01'])
  })

  it('is tried again after a failure, which the log tells of', async () => {
    daily = () => Promise.reject(new Error('no network'))
    await everywhere(at(9))
    const told = houses.flatMap(({ faults }) => faults)
    expect(told.map(String)).to.include('Error: no network')
    daily = async () => {}
    runs.length = 0
    await everywhere(at(9, 1))
    expect(runs).to.deep.equal(['daily 9.01'])
  })
})

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((again) => setTimeout(again, 5))
}
