import { expect } from 'chai'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText, protocol, protocolFields } from '../support/library.ts'

const { duration: _, ...common } = protocolFields
const lesson = {
  ...common,
  title: 'Open les',
  happenedOn: '2026-10-01',
  happened: 'Dit.',
  expected: 'Dat.',
  cause: 'Zus.',
  lesson: 'Zo.',
}

describe('The workboard', () => {
  let house: TestHouse
  before(async () => {
    const persons = [
      { slug: 'jan-jansen', name: 'Jan Jansen', unit: 'belastingen' },
      { slug: 'wil-weg', name: 'Wil Weg', unit: 'burgerzaken', active: false },
    ]
    const many = Array.from({ length: 12 }, (_, at) => [
      `desk-protocols/oud-${at}.md`,
      protocol({ title: `Oud ${at}`, review: '2026-11-01', owner: 'sanne-brouwer', unit: 'belastingen' }),
    ])
    const library = await aLibrary(
      {
        ...Object.fromEntries(many),
        'desk-protocols/kwijt.md': protocol({ review: '2026-12-01' }),
        'desk-protocols/geheim.md': protocol({
          title: 'Voor redacteuren',
          review: '2026-12-01',
          visibility: 'editors',
        }),
        'desk-protocols/verlaten.md': protocol({ title: 'Verlaten', deputy: 'wil-weg' }),
        'lessons-learned/open.md': itemText(lesson),
      },
      { persons },
    )
    house = await aHouse({ library })
    expect(house.imported?.refused).to.deep.equal([])
    for (const [person, day] of [
      ['sanne-brouwer', '2026-11-19'],
      ['jan-jansen', '2026-11-19'],
      ['ruben-vos', '2026-11-20'],
    ] as const)
      house.house.searchAnalytics.noteAsked({ text: 'kamelenrace', person, day }, false)
    await house.house.searchAnalytics.settle()
  })
  after(() => house.close())

  const read = async (person: string, path = '/work') => (await (await house.as(person)).get(path).expect(200)).text

  it('says what to do when nothing waits', async () => {
    expect(await read('jan-jansen')).to.include('Er wacht niets op jou')
  })

  it('shows somebody what they look after, and nothing of others', async () => {
    const mirjam = await read('mirjam-kok')
    expect(mirjam).to.include('Binnenkort controleren').and.include('Paspoort kwijt').and.include('Open les')
    expect(mirjam).to.include('vervanger Wil Weg werkt hier niet meer')
    expect(mirjam).not.to.match(/Oud \d|kamelenrace|Voor redacteuren/)
    const pieter = await read('pieter-dijk')
    expect(pieter)
      .to.include('Paspoort kwijt')
      .and.not.match(/Oud \d/)
    const lotte = await read('lotte-van-dam')
    expect(lotte).to.include('Voor redacteuren')
    expect(lotte)
      .to.include('kamelenrace')
      .and.match(/Oud \d/)
  })

  it('shows ten of each list, and all of them behind it', async () => {
    const board = await read('sanne-brouwer')
    expect(board.match(/href="\/desk-protocols\/oud-\d+"/g)).to.have.length(10)
    const all = await read('sanne-brouwer', '/work/overdue')
    expect(all.match(/href="\/desk-protocols\/oud-\d+"/g)).to.have.length(12)
    expect(await read('pieter-dijk', '/work/overdue')).to.include('Er wacht niets op jou')
    await (await house.as('pieter-dijk')).get('/work/niets').expect(404)
  })

  it('has the button that says an item is still current, and comes back to the board', async () => {
    const sanne = await house.as('sanne-brouwer')
    await sanne
      .post('/desk-protocols/oud-3/still-current')
      .type('form')
      .send({ returnTo: '/work' })
      .expect(303)
      .expect('Location', '/work')
    expect(await read('sanne-brouwer', '/work/overdue')).not.to.include('oud-3"')
  })

  it('shows drafts to who writes them, and to who must judge them', async () => {
    const { publishing, directory } = house.house
    const reader = (slug: string) => {
      const person = directory.person(slug)
      if (!person) throw new Error(slug)
      return directory.readerFor(person)
    }
    const draft = await publishing.beginFrom('desk-protocols/kwijt', 'd1', reader('mirjam-kok'), sunday)
    expect(await read('mirjam-kok'))
      .to.include('Mijn concepten')
      .and.include('href="/drafts/d1"')
    expect(await read('sanne-brouwer')).not.to.include('/drafts/d1')
    await publishing.askReview(draft.id, ['pieter-dijk'], 'Kijk je?', reader('mirjam-kok'), sunday)
    expect(await read('pieter-dijk'))
      .to.include('Wacht op jouw oordeel')
      .and.include('/drafts/d1/review')
    expect(await read('sanne-brouwer')).not.to.include('/drafts/d1')
  })
})
