import { expect } from 'chai'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'

const id = 'desk-protocols/paspoort'
const at = new Date('2026-11-22T12:00:00Z')
const lotteReads = { id: 'lotte-van-dam', name: 'Lotte van Dam', role: 'editor' as const, units: [], leads: [] }

describe('A file that changes in the folder while its item is edited in the app', () => {
  let house: TestHouse
  let library: string
  let lotte: Awaited<ReturnType<TestHouse['as']>>
  let minutes = 0

  const lookAgain = () => house.house.jobs.runDue(new Date(at.getTime() + ++minutes * 60_000))
  const inFolder = (body: string) => writeInto(library, `${id}.md`, protocol({}, body)).then(lookAgain)
  const onPage = async () => (await lotte.get(`/${id}`)).text

  async function editInApp(body: string): Promise<void> {
    const { publishing } = house.house
    const draft = await publishing.beginFrom(id, `draft ${body}`, lotteReads, at)
    const content = { ...draft.content, body }
    await publishing.save(draft.id, { revision: draft.revision, content, note: 'In de app' }, lotteReads, at)
    await publishing.publish(draft.id, undefined, lotteReads, at)
  }
  const hashOn = (text: string) => /name="hash" value="([^"]+)"/.exec(text)?.[1] ?? ''
  async function chooses(choice: string) {
    const { text } = await lotte.get(`/conflicts/${id}`).expect(200)
    return lotte
      .post(`/conflicts/${id}`)
      .type('form')
      .send({ choice, hash: hashOn(text) })
  }

  before(async () => {
    library = await aLibrary({ [`${id}.md`]: protocol({}, 'Eerste regel.\n\nLaatste regel.') })
    house = await aHouse({ library })
    lotte = await house.as('lotte-van-dam')
  })
  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  it('makes the next version by itself as long as nobody edited the item', async () => {
    await inFolder('Eerste regel.\n\nLaatste regel, vanzelf.')
    expect(await onPage()).to.include('Laatste regel, vanzelf.')
    expect((await lotte.get('/conflicts')).text).to.include('Er is niets om te kiezen')
  })

  it('leaves the version of the app, and stands in a list for editors with both side by side', async () => {
    await editInApp('Eerste regel, in de app.\n\nLaatste regel, vanzelf.')
    await inFolder('Eerste regel.\n\nLaatste regel, in de map.')
    expect(await onPage())
      .to.include('in de app')
      .and.not.include('in de map')
    expect((await lotte.get('/conflicts')).text)
      .to.include('Paspoort kwijt')
      .and.include(`href="/conflicts/${id}"`)
    const { text } = await lotte.get(`/conflicts/${id}`).expect(200)
    expect(text).to.include('Onze versie 3').and.include('Uit de map').and.include('<del>').and.include('<ins>')
  })

  it('is no business of readers and team leads', async () => {
    for (const person of ['sanne-brouwer', 'pieter-dijk']) {
      const other = await house.as(person)
      await other.get('/conflicts').expect(403)
      await other.get(`/conflicts/${id}`).expect(403)
      await other.post(`/conflicts/${id}`).type('form').send({ choice: 'keep', hash: 'x' }).expect(403)
    }
  })

  it('is not answered with what somebody saw before it changed again', async () => {
    const seen = hashOn((await lotte.get(`/conflicts/${id}`)).text)
    await inFolder('Eerste regel.\n\nLaatste regel, later in de map.')
    const answer = await lotte.post(`/conflicts/${id}`).type('form').send({ choice: 'keep', hash: seen }).expect(409)
    expect(answer.text).to.include('intussen weer veranderd')
  })

  it('is put together in a draft: each keeps what only they changed', async () => {
    const answer = await chooses('merge')
    expect(answer.status).to.equal(303)
    const draft = await house.house.publishing.draftOf(id, lotteReads)
    expect(answer.get('Location')).to.equal(`/drafts/${draft?.id}`)
    const { draft: whole } = await house.house.publishing.get(draft?.id ?? '', lotteReads)
    expect(whole.content.body.trim()).to.equal('Eerste regel, in de app.\n\nLaatste regel, later in de map.')
    expect(await onPage()).not.to.include('later in de map')
    expect((await lotte.get('/conflicts')).text).to.include('Er is niets om te kiezen')
  })

  it('waits while somebody writes a draft, unless ours is kept; what was kept is not told again until it changes', async () => {
    await inFolder('Nog iets anders.')
    expect((await chooses('take')).status).to.equal(409)
    expect((await chooses('keep')).status).to.equal(303)
    await lookAgain()
    expect((await lotte.get('/conflicts')).text).to.include('Er is niets om te kiezen')
    await inFolder('Nog iets heel anders.')
    expect((await lotte.get('/conflicts')).text).to.include('Paspoort kwijt')
  })

  it('becomes the next version by way of a draft, where that is chosen', async () => {
    const former = await house.house.publishing.draftOf(id, lotteReads)
    await house.house.publishing.discard(former?.id ?? '', lotteReads, at)
    expect((await chooses('take')).status).to.equal(303)
    const draft = await house.house.publishing.draftOf(id, lotteReads)
    await house.house.publishing.publish(draft?.id ?? '', undefined, lotteReads, at)
    expect(await onPage()).to.include('Nog iets heel anders.')
    await lookAgain()
    expect((await lotte.get('/conflicts')).text).to.include('Er is niets om te kiezen')
  })

  it('loses nothing where both changed the same line: ours with theirs below it', async () => {
    await editInApp('De app zegt dit.')
    await inFolder('De map zegt dat.')
    await chooses('merge')
    const draft = await house.house.publishing.draftOf(id, lotteReads)
    const { draft: whole } = await house.house.publishing.get(draft?.id ?? '', lotteReads)
    expect(whole.content.body).to.include('De app zegt dit.').and.include('> De map zegt dat.')
  })
  it('stays withdrawn when its file changes', async () => {
    const other = 'desk-protocols/rijbewijs'
    await writeInto(library, `${other}.md`, protocol({ title: 'Rijbewijs kwijt' }, 'Zo was het.'))
    await lookAgain()
    await house.house.publishing.archive(other, 'Klopt niet', lotteReads, at)
    await writeInto(library, `${other}.md`, protocol({ title: 'Rijbewijs kwijt' }, 'Zo staat het nu in de map.'))
    await lookAgain()
    expect((await lotte.get(`/${other}`)).text)
      .to.include('Dit is ingetrokken.')
      .and.include('Zo staat het nu in de map.')
    await (await house.as('sanne-brouwer')).get(`/${other}`).expect(404)
  })
})
