import { expect } from 'chai'
import { parse } from 'yaml'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'

type Browser = Awaited<ReturnType<TestHouse['as']>>

const at = '/search/curation/pinned'
const questionsAt = '/search/curation/questions'

describe('Results in the hands of editors', () => {
  let house: TestHouse
  let lotte: Browser
  let sanne: Browser
  before(async () => {
    const library = await aLibrary({
      'desk-protocols/kwijt.md': protocol(),
      'desk-protocols/verhuizen.md': protocol({ title: 'Verhuizing doorgeven' }, 'Kom langs.'),
      'desk-protocols/geheim.md': protocol({ title: 'Zwartboek', visibility: 'editors' }, 'Niemand.'),
    })
    house = await aHouse({ library })
    lotte = await house.as('lotte-van-dam')
    sanne = await house.as('sanne-brouwer')
  })
  after(() => house.close())

  const post = (path: string, fields: object) => lotte.post(`${at}/${path}`).type('form').send(fields)
  const first = async (browser: Browser, text: string) => {
    const { text: page } = await browser.get(`/search?q=${encodeURIComponent(text)}`).expect(200)
    return /<li class="card hit">[\s\S]*?href="([^"?]+)/.exec(page)?.[1]
  }
  const pinned = async () => parse((await house.house.referenceStore.texts())['pinned-results'] ?? '') ?? []

  it('are theirs alone', async () => {
    for (const path of [at, `${at}/new`, questionsAt, `${questionsAt}/new`]) await sanne.get(path).expect(403)
    for (const path of [`${at}/new`, `${questionsAt}/new`, `${questionsAt}/run`]) await sanne.post(path).expect(403)
  })

  it('are shown beside one another before they are saved', async () => {
    const fields = {
      questions: 'paspoort kwijt',
      results: `${house.url}/desk-protocols/verhuizen?x=1`,
      step: 'preview',
    }
    const { text } = await post('new', fields).expect(200)
    expect(text).to.match(/Straks<\/h4>\s*<ol[^>]*>\s*<li><a[^>]*desk-protocols\/verhuizen/)
    expect(await first(sanne, 'paspoort kwijt')).to.equal('/desk-protocols/kwijt')
  })

  it('stand on top for everybody who may read them, with a word that says so', async () => {
    const results = '/desk-protocols/geheim\ndesk-protocols/verhuizen'
    await post('new', { questions: 'paspoort kwijt\nwaar is mijn paspoort', results, step: 'save' }).expect(303)
    while ((await first(sanne, 'Kwijt paspoort')) !== '/desk-protocols/verhuizen')
      await new Promise((next) => setTimeout(next, 50))
    expect(await first(lotte, 'waar is mijn paspoort')).to.equal('/desk-protocols/geheim')
    const { text } = await sanne.get('/search?q=paspoort+kwijt')
    expect(text).to.include('Uitgelicht').and.not.include('Zwartboek').and.not.include('geheim')
  })

  it('are refused with what is wrong beside its field, and everything typed kept', async () => {
    const good = { questions: 'zonnebloem', results: '/desk-protocols/kwijt', until: '', step: 'save' }
    const wrong: Array<[more: object, message: string, field: string]> = [
      [{ questions: ' ' }, 'Vul ten minste één vraag in', 'pinned-questions'],
      [{ questions: 'de het een' }, 'kan niemand zoeken', 'pinned-questions'],
      [{ questions: 'paspoorten kwijt' }, 'is al iets uitgelicht', 'pinned-questions'],
      [{ results: '' }, 'Vul ten minste één adres in', 'pinned-results'],
      [{ results: '/desk-protocols/nergens' }, 'desk-protocols/nergens” kunnen we niet vinden', 'pinned-results'],
      [{ results: 'a/a\nb/b\nc/c\nd/d' }, 'hoogstens drie', 'pinned-results'],
      [{ results: 'a'.repeat(30_000) }, 'a'.repeat(500), 'pinned-results'],
      [{ until: '2026-11-21' }, 'Vul een datum in vanaf vandaag', 'pinned-until'],
      [{ until: 'morgen' }, 'Vul een datum in vanaf vandaag', 'pinned-until'],
    ]
    for (const [more, message, field] of wrong) {
      const { text } = await post('new', { ...good, ...more }).expect(422)
      expect(text, message).to.include(message).and.include(`href="#${field}"`)
    }
    expect(await pinned()).to.have.length(1)
  })

  it('come beside what stands on top for the question already', async () => {
    const { headers } = await lotte.get(`${at}/new?q=kwijt+paspoorten&id=desk-protocols/kwijt`).expect(303)
    expect(headers.location).to.match(/pinned\/[\w-]{16}\?id=/)
    const { text } = await lotte.get(headers.location ?? '').expect(200)
    const addresses = ['kwijt', 'geheim', 'verhuizen'].map((slug) => `/desk-protocols/${slug}`)
    expect(text).to.include(`${addresses.join('\n')}</textarea>`)
  })

  it('come into a test question from a result, which is asked at once', async () => {
    const form = await lotte.get(`${questionsAt}/new?q=paspoort+kwijt&id=desk-protocols/kwijt`).expect(200)
    expect(form.text).to.include('value="paspoort kwijt"').and.include('value="/desk-protocols/kwijt"')
    const fields = { question: 'paspoort kwijt', expects: '/desk-protocols/kwijt', within: '1' }
    await lotte.post(`${questionsAt}/new`).type('form').send(fields).expect(303)
    const { text } = await lotte.get(questionsAt).expect(200)
    expect(text).to.include('0 van 1 proefvragen goed').and.include('plaats 3').and.include('niet goed')
    const again = await lotte
      .post(`${questionsAt}/new`)
      .type('form')
      .send({ ...fields, within: '11' })
      .expect(422)
    expect(again.text).to.include('staat al in de lijst').and.include('Vul een getal in van 1 tot en met 10')
  })

  it('can be pinned and tested from a page of results, by those who may', async () => {
    const about = 'q=paspoort\\+kwijt&amp;id=desk-protocols%2Fkwijt'
    const links = [`${at}/new\\?${about}`, `${questionsAt}/new\\?${about}`]
    const [theirs, ours] = await Promise.all([lotte, sanne].map((one) => one.get('/search?q=paspoort+kwijt')))
    for (const link of links) expect(theirs?.text).to.match(new RegExp(link))
    expect(ours?.text).not.to.include('/search/curation')
  })

  it('are explained to those who may curate, of what search found', async () => {
    const why = (q: string, id: string) => `/search/why?q=${encodeURIComponent(q)}&id=${id}`
    const { text } = await lotte.get(why('paspoort kwijt', 'desk-protocols/kwijt')).expect(200)
    expect(text).to.include('op plaats 3 van').and.include('stam “paspoort”').and.include('titel')
    await sanne.get(why('paspoort kwijt', 'desk-protocols/kwijt')).expect(403)
    for (const id of ['desk-protocols/nergens', '', '..%2F..']) await lotte.get(why('paspoort', id)).expect(404)
    await lotte.get('/search/why').expect(404)
  })

  it('tell what moved when they are taken out again, and let the second who does so look', async () => {
    const key = /pinned\/([\w-]{16})"/.exec((await lotte.get(at)).text)?.[1] ?? ''
    await post(key, { step: 'remove' }).expect(303)
    await post(key, { step: 'remove' }).expect(409)
    const { text } = await lotte.get(questionsAt)
    expect(text).to.include('1 van 1 proefvragen goed').and.include('1 verbeterd').and.include('was plaats 3')
    expect(text).to.include('na een wijziging van uitgelichte resultaten')
  })

  it('are tested once more when an editor asks for it, until the test question is taken out', async () => {
    await lotte.post(`${questionsAt}/run`).expect(303)
    const { text } = await lotte.get(questionsAt).expect(200)
    expect(text).to.include('op verzoek').and.include('0 verbeterd, 0 verslechterd')
    const remove = /action="([^"]*\/remove)"/.exec(text)?.[1] ?? ''
    await sanne.post(remove).expect(403)
    await lotte.post(remove).expect(303)
    await lotte.post(remove).expect(409)
    expect((await lotte.get(questionsAt)).text).to.include('Nog geen proefvragen')
  })

  it('say so when they do not work any more', async () => {
    await post('new', { questions: 'verhuisdoos', results: '/desk-protocols/verhuizen', step: 'save' }).expect(303)
    const { store, items } = house.house
    await store.transaction((session) => items.setState('desk-protocols/verhuizen', 'archived', session))
    expect((await lotte.get(at)).text)
      .to.include('Werkt niet')
      .and.include('desk-protocols/verhuizen is ingetrokken')
    while ((await first(sanne, 'verhuisdoos')) !== undefined) await new Promise((next) => setTimeout(next, 50))
  })
})
