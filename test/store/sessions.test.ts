import { promisify } from 'node:util'
import { expect } from 'chai'
import MongoStore from 'connect-mongo'
import type { SessionData } from 'express-session'
import { MongoClient } from 'mongodb'
import { serverUri } from './harness.ts'

describe('connect-mongo on the store', () => {
  let client: MongoClient
  let sessions: MongoStore

  before(async () => {
    client = await new MongoClient(await serverUri()).connect()
    const dbName = `sessions-${process.pid}`
    await client.db(dbName).dropDatabase()
    sessions = MongoStore.create({ client, dbName, touchAfter: 0 })
  })

  after(async () => {
    await client.db(`sessions-${process.pid}`).dropDatabase()
    await client.close()
  })

  const cookie = () => ({ originalMaxAge: 60_000, expires: new Date(Date.now() + 60_000) })
  const get = (id: string) => promisify(sessions.get.bind(sessions))(id)
  const set = (id: string, data: object) =>
    promisify(sessions.set.bind(sessions))(id, { cookie: cookie(), ...data } as SessionData)

  it('sets, gets, changes and destroys a session', async () => {
    await set('one', { user: 'mirjam' })
    expect(await get('one')).to.deep.include({ user: 'mirjam' })
    await set('one', { user: 'noor' })
    expect(await get('one')).to.deep.include({ user: 'noor' })
    await promisify(sessions.destroy.bind(sessions))('one')
    expect(await get('one')).to.not.be.ok
  })

  it('moves the end of a session that is touched', async () => {
    await set('two', {})
    const expires = async () => (await client.db(`sessions-${process.pid}`).collection('sessions').findOne({}))?.expires
    const before = await expires()
    const later = { cookie: { originalMaxAge: 120_000, expires: new Date(Date.now() + 120_000) } } as never
    await new Promise<void>((resolve, reject) => {
      sessions.touch('two', later, (error?: unknown) => (error ? reject(error) : resolve()))
    })
    expect((await expires()).getTime()).to.be.greaterThan(before.getTime())
  })

  it('keeps a TTL index that ends sessions', async () => {
    const indexes = await client.db(`sessions-${process.pid}`).collection('sessions').indexes()
    expect(indexes.find((index) => index.name === 'expires_1')).to.include({ expireAfterSeconds: 0 })
  })
})
