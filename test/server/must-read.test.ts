import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const on = (month: number, day: number) => new Date(2026, month - 1, day, 9)
const everybody = '/desk-protocols/iedereen'
const desk = '/desk-protocols/balie'

describe('What people must read', () => {
  let house: TestHouse
  let now = on(11, 22)

  before(async () => {
    const clerk = (name: string) => ({ slug: `${name.toLowerCase()}-balie`, name: `${name} Balie`, unit: 'balie' })
    const persons = [
      ...['Anna', 'Bert', 'Cor', 'Dirk', 'Els'].map(clerk),
      { slug: 'wil-weg', name: 'Wil Weg', unit: 'balie', active: false },
      { slug: 'bram-bel', name: 'Bram Bel', unit: 'belastingen', role: 'teamlead' as const, leads: ['belastingen'] },
    ]
    const units = [{ slug: 'balie', name: 'Balie', parent: 'burgerzaken', description: 'Het loket.' }]
    const library = await aLibrary(
      {
        'desk-protocols/iedereen.md': protocol({ title: 'Huisregels', mustRead: { before: '2026-12-18' } }),
        'desk-protocols/balie.md': protocol({
          title: 'Werken aan de balie',
          mustRead: { before: '2026-12-10', units: ['burgerzaken'] },
        }),
        'desk-protocols/geheim.md': protocol({
          title: 'Alleen voor de redactie',
          visibility: 'editors',
          mustRead: { before: '2026-12-10' },
        }),
        'desk-protocols/smal.md': protocol({
          title: 'Eerst voor iedereen',
          visibility: 'everyone',
          mustRead: { before: '2027-02-10' },
        }),
        'desk-protocols/oud.md': protocol({ title: 'Lang geleden', mustRead: { before: '2025-01-10' } }),
        'desk-protocols/gewoon.md': protocol({ title: 'Gewone tekst' }),
      },
      { persons, units },
    )
    house = await aHouse({ library, now: () => now })
    expect(house.imported?.refused).to.deep.equal([])
  })
  beforeEach(async () => {
    now = on(11, 22)
    for (const name of ['readings', 'notices']) await collection(name).deleteMany({})
  })
  after(() => house.close())

  const collection = (name: string) => house.house.store.connection.collection(name)
  const read = async (person: string, path = '/must-read') =>
    (await (await house.as(person)).get(path).expect(200)).text
  const confirm = async (person: string, path: string, version = 1) =>
    (await house.as(person)).post(`${path}/read`).type('form').send({ version })

  /** Publishes an item again with other front matter or another text, as an editor would. */
  async function publish(slug: string, change: object, body: string, minor: boolean) {
    const { publishing, directory } = house.house
    const lotte = directory.person('lotte-van-dam')
    if (!lotte) throw new Error('Lotte is gone')
    const editor = directory.readerFor(lotte)
    const { id, revision, content } = await publishing.beginFrom(
      `desk-protocols/${slug}`,
      `${slug}-${now}`,
      editor,
      now,
    )
    const changed = { data: { ...content.data, ...change }, body }
    await publishing.save(id, { content: changed, revision, note: 'Anders', minor }, editor, now)
    await publishing.publish(id, undefined, editor, now)
  }

  /** Who was reminded of what, since the last time. */
  async function reminded(): Promise<string[]> {
    const rows = await collection('notices')
      .find({ kind: /^must-read/ })
      .toArray()
    await collection('notices').updateMany({ kind: /^must-read/ }, { $set: { kind: 'told' } })
    return rows.map(({ person, kind, title }) => `${person}: ${kind} ${title}`).sort()
  }

  it('stands in the list of those it is meant for, with everything under their unit, and at home', async () => {
    const anna = await read('anna-balie')
    expect(anna).to.include('Werken aan de balie').and.include('lezen vóór 10 december 2026')
    expect(anna).to.include('Huisregels').and.include('Nog 3 teksten te lezen')
    expect(await read('anna-balie', '/'))
      .to.include('Nog 3 teksten te lezen')
      .and.include('Wat je moet lezen (3)')
    const sanne = await read('sanne-brouwer')
    expect(sanne).to.include('Huisregels').and.not.include('Werken aan de balie')
  })

  it('is confirmed on its page, once, by a form', async () => {
    const page = await read('anna-balie', desk)
    expect(page).to.include('Ik heb dit gelezen').and.include('action="/desk-protocols/balie/read"')
    const answer = await confirm('anna-balie', desk)
    expect(answer.status).to.equal(303)
    expect(await read('anna-balie', answer.headers.location)).to.include('Je hebt bevestigd')
    now = on(11, 24)
    await confirm('anna-balie', desk)
    expect(await read('anna-balie', desk))
      .to.include('Gelezen op 22 november 2026')
      .and.not.include('Ik heb dit gelezen')
    expect(await read('anna-balie'))
      .to.include('gelezen op 22 november 2026')
      .and.include('Nog 2 teksten te lezen')
    expect(await read('anna-balie', '/')).to.include('Wat je moet lezen (2)')
    expect(await read('bert-balie', desk)).to.include('Ik heb dit gelezen')
  })

  it('asks nothing of others, and takes nothing from them', async () => {
    expect(await read('sanne-brouwer', desk)).not.to.include('Ik heb dit gelezen')
    expect((await confirm('sanne-brouwer', desk)).status).to.equal(409)
    expect((await confirm('sanne-brouwer', '/desk-protocols/gewoon')).status).to.equal(409)
    expect((await confirm('sanne-brouwer', '/desk-protocols/geheim')).status).to.equal(404)
    expect((await confirm('anna-balie', desk, 7)).status).to.equal(409)
    expect((await confirm('anna-balie', desk, 0)).status).to.equal(400)
    expect(await collection('readings').countDocuments()).to.equal(0)
  })

  it('stays in the list when its day has passed, as late, for a year', async () => {
    now = on(12, 11)
    const anna = await read('anna-balie')
    expect(anna).to.include('Te laat').and.include('had je vóór 10 december 2026 moeten lezen')
    expect(anna).not.to.include('Lang geleden')
    await confirm('anna-balie', desk)
    expect(await read('anna-balie')).not.to.include('Te laat')
  })

  it('is asked again for a version that says something new, and not for a minor one', async () => {
    await confirm('anna-balie', everybody)
    await publish('iedereen', {}, 'Een tikfout minder.', true)
    expect(await read('anna-balie', everybody)).to.include('Gelezen op 22 november 2026')
    await publish('iedereen', {}, 'Iets heel anders om te weten.', false)
    expect(await read('anna-balie', everybody))
      .to.include('Ik heb dit gelezen')
      .and.include('value="3"')
    const answer = await confirm('anna-balie', everybody, 1)
    expect(await read('anna-balie', answer.headers.location))
      .to.include('Deze tekst is veranderd terwijl je las')
      .and.include('Ik heb dit gelezen')
    await confirm('anna-balie', everybody, 3)
    expect(await read('anna-balie', everybody)).to.include('Gelezen op')
  })

  it('shows a team lead who of their own people has read it, and names of nobody else', async () => {
    await confirm('anna-balie', everybody, 3)
    await confirm('sanne-brouwer', everybody, 3)
    const pieter = main(await read('pieter-dijk', `/must-read${everybody}`))
    expect(pieter).to.include('1 van 5 hebben dit gelezen').and.include('Anna Balie').and.include('Bert Balie')
    expect(pieter)
      .to.include('Mirjam Kok')
      .and.not.match(/Wil Weg|Sanne|Belastingen/)
    expect(pieter.indexOf('Bert Balie')).to.be.lessThan(pieter.indexOf('Anna Balie'))
    const bram = main(await read('bram-bel', `/must-read${everybody}`))
    expect(bram)
      .to.include('Sanne Brouwer')
      .and.not.match(/Anna|Mirjam|Burgerzaken|Balie/)
    await (await house.as('bram-bel')).get(`/must-read${desk}`).expect(403)
  })

  it('shows editors and administrators numbers only, and none of fewer than five', async () => {
    await confirm('anna-balie', everybody, 3)
    await confirm('sanne-brouwer', everybody, 3)
    for (const person of ['lotte-van-dam', 'ruben-vos']) {
      const page = main(await read(person, `/must-read${everybody}`))
      expect(page).to.include('Kleine afdelingen samen').and.include('Belastingen, Burgerzaken, Gemeente')
      expect(page.match(/\d van \d/g)).to.deep.equal(['1 van 5', '1 van 6'])
      expect(page).not.to.match(/Anna|Sanne|Bert|Pieter/)
      const few = main(await read(person, `/must-read${desk}`))
      expect(few).to.include('Kleine afdelingen samen').and.include('groep kleiner dan 5')
      expect(few.match(/\d van \d/g)).to.deep.equal(['0 van 5'])
    }
  })

  it('tells others nothing of who has read', async () => {
    const sanne = await house.as('sanne-brouwer')
    await sanne.get(`/must-read${everybody}`).expect(403)
    await (await house.as('pieter-dijk')).get('/must-read/desk-protocols/geheim').expect(404)
    await (await house.as('pieter-dijk')).get('/must-read/desk-protocols/gewoon').expect(404)
    await house.asNobody().get(`/must-read${everybody}`).expect(303)
    expect(await read('sanne-brouwer', everybody)).not.to.include('Wie heeft dit gelezen?')
    expect(await read('sanne-brouwer')).not.to.include('Wie heeft dit gelezen?')
    expect(await read('bram-bel'))
      .to.include(`/must-read${everybody}`)
      .and.not.include(`/must-read${desk}`)
      .and.not.include('geheim')
    expect(await read('lotte-van-dam')).to.include('/must-read/desk-protocols/geheim')
  })

  it('shows on one’s own page what one confirmed, without the title of what was hidden since', async () => {
    await confirm('anna-balie', '/desk-protocols/smal')
    expect(await read('anna-balie', '/me'))
      .to.include('Eerst voor iedereen')
      .and.include('gelezen op 22 november 2026')
    await publish('smal', { visibility: 'editors' }, 'Alleen nog voor ons.', false)
    for (const path of ['/me', '/must-read', '/'])
      expect(await read('anna-balie', path), path).not.to.include('Eerst voor iedereen')
    expect(await read('anna-balie', '/me')).to.include('Een tekst die je niet meer kunt zien')
    expect(await read('bert-balie', '/me')).to.include('Je hebt nog niets bevestigd')
  })

  it('reminds those who did not read it, a week before and on the day, each once', async () => {
    await confirm('anna-balie', desk)
    await house.house.jobs.runDue(on(12, 2))
    expect(await reminded()).to.deep.equal([])
    await house.house.jobs.runDue(on(12, 3))
    await house.house.jobs.runDue(on(12, 4))
    const late = ['bert-balie', 'cor-balie', 'dirk-balie', 'els-balie', 'mirjam-kok', 'pieter-dijk']
    const secret = ['lotte-van-dam', 'ruben-vos']
    const told = (kind: string) =>
      [
        ...late.map((person) => `${person}: ${kind} Werken aan de balie`),
        ...secret.map((person) => `${person}: ${kind} Alleen voor de redactie`),
      ].sort()
    expect(await reminded()).to.deep.equal(told('must-read-soon'))
    await house.house.jobs.runDue(on(12, 10))
    expect(await reminded()).to.deep.equal(told('must-read-today'))
    expect(await read('bert-balie', '/notices')).to.include('balie')
    await house.house.jobs.runDue(on(12, 12))
    expect((await reminded()).filter((line) => line.includes('Werken aan de balie'))).to.deep.equal([])
  })
})

const main = (page: string) => page.slice(page.indexOf('<main'), page.indexOf('</main>'))
