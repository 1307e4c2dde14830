import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { parse } from 'yaml'
import { exportFolder } from '../../server/content/export.ts'
import { importFolder } from '../../server/content/import.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'

type Browser = Awaited<ReturnType<TestHouse['as']>>

const synonyms = '# Reizen\n- [paspoort, reispas]\n\n# Wonen\n- [kliko, container]\n'
const testQuestions = '- { question: zonnebloem, expects: desk-protocols/verhuizen }\n'
const at = '/search/curation/synonyms'

describe('Synonyms in the hands of editors', () => {
  let house: TestHouse
  let library: string
  let lotte: Browser
  let sanne: Browser
  let now = new Date(2026, 10, 23, 10, 0)
  before(async () => {
    library = await aLibrary({
      'desk-protocols/kwijt.md': protocol(),
      'desk-protocols/verhuizen.md': protocol({ title: 'Verhuizing doorgeven' }, 'Kom langs.'),
      'synonyms.yaml': synonyms,
      'test-questions.yaml': testQuestions,
    })
    house = await aHouse({ library, now: () => now })
    lotte = await house.as('lotte-van-dam')
    sanne = await house.as('sanne-brouwer')
  })
  after(() => house.close())

  const post = (path: string, words: string, step: string, more = {}) =>
    lotte
      .post(`${at}/${path}`)
      .type('form')
      .send({ words, step, ...more })
  const groups = async (): Promise<string[][]> => parse((await house.house.referenceStore.texts()).synonyms ?? '')
  const keyOf = async (word: string) => {
    const { text } = await lotte.get(`${at}?q=${word}`)
    return /synonyms\/([\w-]{16})"/.exec(text)?.[1] ?? ''
  }
  const finds = async (text: string, path: string) =>
    (await sanne.get(`/search?q=${encodeURIComponent(text)}`)).text.includes(`href="${path}"`)

  it('are theirs alone', async () => {
    for (const person of ['sanne-brouwer', 'pieter-dijk']) {
      const browser = await house.as(person)
      await browser.get(at).expect(403)
      await browser.post(`${at}/new`).type('form').send({ words: 'a1, b2', step: 'save' }).expect(403)
    }
    expect(await groups()).to.have.length(2)
    await (await house.as('ruben-vos')).get(at).expect(200)
  })

  it('show before saving what moves, and leave what readers get alone', async () => {
    const { text } = await post('new', 'verhuizing\nzonnebloem', 'preview').expect(200)
    expect(text).to.include('1 verbeterd, 0 verslechterd, 0 gelijk').and.include('niet in de eerste 10')
    expect(text).to.match(/plaats 1[\s\S]*verbeterd/)
    expect(await finds('zonnebloem', '/desk-protocols/verhuizen')).to.equal(false)
    expect(await groups()).to.have.length(2)
  })

  it('are found by everybody once they are saved, with what moved kept and who did it noted', async () => {
    const saved = await post('new', 'verhuizing, zonnebloem', 'save').expect(303)
    while (!(await finds('zonnebloem', '/desk-protocols/verhuizen'))) await new Promise((next) => setTimeout(next, 50))
    const { text } = await lotte.get(saved.headers.location ?? '').expect(200)
    expect(text).to.include('Opgeslagen').and.include('1 van 1 proefvragen goed')
    const [noted] = await house.house.audit.about('synonyms', 1)
    expect(noted).to.include({
      action: 'search-list-changed',
      byName: 'Lotte van Dam',
      aboutName: 'verhuizing, zonnebloem',
    })
  })

  it('may be typed in lines or with commas, and nothing that was typed is lost when it is wrong', async () => {
    const wrong: Array<[words: string, message: string]> = [
      ['', 'Vul ten minste twee woorden in'],
      [' , \n ', 'Vul ten minste twee woorden in'],
      ['fietstas', 'Vul nog een woord in'],
      ['brommer, brommers', 'zijn deze woorden al hetzelfde'],
      ['fietstas, de', 'Met “de” kan niemand zoeken'],
      [`fietstas, ${'x'.repeat(81)}`, 'is te lang'],
      [Array.from({ length: 31 }, (_, i) => `woord${i}`).join('\n'), 'hoogstens 30 woorden'],
      [Array.from({ length: 4000 }, (_, i) => `woord${i}`).join('\n'), 'hoogstens 30 woorden'],
      ['fietstas, reispas', '“reispas” staat al in een andere groep'],
    ]
    for (const [words, message] of wrong) {
      const { text } = await post('new', words, 'save').expect(422)
      expect(text, words).to.include(message).and.include('href="#group-words"')
      expect(text, words).to.include(`${words}</textarea>`)
    }
  })

  it('can be looked for and begun with words that are cut in the middle of a sign', async () => {
    const long = `${'b'.repeat(79)}😀`
    await lotte.get(at).query({ q: long }).expect(200)
    await lotte.get(`${at}/new`).query({ word: long }).expect(200)
  })

  it('can be put together with the group that already has a word', async () => {
    const { text } = await post('new', 'vuilnisbak, kliko', 'together').expect(200)
    expect(text).to.match(/kliko\ncontainer\nvuilnisbak<\/textarea>/)
    const also = /name="also" value="([\w-]+)"/.exec(text)?.[1]
    await post('new', 'kliko\ncontainer\nvuilnisbak', 'save', { also }).expect(303)
    expect(await groups())
      .to.deep.include(['kliko', 'container', 'vuilnisbak'])
      .and.not.deep.include(['kliko', 'container'])
  })

  it('let the second of two who change one group look again, with what they typed', async () => {
    const key = await keyOf('reispas')
    await post(key, 'paspoort, reispas, reisdocument', 'save').expect(303)
    const { text } = await post(key, 'paspoort, reispas, ticket', 'save').expect(409)
    expect(text)
      .to.include('Iemand anders heeft dit intussen gewijzigd')
      .and.include('paspoort, reispas, ticket</textarea>')
    await post(key, '', 'remove').expect(409)
    expect(await groups()).to.deep.include(['paspoort', 'reispas', 'reisdocument'])
  })

  it('keep the comments of the file, and go along with an export', async () => {
    const folder = await temporaryFolder()
    await exportFolder(folder, house.house)
    expect(await readFile(join(folder, 'synonyms.yaml'), 'utf8')).to.equal(
      '# Reizen\n- [paspoort, reispas, reisdocument]\n\n# Wonen\n- [kliko, container, vuilnisbak]\n- [verhuizing, zonnebloem]\n',
    )
  })

  it('stay when the folder is read again, together with what changed in the folder', async () => {
    await importFolder(library, house.house, new Date())
    expect(await groups()).to.have.length(3)
    await writeInto(library, 'synonyms.yaml', `${synonyms}- [trouwen, bruiloft]\n`)
    await importFolder(library, house.house, new Date())
    expect(await groups()).to.deep.include.members([
      ['paspoort', 'reispas', 'reisdocument'],
      ['trouwen', 'bruiloft'],
    ])
  })

  it('have the test questions asked again when the folder changes them, and show editors what moved', async () => {
    const aMinuteLater = () => {
      now = new Date(now.getTime() + 60_000)
      return house.house.jobs.runDue(now)
    }
    const runs = () => house.house.testRuns.latest(20)
    await aMinuteLater()
    const before = await runs()
    await aMinuteLater()
    expect(await runs()).to.have.length(before.length)
    await writeInto(library, 'synonyms.yaml', '- [trouwen, bruiloft]\n')
    await importFolder(library, house.house, new Date())
    await aMinuteLater()
    const [last] = await runs()
    expect(last).to.deep.include({ reason: 'synonyms' })
    const { text } = await lotte.get('/search/curation/questions').expect(200)
    expect(text).to.include('na een wijziging van synoniemen')
  })

  it('are taken out again', async () => {
    await post(await keyOf('bruiloft'), '', 'remove').expect(303)
    expect(await groups()).not.to.deep.include(['trouwen', 'bruiloft'])
    await lotte.get(`${at}/no-such-group`).expect(404)
  })

  it('put a test question that goes wrong without them on the workboard of editors', async () => {
    expect((await lotte.get('/work')).text).not.to.include('Proefvragen die niet goed gaan')
    await post(await keyOf('zonnebloem'), '', 'remove').expect(303)
    const { text } = await lotte.get('/work').expect(200)
    expect(text).to.include('Proefvragen die niet goed gaan').and.include('was: plaats 1, nu: niet in de eerste 10')
    expect((await sanne.get('/work').expect(200)).text).not.to.include('zonnebloem')
    await lotte.get('/work/tooLow').expect(303).expect('Location', '/search/curation/questions')
  })

  it('lead from a word that was searched in vain to a new group with it, or to the group that has it', async () => {
    expect((await lotte.get(`${at}/new?word=tuinkabouter`).expect(200)).text).to.include('tuinkabouter</textarea>')
    const known = await lotte.get(`${at}/new?word=Containers`).expect(303)
    expect((await lotte.get(known.headers.location ?? '')).text).to.include('kliko\ncontainer\nvuilnisbak</textarea>')
  })
})
