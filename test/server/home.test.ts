import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const colleague = (slug: string, name: string, availability: Record<string, Array<'am' | 'pm'>>) => ({
  slug,
  name,
  function: 'Medewerker',
  unit: 'burgerzaken',
  availability,
})

describe('The home page', () => {
  let house: TestHouse
  let now = new Date(2026, 10, 23, 10, 0) // a Monday
  const home = async (person: string) => (await (await house.as(person)).get('/').expect(200)).text

  before(async () => {
    const library = await aLibrary(
      {
        'desk-protocols/lezen.md': protocol({ title: 'Iedereen leest dit', mustRead: { before: '2026-12-05' } }),
        'desk-protocols/team.md': protocol({
          title: 'Burgerzaken leest dit',
          mustRead: { before: '2026-12-05', units: ['burgerzaken'] },
        }),
        'desk-protocols/voorbij.md': protocol({ title: 'Dit hoefde eerder', mustRead: { before: '2026-11-01' } }),
        'desk-protocols/laat.md': protocol({ title: 'Te laat gecontroleerd', review: '2026-11-01' }),
      },
      {
        persons: [
          colleague('anna-bos', 'Anna Bos', { mon: ['am'], tue: ['am', 'pm'] }),
          colleague('bart-kuip', 'Bart Kuip', { thu: ['pm'] }),
        ],
      },
    )
    house = await aHouse({ library, now: () => now })
  })
  after(() => house.close())

  it('asks everybody to read what everybody must read, and a unit what is for that unit', async () => {
    expect(forYou(await home('sanne-brouwer')))
      .to.include('Iedereen leest dit')
      .and.not.include('Burgerzaken leest dit')
    expect(forYou(await home('pieter-dijk'))).to.include('Burgerzaken leest dit')
  })

  it('goes on asking when the day has passed, and says that it is late', async () => {
    expect(forYou(await home('sanne-brouwer')))
      .to.include('Dit hoefde eerder')
      .and.include('had je vóór 1 november 2026 moeten lezen')
  })

  it('reminds owners, their team lead and editors of what must be checked, and nobody else', async () => {
    for (const person of ['mirjam-kok', 'pieter-dijk', 'lotte-van-dam'])
      expect(forYou(await home(person))).to.include('Te laat gecontroleerd')
    expect(forYou(await home('sanne-brouwer'))).not.to.include('Te laat gecontroleerd')
  })

  it('says who is in now and until when, and when others are back', async () => {
    const page = await home('pieter-dijk')
    expect(about(page, 'Anna Bos')).to.include('Bereikbaar tot 12.00 uur')
    expect(about(page, 'Mirjam Kok')).to.include('Bereikbaar tot 17.00 uur')
    expect(about(page, 'Bart Kuip')).to.include('Op donderdag weer bereikbaar')
  })

  it('looks over the weekend to Monday', async () => {
    now = new Date(2026, 10, 22, 10, 0)
    expect(about(await home('pieter-dijk'), 'Anna Bos')).to.include('Morgen weer bereikbaar')
    now = new Date(2026, 10, 26, 9, 0)
    expect(about(await home('pieter-dijk'), 'Bart Kuip')).to.include('Later vandaag weer')
  })
})

const forYou = (page: string) => page.slice(page.indexOf('Voor jou'), page.indexOf('Net veranderd'))
const about = (page: string, name: string) => page.slice(page.indexOf(name), page.indexOf('</li>', page.indexOf(name)))
