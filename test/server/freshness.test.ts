import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import { definePlugin, text, z } from '../../server/contract.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText, protocol, protocolFields } from '../support/library.ts'

const tips = definePlugin({
  id: 'tips',
  icon: 'bulb',
  door: 'learning',
  itemTypes: { tip: { fields: z.object({ hint: text(80) }), reviewEvery: { months: 1 }, whenOverdue: 'withdraw' } },
})

const { duration: _, ...common } = protocolFields
const on = (month: number, day: number) => new Date(2026, month - 1, day, 9)

describe('Knowledge that must stay current', () => {
  let house: TestHouse
  let now = on(11, 22)

  before(async () => {
    const persons = [
      { slug: 'jan-jansen', name: 'Jan Jansen', function: 'Medewerker', unit: 'burgerzaken' },
      { slug: 'wil-weg', name: 'Wil Weg', function: 'Medewerker', unit: 'burgerzaken', active: false },
      { slug: 'tessa-top', name: 'Tessa Top', unit: 'gemeente', role: 'teamlead' as const, leads: ['gemeente'] },
    ]
    const library = await aLibrary(
      {
        'desk-protocols/kwijt.md': protocol({ deputy: 'jan-jansen', checked: '2026-05-02', review: '2026-12-20' }),
        'desk-protocols/verlaten.md': protocol({ title: 'Verlaten', owner: 'wil-weg', review: '2026-12-20' }),
        'desk-protocols/later.md': protocol({ title: 'Later', review: '2027-06-01' }),
        'tips/oud.md': itemText({ ...common, title: 'Oude tip', hint: 'Kijk goed.', review: '2026-12-28' }),
      },
      { persons },
    )
    house = await aHouse({ library, plugins: [...plugins, tips], now: () => now })
    expect(house.imported?.refused).to.deep.equal([])
  })
  beforeEach(() => {
    now = on(11, 22)
  })
  after(() => house.close())

  const read = async (person: string, path: string) => (await (await house.as(person)).get(path).expect(200)).text
  const collection = (name: string) => house.house.store.connection.collection(name)
  const confirm = async (person: string, path: string) =>
    (await house.as(person)).post(`${path}/still-current`).type('form').send({ returnTo: path })

  /** Who was told what about the items, since the last time. */
  async function told(): Promise<string[]> {
    const rows = await collection('notices')
      .find({ kind: /^review-/ })
      .toArray()
    await collection('notices').updateMany({ kind: /^review-/ }, { $set: { kind: 'told' } })
    return rows.map(({ person, kind, title }) => `${person}: ${kind} ${title}`).sort()
  }

  it('reminds its owner, then the deputy, then the nearest team lead, each once', async () => {
    await house.house.jobs.runDue(on(11, 19))
    expect(await told()).to.deep.equal([])
    await house.house.jobs.runDue(on(11, 20))
    await house.house.jobs.runDue(on(11, 21))
    expect(await told()).to.deep.equal(['mirjam-kok: review-due Paspoort kwijt', 'pieter-dijk: review-due Verlaten'])
    await house.house.jobs.runDue(on(12, 13))
    expect(await told()).to.include.members([
      'mirjam-kok: review-due Paspoort kwijt',
      'jan-jansen: review-due Paspoort kwijt',
      'pieter-dijk: review-due Verlaten',
    ])
    await house.house.jobs.runDue(on(12, 20))
    await house.house.jobs.runDue(on(12, 22))
    expect(await told()).to.deep.equal([
      'jan-jansen: review-late Paspoort kwijt',
      'mirjam-kok: review-due Oude tip',
      'mirjam-kok: review-late Paspoort kwijt',
      'pieter-dijk: review-late Paspoort kwijt',
      'pieter-dijk: review-late Verlaten',
    ])
  })

  it('is withdrawn when nobody looks in time, where its type asks for that', async () => {
    now = on(12, 30)
    await house.house.jobs.runDue(now)
    await (await house.as('sanne-brouwer')).get('/tips/oud').expect(404)
    expect(await read('mirjam-kok', '/notices')).to.include('“Oude tip” is ingetrokken')
  })

  it('is confirmed in one click, as a version that asks nobody to read again', async () => {
    const before = await read('mirjam-kok', '/desk-protocols/kwijt')
    expect(before).to.include('Nog actueel: Paspoort kwijt')
    const answer = await confirm('mirjam-kok', '/desk-protocols/kwijt')
    expect(answer.status).to.equal(303)
    expect(answer.headers.location).to.equal('/desk-protocols/kwijt')
    const page = await read('mirjam-kok', '/desk-protocols/kwijt')
    expect(page).to.include('22 november 2026').and.include('22 mei 2027')
    expect(page).not.to.include('Nog actueel: Paspoort kwijt')
    const [item] = await house.house.items.select({ _id: 'desk-protocols/kwijt' })
    expect(item).to.include({ version: 2, readVersion: 1, checked: '2026-11-22' })
    expect(await read('jan-jansen', '/notices')).to.include('Mirjam Kok heeft gekeken')
    const [noted] = await house.house.audit.about('desk-protocols/kwijt', 1)
    expect(noted).to.include({ action: 'still-current', by: 'mirjam-kok' })
  })

  it('gets one new version on a day, however often somebody says so', async () => {
    await Promise.all([confirm('mirjam-kok', '/desk-protocols/later'), confirm('pieter-dijk', '/desk-protocols/later')])
    await confirm('lotte-van-dam', '/desk-protocols/later')
    const [item] = await house.house.items.select({ _id: 'desk-protocols/later' })
    expect(item?.version).to.equal(2)
  })

  it('is confirmed by those who look after it only', async () => {
    expect(await read('sanne-brouwer', '/desk-protocols/verlaten')).not.to.include('Nog actueel')
    expect((await confirm('sanne-brouwer', '/desk-protocols/verlaten')).status).to.equal(403)
    expect((await confirm('pieter-dijk', '/desk-protocols/verlaten')).status).to.equal(303)
    expect((await confirm('mirjam-kok', '/tips/oud')).status).to.equal(409)
  })
})

describe('Many reviews that come due at once', () => {
  let house: TestHouse
  before(async () => {
    const text = (at: number, fields: object) => [
      `desk-protocols/tekst-${at}.md`,
      protocol({ title: `Tekst ${at}`, owner: 'sanne-brouwer', unit: 'burgerzaken', ...fields }),
    ]
    const library = await aLibrary({
      ...Object.fromEntries(Array.from({ length: 5 }, (_, at) => text(at, { review: '2026-11-01' }))),
      ...Object.fromEntries([
        text(5, { review: '2026-11-01', visibility: 'editors' }),
        text(6, { review: '2026-12-10' }),
      ]),
    })
    house = await aHouse({ library })
  })
  after(() => house.close())

  const notices = async (person: string) => (await (await house.as(person)).get('/notices').expect(200)).text

  it('become one notice, that counts only what somebody may read and leads to the board', async () => {
    await house.house.jobs.runDue(on(11, 22))
    await house.house.jobs.runDue(on(11, 23))
    const pieter = await notices('pieter-dijk')
    expect(pieter.match(/>5 teksten waar je voor zorgt hadden al gecontroleerd moeten zijn/g)).to.have.length(1)
    expect(pieter).not.to.match(/Tekst \d/)
    expect(await notices('sanne-brouwer'))
      .to.include('5 teksten')
      .and.include('Tekst 6')
    const [, id = ''] = /href="(\/notices\/[^"?]+)"/.exec(pieter) ?? []
    await (await house.as('pieter-dijk')).get(id).expect(303).expect('Location', '/work/overdue')
  })

  it('are told again, each by itself, when only a few are new', async () => {
    await house.house.jobs.runDue(on(12, 10))
    expect(await notices('pieter-dijk'))
      .to.include('Tekst 6')
      .and.include('5 teksten')
  })
})
