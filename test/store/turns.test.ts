import { expect } from 'chai'
import { openChangeLog } from '../../server/store/changes.ts'
import type { Store } from '../../server/store/store.ts'
import { aStore } from '../support/store.ts'

describe('Many who change something at the same moment', () => {
  let store: Store
  before(async () => {
    store = await aStore()
  })
  after(() => store.close())

  it('wait for one another, and nobody begins again', async () => {
    const changes = openChangeLog(store)
    await store.prepare()
    let begun = 0
    const people = Array.from({ length: 100 }, (_, i) => `person-${i}`)
    await Promise.all(
      people.map((person) =>
        store.transaction(async (session) => {
          begun++
          await changes.record('directory', [person], session)
        }),
      ),
    )
    expect(begun).to.equal(people.length)
    expect((await changes.since(0)).map(({ id }) => id)).to.have.members(people)
  })

  it('are not held up by one who fails', async () => {
    const failing = store.transaction(async () => {
      throw new Error('no')
    })
    const next = store.transaction(async () => 'done')
    expect(await failing.catch((error: Error) => error.message)).to.equal('no')
    expect(await next).to.equal('done')
  })
})
