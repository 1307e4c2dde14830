import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import type { Reader } from '../../server/access/reader.ts'
import { exportFolder } from '../../server/content/export.ts'
import { importFolder } from '../../server/content/import.ts'
import { parseItemFile } from '../../server/content/item-file.ts'
import { Conflict } from '../../server/errors.ts'
import { type OpenShelves, openShelves } from '../../server/shelves.ts'
import type { Store } from '../../server/store/store.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'
import { aStore } from '../support/store.ts'

const monday = new Date('2026-11-23T09:00:00Z')
const tuesday = new Date('2026-11-24T09:00:00Z')
const admin: Reader = { id: 'ruben-vos', name: 'Ruben Vos', role: 'admin', units: [], leads: [] }
const id = 'desk-protocols/paspoort'

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = names.filter((name) => name.isFile()).map((name) => join(name.parentPath, name.name))
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path.slice(folder.length), await readFile(path, 'utf8')])),
  )
}

describe('Importing and exporting a folder of Markdown', () => {
  const stores: Store[] = []
  async function shelves(): Promise<OpenShelves> {
    const store = await aStore()
    stores.push(store)
    return openShelves(store, plugins)
  }
  after(() => Promise.all(stores.map((store) => store.close())))

  it('adds what is new, makes a version of what changed, and does nothing the second time', async () => {
    const shelf = await shelves()
    const folder = await aLibrary({
      'desk-protocols/paspoort.md': protocol(),
      'desk-protocols/ander.md': protocol({ title: 'Ander' }),
    })
    expect((await importFolder(folder, shelf, monday)).added).to.have.length(2)
    expect((await importFolder(folder, shelf, monday)).unchanged).to.have.length(2)

    await writeInto(folder, 'desk-protocols/paspoort.md', protocol({ title: 'Paspoort vermist' }))
    expect(await importFolder(folder, shelf, tuesday)).to.deep.include({ changed: [id], added: [] })
    expect(await shelf.items.get(id, admin)).to.include({ title: 'Paspoort vermist', version: 2 })
    expect((await shelf.items.versions(id, admin)).map((one) => [one.version, one.at])).to.deep.equal([
      [2, tuesday],
      [1, monday],
    ])
  })

  it('never deletes an item when its file is gone', async () => {
    const shelf = await shelves()
    const folder = await aLibrary({ 'desk-protocols/paspoort.md': protocol() })
    await importFolder(folder, shelf, monday)
    await rm(join(folder, 'desk-protocols/paspoort.md'))
    await importFolder(folder, shelf, tuesday)
    expect(await shelf.items.get(id, admin)).to.include({ title: 'Paspoort kwijt' })
  })

  it('passes over a bad file, says everything that is wrong with it, and imports the rest', async () => {
    const shelf = await shelves()
    const folder = await aLibrary({
      'desk-protocols/paspoort.md': protocol({ title: '', review: '31-12-2026', colour: 'red' }),
      'desk-protocols/stuk.md': '---\ntitle: [\n---\n\nTekst',
      'desk-protocols/groot.md': protocol({}, 'woord '.repeat(400_000)),
      'desk-protocols/goed.md': protocol(),
    })
    const { added, refused } = await importFolder(folder, shelf, monday)
    expect(added).to.deep.equal(['desk-protocols/goed'])
    const problems = Object.fromEntries(refused.map((one) => [one.id, one.problems]))
    expect(problems[id]?.map((one) => one.field)).to.deep.equal(['title', 'review', 'colour'])
    expect(problems['desk-protocols/stuk']?.[0]?.line).to.be.greaterThan(1)
    expect(problems['desk-protocols/groot']?.[0]?.message).to.match(/at most 1.0 MB/)
  })

  it('keeps what it has read when it is broken off, and goes on from there', async () => {
    const shelf = await shelves()
    const folder = await aLibrary(
      Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`desk-protocols/a-${i}.md`, protocol()])),
    )
    const unreadable = join(folder, 'desk-protocols/z.md')
    await mkdir(unreadable)
    const progress: string[] = []
    const broken = await importFolder(folder, shelf, monday, (done, total) => progress.push(`${done}/${total}`)).catch(
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect(broken).to.equal('EISDIR')
    expect(progress).to.deep.equal(['0/102', '100/102'])
    await rm(unreadable, { recursive: true })
    const { unchanged, added } = await importFolder(folder, shelf, tuesday)
    expect([unchanged.length, added.length]).to.deep.equal([100, 1])
  })

  it('leaves alone what is edited in the app while it reads', async () => {
    const shelf = await shelves()
    const edited = 'desk-protocols/z'
    const files = (title: string) =>
      Object.fromEntries([...Array(100).keys(), 'z'].map((i) => [`desk-protocols/${i}.md`, protocol({ title })]))
    const folder = await aLibrary(files('Voor iedereen'))
    await importFolder(folder, shelf, monday)
    for (const [name, text] of Object.entries(files('Nog steeds'))) await writeInto(folder, name, text)
    const text = protocol({ title: 'Alleen voor de redactie', visibility: 'editors' })
    const file = { plugin: 'desk-protocols', slug: 'z', text }
    const content = parseItemFile(file, shelf.types)
    const inApp = { by: 'lotte-van-dam', at: tuesday, note: '' }
    let publishing = Promise.resolve()
    const { changed, conflicts } = await importFolder(folder, shelf, tuesday, (done) => {
      if (done === 0)
        publishing = shelf.store.transaction((session) => shelf.items.publish([{ ...file, content }], inApp, session))
    })
    await publishing
    expect([changed.length, conflicts]).to.deep.equal([100, [edited]])
    expect(await shelf.items.get(edited, admin)).to.include({ visibility: 'editors', version: 2 })

    const late = { ...file, text: protocol({ title: 'Te laat' }) }
    const saving = shelf.items.save([{ ...late, content: parseItemFile(late, shelf.types) }], inApp)
    expect(await saving.catch((error) => error)).to.be.instanceOf(Conflict)
  })

  it('brings in each item once when two processes start on the same folder', async () => {
    const [source, shelf] = [await shelves(), await shelves()]
    await importFolder(await aLibrary({ 'desk-protocols/paspoort.md': protocol() }), source, monday)
    const folder = await temporaryFolder()
    await exportFolder(folder, source)
    await writeInto(folder, 'desk-protocols/nieuw.md', protocol({ title: 'Zonder geschiedenis' }))
    await Promise.all([importFolder(folder, shelf, monday), importFolder(folder, shelf, monday)])
    for (const one of [id, 'desk-protocols/nieuw']) expect(await shelf.items.history(one), one).to.have.length(1)
  })

  it('refuses a file whose name makes no address', async () => {
    const shelf = await shelves()
    const folder = await aLibrary({
      'desk-protocols/goed-1.md': protocol(),
      'desk-protocols/Hoofd Letter?.md': protocol(),
      'desk-protocols/..\\..\\buiten.md': protocol(),
      'desk-protocols/.md': protocol(),
    })
    const { added, refused } = await importFolder(folder, shelf, monday)
    expect(added).to.deep.equal(['desk-protocols/goed-1'])
    expect(refused.map(({ problems }) => problems.map(({ message }) => message))).to.have.length(3)
  })

  it('writes an export that only its owner can read, since it holds what some may not see', async () => {
    const shelf = await shelves()
    await importFolder(await aLibrary({ 'desk-protocols/paspoort.md': protocol() }), shelf, monday)
    const folder = await temporaryFolder()
    await exportFolder(folder, shelf)
    for (const path of ['desk-protocols/paspoort.md', 'history/desk-protocols/paspoort.yaml', 'people/persons.yaml'])
      expect((await stat(join(folder, path))).mode & 0o077, path).to.equal(0)
  })

  it('sets the review date by the rule of the type when the file names none', async () => {
    const shelf = await shelves()
    const folder = await aLibrary({
      'desk-protocols/paspoort.md': protocol({ checked: '2026-08-31', review: undefined }),
    })
    await importFolder(folder, shelf, monday)
    expect(await shelf.items.get(id, admin)).to.include({ review: '2027-02-28' })
  })

  it('exports and imports on an empty store: the same items, versions included, byte for byte', async () => {
    const source = await shelves()
    const folder = await aLibrary({
      'desk-protocols/paspoort.md': protocol({}, '# Kop\r\n\r\nMet twee spaties  \naan het eind.\n\n\n'),
    })
    await importFolder(folder, source, monday)
    await writeInto(
      folder,
      'desk-protocols/paspoort.md',
      protocol({ title: 'Paspoort vermist 😀' }, 'Nieuw: "tekst" # geen commentaar'),
    )
    await importFolder(folder, source, tuesday)

    const first = await temporaryFolder()
    await exportFolder(first, source)
    const copy = await shelves()
    await importFolder(first, copy, new Date('2027-01-01T00:00:00Z'))
    const second = await temporaryFolder()
    await exportFolder(second, copy)

    expect(await filesIn(second)).to.deep.equal(await filesIn(first))
    expect(await copy.items.history(id)).to.deep.equal(await source.items.history(id))
    expect(await copy.items.get(id, admin)).to.deep.equal(await source.items.get(id, admin))
    expect(await readFile(join(first, 'desk-protocols/paspoort.md'), 'utf8')).to.equal(
      await readFile(join(folder, 'desk-protocols/paspoort.md'), 'utf8'),
    )
  })

  it('keeps what is archived archived, and small changes small, from one store to the next', async () => {
    const source = await shelves()
    await importFolder(await aLibrary({ 'desk-protocols/paspoort.md': protocol() }), source, monday)
    const changed = { plugin: 'desk-protocols', slug: 'paspoort', text: protocol({ duration: 12 }) }
    const file = { ...changed, content: parseItemFile(changed, source.types) }
    await source.store.transaction(async (session) => {
      await source.items.publish([file], { by: 'lotte-van-dam', at: tuesday, note: 'Duur', minor: true }, session)
      await source.items.setState(id, 'archived', session)
    })

    const first = await temporaryFolder()
    await exportFolder(first, source)
    const copy = await shelves()
    await importFolder(first, copy, new Date('2027-01-01T00:00:00Z'))
    const second = await temporaryFolder()
    await exportFolder(second, copy)

    expect(await filesIn(second)).to.deep.equal(await filesIn(first))
    expect(await copy.items.get(id, admin)).to.deep.equal(await source.items.get(id, admin))
    expect(await copy.items.get(id, admin)).to.include({ state: 'archived', version: 2, readVersion: 1 })
  })

  it('exports the items of one type when that is asked for', async () => {
    const shelf = await shelves()
    await importFolder(await aLibrary({ 'desk-protocols/paspoort.md': protocol() }), shelf, monday)
    const [some, none] = [await temporaryFolder(), await temporaryFolder()]
    await exportFolder(some, shelf, undefined, { type: { $in: ['protocol'] } })
    await exportFolder(none, shelf, undefined, { type: { $in: ['lesson'] } })
    expect(Object.keys(await filesIn(some))).to.include('/desk-protocols/paspoort.md')
    expect(Object.keys(await filesIn(none)).filter((path) => path.includes('desk-protocols'))).to.deep.equal([])
  })
})
