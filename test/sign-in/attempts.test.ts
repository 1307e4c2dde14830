import { expect } from 'chai'
import { type Attempts, openAttempts } from '../../server/sign-in/work-account/attempts.ts'
import type { Store } from '../../server/store/store.ts'
import { aStore } from '../support/store.ts'

const began = new Date('2026-11-22T10:00:00Z')
const later = (minutes: number) => new Date(began.getTime() + minutes * 60_000)
const attempt = { state: 's'.repeat(32), nonce: 'nonce', verifier: 'verifier' }

describe('An attempt to sign in', () => {
  let store: Store
  let attempts: Attempts
  before(async () => {
    store = await aStore()
    attempts = openAttempts(store)
    await store.prepare()
  })
  beforeEach(async () => {
    await store.connection.collection('signInAttempts').deleteMany({})
    await attempts.begin(attempt, 'my browser', '/people', began)
  })
  after(() => store.close())

  it('can be finished within a quarter of an hour', async () => {
    expect(await attempts.take(attempt.state, 'my browser', later(14))).to.deep.equal({
      ...attempt,
      returnTo: '/people',
    })
  })

  it('is over after a quarter of an hour', async () => {
    expect(await attempts.take(attempt.state, 'my browser', later(16))).to.equal(undefined)
  })

  it('stays for whom it belongs to when another browser tries', async () => {
    expect(await attempts.take(attempt.state, 'another browser', later(1))).to.equal(undefined)
    expect(await attempts.take(attempt.state, 'my browser', later(2))).to.include({ nonce: 'nonce' })
  })

  it('is not kept by the store when it is over', async () => {
    const indexes = await store.connection.collection('signInAttempts').indexes()
    expect(indexes.find(({ key }) => 'expires' in key)).to.include({ expireAfterSeconds: 0 })
  })
})
