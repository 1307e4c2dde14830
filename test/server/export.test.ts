import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { plugins } from '../../plugins/index.ts'
import type { Reader } from '../../server/access/reader.ts'
import { exportFolder } from '../../server/content/export.ts'
import { exportForReader } from '../../server/content/export-for-reader.ts'
import { importFolder } from '../../server/content/import.ts'
import { openShelves } from '../../server/shelves.ts'
import { ExportChoice, itemsChosen } from '../../server/web/export/export-choice.ts'
import { aPicture } from '../support/attachments.ts'
import { temporaryFolder } from '../support/folders.ts'
import { type Changes, send } from '../support/forms.ts'
import { aHouse, sunday, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'
import { aLibraryOfSecrets, secrets } from '../support/secrets.ts'
import { aStore } from '../support/store.ts'
import { bytes, unzip } from '../support/unzip.ts'

type Agent = Awaited<ReturnType<TestHouse['as']>>

const admin: Reader = { id: 'ruben-vos', name: 'Ruben Vos', role: 'admin', units: [], leads: [] }
const sanne: Reader = { id: 'sanne-brouwer', name: 'Sanne', role: 'reader', units: ['belastingen'], leads: [] }
const historyOf = (...texts: string[]) => ({
  versions: texts.map((text, place) => ({
    ...{ version: place + 1, text, at: '2026-11-02T09:00:00.000Z', by: 'lotte-van-dam', note: `Stap ${place}` },
  })),
})

/** Unpacks a zip to a folder of its own. */
async function unpacked(files: Record<string, Buffer>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [path, content] of Object.entries(files)) await writeInto(folder, path, content)
  return folder
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  const paths = found.map((one) => join(one.parentPath, one.name))
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'base64')])),
  )
}

describe('Taking items along', () => {
  let house: TestHouse
  let editor: Agent

  before(async () => {
    const [before, now] = [protocol({}, 'Zo was het.'), protocol({}, 'Zo is het.')]
    const old = protocol({ title: 'Oud formulier' })
    const library = await aLibrary({
      'desk-protocols/paspoort.md': now,
      'history/desk-protocols/paspoort.yaml': stringify(historyOf(before, now)),
      'desk-protocols/oud.md': old,
      'history/desk-protocols/oud.yaml': stringify({ state: 'archived', ...historyOf(before, old) }),
      'desk-protocols/aanslag.md': protocol({ title: 'Aanslag', unit: 'belastingen', themes: ['geld-en-schulden'] }),
    })
    house = await aHouse({ library })
    editor = await house.as('lotte-van-dam')
    await addPicture()
  })
  after(async () => {
    await house.close()
    expect(house.faults).to.deep.equal([])
  })

  /** Publishes a text with a picture, and leaves a draft of it. */
  async function addPicture(): Promise<void> {
    const { directory, publishing } = house.house
    const person = directory.person('lotte-van-dam')
    const lotte = person && directory.readerFor(person)
    if (!lotte) throw new Error('Lotte is not there')
    const sent = editor.post('/attachments').set('Accept', 'application/json').field('alt', 'De balie')
    const { markdown } = (await sent.attach('file', await aPicture('png'), 'balie.png').expect(201)).body
    const draft = await publishing.beginFrom('desk-protocols/aanslag', 'a-draft', lotte, sunday)
    const content = { ...draft.content, body: `Kijk:\n\n${markdown}\n` }
    await publishing.save(draft.id, { revision: draft.revision, content, note: 'Foto erbij' }, lotte, sunday)
    await publishing.publish(draft.id, undefined, lotte, sunday)
    const next = await publishing.beginFrom('desk-protocols/aanslag', 'next-draft', lotte, sunday)
    const secret = { ...next.content, body: 'Kladgeheim.' }
    await publishing.save(next.id, { revision: next.revision, content: secret }, lotte, sunday)
  }

  async function downloaded(changes: Changes = {}, page = '/export'): Promise<Record<string, Buffer>> {
    const { text } = await editor.get(page).expect(200)
    const { status, body, headers } = await send(editor, text, '/export', changes).buffer(true).parse(bytes)
    expect([status, headers['content-type']]).to.deep.equal([200, 'application/zip'])
    expect(headers['content-disposition']).to.equal('attachment; filename=kenniskompas-2026-11-22.zip')
    return unzip(body)
  }

  it('tells how much that is before it is downloaded, by what was chosen', async () => {
    expect((await editor.get('/export')).text).to.include('Download 2 items')
    expect((await editor.get('/export?archived=yes')).text).to.include('Download 3 items')
    expect((await editor.get('/export?unit=belastingen')).text).to.include('Download 1 item<')
    expect((await editor.get('/export?unit=gemeente&theme=geld-en-schulden')).text).to.include('Download 1 item<')
    expect((await editor.get('/export?type=lesson')).text).to.include('Geen items om mee te nemen')
  })

  it('gives what the command gives, except the people', async () => {
    const whole = await temporaryFolder()
    await exportFolder(whole, house.house)
    const { 'people/persons.yaml': _people, ...expected } = await filesIn(whole)
    const files = await downloaded({ versions: 'yes' }, '/export?archived=yes')
    expect(await filesIn(await unpacked(files))).to.deep.equal(expected)
    expect(Object.keys(files).filter((path) => /attachments\/\w{24}\//.test(path))).to.have.length(1)
  })

  it('gives an empty store the same items, with all versions and pictures', async () => {
    const folder = await unpacked(await downloaded({ versions: 'yes' }, '/export?archived=yes'))
    const store = await aStore()
    const copy = await openShelves(store, plugins)
    const { added, refused } = await importFolder(folder, copy, new Date('2027-01-01T00:00:00Z'))
    expect([added.length, refused]).to.deep.equal([3, []])
    for (const id of added) {
      expect(await copy.items.get(id, admin), id).to.deep.equal(await house.house.items.get(id, admin))
      expect(await copy.items.history(id), id).to.deep.equal(await house.house.items.history(id))
    }
    expect(await copy.attachments.ids()).to.deep.equal(await house.house.attachments.ids())
    await store.close()
  })

  it('leaves out earlier versions unless they are asked for, and what is withdrawn stays so', async () => {
    const files = await downloaded({}, '/export?archived=yes&unit=burgerzaken')
    expect(Object.values(files).join('\n')).to.include('Zo is het.').and.not.include('Zo was het.')
    const store = await aStore()
    const copy = await openShelves(store, plugins)
    await importFolder(await unpacked(files), copy, sunday)
    expect(await copy.items.get('desk-protocols/oud', admin)).to.include({ state: 'archived', version: 1 })
    expect(await copy.items.get('desk-protocols/paspoort', admin)).to.include({ state: 'published', version: 1 })
    await store.close()
  })

  it('takes no drafts along, and only what was chosen', async () => {
    const files = await downloaded({ versions: 'yes' }, '/export?unit=belastingen')
    expect(Object.values(files).join('\n')).not.to.include('Kladgeheim')
    expect(Object.keys(files).filter((path) => path.endsWith('.md'))).to.deep.equal(['desk-protocols/aanslag.md'])
  })

  it('is noted, with who did it and what was chosen', async () => {
    await downloaded({ versions: 'yes' }, '/export?unit=belastingen')
    const [entry] = await house.house.audit.latest(['exported'], 1)
    expect(entry).to.include({ by: 'lotte-van-dam', aboutName: '1 items', note: 'unit=belastingen versions=yes' })
  })

  it('is for editors and administrators', async () => {
    for (const page of ['/', '/work']) expect((await editor.get(page)).text, page).to.include('href="/export"')
    expect((await (await house.as('pieter-dijk')).get('/work')).text).not.to.include('href="/export"')
    await (await house.as('ruben-vos')).get('/export').expect(200)
    for (const person of ['sanne-brouwer', 'pieter-dijk']) {
      const other = await house.as(person)
      await other.get('/export').expect(403)
      await other.post('/export').type('form').send({ versions: 'yes' }).expect(403)
    }
  })
})

describe('What somebody may not read', () => {
  let house: TestHouse
  before(async () => {
    house = await aHouse({ library: await aLibraryOfSecrets() })
  })
  after(() => house.close())

  async function textsFor(reader: Reader): Promise<string> {
    const items = await itemsChosen(house.house, ExportChoice.parse({ archived: 'yes' }), reader)
    let texts = ''
    for await (const [path, content] of exportForReader(items, { allVersions: true }, reader, house.house))
      if (path !== 'vocabulary.yaml') texts += `${path}\n${content}\n`
    return texts
  }

  it('stays behind, earlier versions too, whoever gets the right to take items along', async () => {
    const [hers, all] = [await textsFor(sanne), await textsFor(admin)]
    for (const { title, visibility } of secrets) {
      expect(all, title).to.include(title)
      if (visibility === 'everyone') expect(hers, title).to.include(title)
      else expect(hers, title).not.to.include(title)
    }
  })

  it('stays behind when it is hidden while the download is on its way', async () => {
    const chosen = await itemsChosen(house.house, ExportChoice.parse({}), admin)
    const hidden = chosen.filter(({ id }) => id === 'desk-protocols/korenbloem')
    const paths: string[] = []
    for await (const [path] of exportForReader(hidden, { allVersions: true }, sanne, house.house)) paths.push(path)
    expect(hidden).to.have.length(1)
    expect(paths.filter((path) => path.includes('korenbloem'))).to.deep.equal([])
  })
})
