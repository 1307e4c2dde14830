import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'

describe('What browsers and proxies may keep', () => {
  let house: TestHouse
  before(async () => {
    house = await aHouse()
  })
  after(() => house.close())

  for (const path of ['/', '/search?q=paspoort', '/search/suggestions?q=pas', '/people/mirjam-kok', '/niet-hier']) {
    it(`is nothing of ${path}, which another reader may not see`, async () => {
      const answer = await (await house.as('sanne-brouwer')).get(path)
      expect(answer.headers['cache-control']).to.equal('private, no-store')
    })
  }

  it('is nothing of the way to the sign-in page', async () => {
    const answer = await house.asNobody().get('/people').expect(303)
    expect(answer.headers['cache-control']).to.equal('private, no-store')
  })

  it('is a style sheet, which is the same for everybody', async () => {
    const answer = await house.asNobody().get('/assets/kenniskompas.css?01234567').expect(200)
    expect(answer.headers['cache-control']).to.include('public').and.include('immutable')
  })
})
