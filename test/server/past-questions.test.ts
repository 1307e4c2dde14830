import { expect } from 'chai'
import { teach } from '../../server/search-lessons.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

interface Group {
  label: string
  options: Array<{ text: string; url: string }>
}

describe('Questions of others, while somebody types', () => {
  let house: TestHouse
  let now = new Date(2026, 10, 20, 10, 0)
  const suggested = async (text: string, person = 'ruben-vos') => {
    const { body } = await (await house.as(person)).get('/search/suggestions').query({ q: text }).expect(200)
    return (body as Group[]).find(({ label }) => label === 'Vaak gezocht')?.options ?? []
  }
  /** People ask it one after the other, on two days, and open what they find. */
  const asked = async (text: string, people: string[], item = '/desk-protocols/kwijt') => {
    for (const [i, person] of people.entries()) {
      now = new Date(2026, 10, 20 + (i % 2), 10, 0)
      const browser = await house.as(person)
      const address = `/search?q=${encodeURIComponent(text)}`
      await browser.get(address).expect(200)
      await browser
        .get(item)
        .set('Referer', house.url + address)
        .expect(200)
    }
    await house.house.searchAnalytics.settle()
    await teach(house.house)
  }

  before(async () => {
    const library = await aLibrary({
      'desk-protocols/kwijt.md': protocol({ summary: 'Een vermissing opnemen.' }),
      'desk-protocols/geheim.md': protocol({ title: 'Zwartboek van de balie', visibility: ['belastingen'] }),
    })
    house = await aHouse({ library, now: () => now })
  })
  after(() => house.close())

  it('are offered when three people found and opened something, to whoever begins to type them', async () => {
    expect(await suggested('paspoort kw')).to.deep.equal([])
    await asked('paspoort kwijt vermissing', ['sanne-brouwer', 'pieter-dijk', 'mirjam-kok'])
    expect(await suggested('paspoort kw')).to.deep.equal([
      {
        text: 'paspoort kwijt vermissing',
        typed: [
          [0, 8],
          [9, 11],
        ],
        url: '/search?q=paspoort+kwijt+vermissing',
        note: '',
      },
    ])
  })

  it('stay away when only two people asked', async () => {
    await asked('paspoort opnemen', ['sanne-brouwer', 'pieter-dijk'])
    expect(await suggested('paspoort opn')).to.deep.equal([])
  })

  it('stay away when they hold a word that only one unit may read, also in that unit', async () => {
    await asked('zwartboek balie', ['sanne-brouwer', 'lotte-van-dam', 'ruben-vos'], '/desk-protocols/geheim')
    const answered = await house.house.searchAnalytics.answered('2026-11-01')
    expect(answered.map(({ text }) => text)).to.include('zwartboek balie')
    expect(await suggested('zwart', 'lotte-van-dam')).to.deep.equal([])
    expect(await suggested('zwart', 'sanne-brouwer')).to.deep.equal([])
  })
})
