import { expect } from 'chai'
import supertest from 'supertest'
import { createApp } from '../../server/app.ts'
import type { Config } from '../../server/config.ts'
import { aHouse, type TestHouse } from '../support/house.ts'

describe('Whom to tell about a weakness', () => {
  let house: TestHouse
  before(async () => {
    house = await aHouse()
  })
  after(() => house.close())

  const ask = (settings: Partial<Config>) =>
    supertest(createApp({ ...house.house, config: { ...house.house.config, ...settings } })).get(
      '/.well-known/security.txt',
    )

  it('is told to everybody, in the form of RFC 9116', async () => {
    const answer = await ask({ securityContact: 'mailto:security@gemeente.example', url: 'https://kennis.example' })
    expect(answer.headers['content-type']).to.equal('text/plain; charset=utf-8')
    expect(answer.text).to.equal(
      'Contact: mailto:security@gemeente.example\n' +
        'Expires: 2027-02-20T00:00:00.000Z\n' +
        'Preferred-Languages: nl, en\n' +
        'Canonical: https://kennis.example/.well-known/security.txt\n',
    )
  })

  it('says the same to who asks again at the same moment', async () => {
    const contact = { securityContact: 'mailto:security@gemeente.example' }
    expect((await ask(contact)).text).to.equal((await ask(contact)).text)
  })

  it('is not there when nobody was named', async () => {
    await ask({}).expect(404)
  })
})
