import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'

const inMay = new Date(2026, 4, 4, 9)
const inDecember = new Date(2026, 11, 7, 9)

describe('What jobs find for the workboard', () => {
  let house: TestHouse
  let library: string
  let now = inMay

  before(async () => {
    library = await aLibrary({
      'desk-protocols/doel.md': protocol({ title: 'Doel' }),
      'desk-protocols/verwijst.md': protocol(
        { title: 'Verwijst', owner: 'sanne-brouwer', related: ['desk-protocols/doel'] },
        'Lees [het doel](doel.md) en [elders](https://example.org/weg).',
      ),
      'desk-protocols/kapot.md': protocol(
        { title: 'Kapot', related: ['desk-protocols/nergens'] },
        'Lees [dit](verdwenen.md). Het kost {{bedrag:onbekend}}.',
      ),
      'desk-protocols/geheim.md': protocol({ title: 'Geheim', visibility: 'editors' }, 'Lees [dit](ook-weg.md).'),
    })
    house = await aHouse({ library, now: () => now })
    expect(house.imported?.refused).to.deep.equal([])
  })
  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  const read = async (person: string, path = '/work') => (await (await house.as(person)).get(path).expect(200)).text
  const runJobs = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
    return house.house.jobs.runDue(now)
  }

  describe('what leads nowhere', () => {
    it('says to those who look after a text what is broken in it, and where to mend that', async () => {
      await runJobs(1)
      const mirjam = await read('mirjam-kok', '/work/broken')
      expect(mirjam).to.include('Kapot').and.include('De link naar “verdwenen.md” leidt nergens heen')
      expect(mirjam).to.include('“desk-protocols/nergens” is er niet').and.include('/desk-protocols/kapot/edit')
      expect(mirjam).to.include('Adressen buiten Kenniskompas zijn niet bezocht')
      expect(mirjam).not.to.match(/Geheim|Verwijst/)
      expect(await read('lotte-van-dam', '/work/broken'))
        .to.include('Geheim')
        .and.include('Kapot')
      expect(await read('sanne-brouwer', '/work/broken')).to.include('Er wacht niets op jou')
    })

    it('is found in what refers to a text that is withdrawn, and is over when that comes back', async () => {
      const lotte = await house.as('lotte-van-dam')
      await lotte.post('/desk-protocols/doel/archive').type('form').send({ why: '' }).expect(303)
      await runJobs(1)
      expect(await read('sanne-brouwer', '/work/broken')).to.include('De link naar “doel.md” leidt nergens heen')
      await lotte.post('/desk-protocols/doel/bring-back').type('form').send({ why: '' }).expect(303)
      await runJobs(1)
      expect(await read('sanne-brouwer', '/work/broken')).not.to.include('doel.md')
    })

    it('is over when the text is mended, and when it is withdrawn itself', async () => {
      await writeInto(library, 'desk-protocols/kapot.md', protocol({ title: 'Kapot' }, 'Lees [het doel](doel.md).'))
      await house.house.lookAtLibrary?.()
      await runJobs(1)
      expect(await read('mirjam-kok', '/work/broken')).not.to.include('Kapot')
      const lotte = await house.as('lotte-van-dam')
      await lotte.post('/desk-protocols/geheim/archive').type('form').send({ why: '' }).expect(303)
      expect(await read('lotte-van-dam', '/work/broken')).not.to.include('Geheim')
    })
  })

  describe('what nobody opens', () => {
    const unused = (person: string) => read(person, '/work/unused')

    it('is unknown until views were counted for half a year', async () => {
      await (await house.as('sanne-brouwer')).get('/desk-protocols/doel').expect(200)
      await house.house.views.settle()
      await runJobs(24 * 60)
      expect(await unused('mirjam-kok')).to.include('Er wacht niets op jou')
    })

    it('is what only those who look after it have opened', async () => {
      now = inDecember
      await (await house.as('pieter-dijk')).get('/desk-protocols/kapot').expect(200)
      await (await house.as('sanne-brouwer')).get('/desk-protocols/kapot').expect(200)
      await (await house.as('mirjam-kok')).get('/desk-protocols/doel').expect(200)
      await house.house.views.settle()
      await runJobs(0)
      const mirjam = await unused('mirjam-kok')
      expect(mirjam).to.include('Niet geopend in de laatste 6 maanden')
      expect(mirjam).to.include('/desk-protocols/doel"').and.not.include('/desk-protocols/kapot"')
      expect(await unused('sanne-brouwer'))
        .to.include('Verwijst')
        .and.not.include('Doel')
    })

    it('is counted without who looked, and not on pages that are not there', async () => {
      await (await house.as('sanne-brouwer')).get('/desk-protocols/nergens').expect(404)
      await house.house.views.settle()
      const rows = await house.house.store.connection.collection('views').find().sort({ _id: 1 }).toArray()
      expect(rows.map((row) => [String(row._id), row.count])).to.deep.equal([
        ['desk-protocols/doel|2026-05', 1],
        ['desk-protocols/kapot|2026-12', 1],
      ])
      expect(Object.keys(rows[0] ?? {})).to.have.members(['_id', 'item', 'month', 'count', 'lastAt'])
      expect(await read('sanne-brouwer', '/privacy')).to.include('Hoe vaak een tekst per maand is geopend')
    })
  })
})
