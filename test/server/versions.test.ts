import { expect } from 'chai'
import { stringify } from 'yaml'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

const texts = [
  protocol({ title: 'Paspoort weg', visibility: 'editors' }, 'Alleen voor de redactie.'),
  protocol({ title: 'Paspoort weg', duration: 5 }, 'Vraag wie het is.\n\nNeem de vermissing op.'),
  protocol({}, 'Vraag wie het is.\n\nNeem de vermissing meteen op.'),
]
const notes = ['Eerste opzet', 'Getest aan de balie', 'Sneller']
const kept = texts.map((text, place) => ({
  version: place + 1,
  text,
  at: `2026-11-0${place + 2}T09:00:00.000Z`,
  by: place === 0 ? 'import' : 'lotte-van-dam',
  note: notes[place],
  ...(place === 1 && { minor: true }),
}))
const path = '/desk-protocols/paspoort'

describe('The versions of an item', () => {
  let house: TestHouse
  let sanne: Awaited<ReturnType<TestHouse['as']>>
  let lotte: Awaited<ReturnType<TestHouse['as']>>
  before(async () => {
    house = await aHouse({
      library: await aLibrary({
        'desk-protocols/paspoort.md': texts[2] ?? '',
        'history/desk-protocols/paspoort.yaml': stringify({ versions: kept }),
        'desk-protocols/eerste.md': protocol(),
      }),
    })
    sanne = await house.as('sanne-brouwer')
    lotte = await house.as('lotte-van-dam')
  })
  after(() => house.close())

  it('are listed with who made each, when and why, and which changed little', async () => {
    const { text } = await lotte.get(`${path}/versions`).expect(200)
    for (const note of [...notes, 'Lotte van Dam', '3 november 2026', 'Kleine wijziging', 'Huidige versie'])
      expect(text).to.include(note)
    expect(text).to.include('versions/compare?from=2&amp;to=3')
  })

  it('are only those that were meant for the reader, in the list and side by side', async () => {
    const { text } = await sanne.get(`${path}/versions`).expect(200)
    expect(text).not.to.include('Eerste opzet').and.not.include('versions/1"')
    await sanne.get(`${path}/versions/1`).expect(404)
    await sanne.get(`${path}/versions/compare?from=1&to=3`).expect(404)
    await lotte.get(`${path}/versions/compare?from=1&to=3`).expect(200)
  })

  it('stay readable in full, with the way to the one that holds now', async () => {
    const { text } = await sanne.get(`${path}/versions/2`).expect(200)
    expect(text).to.include('<h1 class="nl-heading nl-heading--level-1" lang="nl">Paspoort weg</h1>')
    expect(text)
      .to.include('Neem de vermissing op.')
      .and.include('geldt niet meer')
      .and.include('5 minuten aan de balie')
    expect(text).to.include(`href="${path}">Lees versie 3`)
    expect((await sanne.get(`${path}/versions/3`).expect(200)).text).to.include('de versie die nu geldt')
  })

  it('stand side by side: fields by their names, text in words', async () => {
    const { text } = await sanne.get(`${path}/versions/compare?from=2&to=3`).expect(200)
    const plain = text.replace(/<span class="visually-hidden">[^<]*<\/span>/g, '')
    expect(plain).to.include('<del>weg</del>').and.include('<ins>kwijt</ins>')
    expect(plain).to.match(/vermissing <ins>meteen ?<\/ins> ?op/)
    expect(plain).to.include('<del>5</del>').and.include('<ins>10</ins>')
    expect(text).to.include('[weg: </span>').and.include('[nieuw: </span>')
  })

  it('are compared from the facts of the item: the last two that the reader may see', async () => {
    expect((await sanne.get(path)).text).to.include(`href="${path}/versions/compare">wat is er veranderd?`)
    expect((await sanne.get(`${path}/versions/compare`).expect(200)).text).to.include('Versie 2 en 3 vergelijken')
    expect((await sanne.get('/desk-protocols/eerste')).text).not.to.include('wat is er veranderd?')
    await sanne.get('/desk-protocols/eerste/versions/compare').expect(302)
  })

  it('that are not there are not found, however they are asked for', async () => {
    for (const wrong of ['4', '0', '-1', '1.5', 'x', '9'.repeat(400), '__proto__'])
      await lotte.get(`${path}/versions/${wrong}`).expect(404)
    for (const wrong of ['from=4', 'to=x', 'from=1&from=2', 'from=', 'to='])
      await lotte.get(`${path}/versions/compare?${wrong}`).expect(404)
  })

  it('show no difference between a version and itself', async () => {
    expect((await lotte.get(`${path}/versions/compare?from=2&to=2`).expect(200)).text).to.include('Er is geen verschil')
  })

  describe('An old one', () => {
    const restore = `${path}/versions/2/restore`

    it('cannot be brought back by who may not write, who is not even asked why', async () => {
      expect((await sanne.get(`${path}/versions/2`)).text).not.to.include('restore')
      await sanne.post(restore).type('form').send({ why: 'Zomaar' }).expect(403)
    })

    it('asks why', async () => {
      const { text } = await lotte.post(restore).type('form').send({ why: '  ' }).expect(422)
      expect(text).to.include('Vul in waarom je deze versie herstelt').and.include('aria-invalid="true"')
    })

    it('that the writer may not read cannot be brought back by them', async () => {
      const mirjam = await house.as('mirjam-kok')
      await mirjam.post(`${path}/versions/1/restore`).type('form').send({ why: 'Nieuwsgierig' }).expect(404)
    })

    it('comes back as a draft with its text and why, which differs from what is live as the two versions do', async () => {
      const answer = await lotte.post(restore).type('form').send({ why: 'Versie 3 klopt niet' }).expect(303)
      const draft = answer.get('Location') ?? ''
      expect(draft).to.match(/^\/drafts\/./)
      const { text } = await lotte.get(`${draft}/compare`).expect(200)
      expect(text).to.include('Concept vergelijken met versie 3').and.include('Versie 3 klopt niet')
      expect(text.replace(/<span class="visually-hidden">[^<]*<\/span>/g, '')).to.include('<ins>weg</ins>')
      await sanne.get(`${draft}/compare`).expect(404)
      expect((await sanne.get(path)).text).to.include('vermissing meteen op')
    })

    it('waits for the draft that somebody writes already', async () => {
      expect((await lotte.get(`${path}/versions/2`)).text).to.match(/Er is al een concept[\s\S]*href="\/drafts\//)
      const { text } = await lotte.post(restore).type('form').send({ why: 'Nog eens' }).expect(409)
      expect(text).to.include('Er is al een concept')
    })

    it('becomes the next version when the draft is published, and says why in the list', async () => {
      const lead = { id: 'lotte-van-dam', name: 'Lotte van Dam', role: 'editor' as const, units: [], leads: [] }
      const draft = await house.house.publishing.draftOf('desk-protocols/paspoort', lead)
      await house.house.publishing.publish(draft?.id ?? '', undefined, lead, new Date('2026-11-22T12:00:00Z'))
      const { text } = await sanne.get(`${path}/versions`).expect(200)
      expect(text).to.include('Versie 4').and.include('Versie 3 klopt niet')
      expect((await sanne.get(`${path}/versions/4`).expect(200)).text).to.include('Neem de vermissing op.')
    })
  })
})
