import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import { accept } from '../../server/attachments/accept.ts'
import { markdownFor } from '../../server/attachments/markdown.ts'
import { exportFolder } from '../../server/content/export.ts'
import { importFolder } from '../../server/content/import.ts'
import { type OpenShelves, openShelves } from '../../server/shelves.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { openStore, type Store } from '../../server/store/store.ts'
import { aPdf, aPicture } from '../support/attachments.ts'
import { temporaryFolder } from '../support/folders.ts'
import { sunday } from '../support/house.ts'
import { aLibrary, protocol } from '../support/library.ts'
import { type Environment, ownSettings, run } from '../support/process.ts'
import { aStore } from '../support/store.ts'

const ids = ['0123456789abcdef01234567', '89abcdef0123456701234567']

/** Keeps a picture and a document, and a protocol that shows both. */
async function fill(store: Store): Promise<OpenShelves> {
  const shelves = await openShelves(store, plugins)
  const sent = [
    { name: 'balie.png', bytes: await aPicture('png') },
    { name: 'aanvraag.pdf', bytes: aPdf() },
  ]
  const lines = await Promise.all(
    sent.map(async (one, place) => {
      const { alt, ...file } = await accept(one, { alt: 'De balie', decorative: false })
      const about = { id: ids[place] ?? '', alt, uploadedBy: 'lotte-van-dam', uploadedAt: sunday }
      return markdownFor(await shelves.attachments.add(file, about), 'nl')
    }),
  )
  await importFolder(await aLibrary({ 'desk-protocols/kwijt.md': protocol({}, lines.join('\n\n')) }), shelves, sunday)
  return shelves
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
  const paths = found.map((one) => join(one.parentPath, one.name))
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path.slice(folder.length), await readFile(path, 'base64')])),
  )
}

describe('What is attached', () => {
  const stores: Store[] = []
  const another = async () => {
    const store = await aStore()
    stores.push(store)
    return store
  }
  after(() => Promise.all(stores.map((store) => store.close())))

  describe('to what is exported', () => {
    let source: OpenShelves
    let folder: string
    before(async () => {
      source = await fill(await another())
      folder = await temporaryFolder()
      await exportFolder(folder, source)
    })

    it('lies where the Markdown says, so that any Markdown viewer shows it', async () => {
      const text = await readFile(join(folder, 'desk-protocols/kwijt.md'), 'utf8')
      const [, path = ''] = /!\[De balie\]\((.+)\)/.exec(text) ?? []
      expect(await readFile(join(folder, 'desk-protocols', path))).to.deep.equal(
        await source.attachments.bytes({ id: ids[0] ?? '' }),
      )
    })

    it('comes back on an empty store, byte for byte, and twice is once', async () => {
      const copy = await openShelves(await another(), plugins)
      expect((await importFolder(folder, copy, sunday)).refused).to.deep.equal([])
      expect((await importFolder(folder, copy, sunday)).unchanged).to.deep.equal(['desk-protocols/kwijt'])
      const again = await temporaryFolder()
      await exportFolder(again, copy)
      expect(await filesIn(again)).to.deep.equal(await filesIn(folder))
      expect(await copy.attachments.known(ids)).to.have.deep.members(await source.attachments.known(ids))
    })

    it('is refused when somebody changed it on the way', async () => {
      const changed = await temporaryFolder()
      await exportFolder(changed, source)
      const [name = ''] = await readdir(join(changed, 'attachments', ids[0] ?? ''))
      await writeFile(join(changed, 'attachments', ids[0] ?? '', name), '<script>alert(1)</script>')
      const { added, refused } = await importFolder(changed, await openShelves(await another(), plugins), sunday)
      expect(added).to.deep.equal(['desk-protocols/kwijt'])
      expect(refused.map(({ id }) => id)).to.deep.equal([`attachments/${ids[0]}/${name}`])
    })

    it('leaves out what only a draft shows, or nobody', async () => {
      const { alt, ...file } = await accept({ name: 'los.pdf', bytes: aPdf() }, { alt: 'Los', decorative: false })
      const about = { id: 'ffffffffffffffffffffffff', alt, uploadedBy: 'lotte-van-dam', uploadedAt: sunday }
      await source.attachments.add(file, about)
      const without = await temporaryFolder()
      await exportFolder(without, source)
      expect(await readdir(join(without, 'attachments'))).to.have.members([...ids, 'attachments.yaml'])
    })
  })

  describe('to an embedded store', () => {
    let settings: Environment
    before(async function () {
      if (process.env.MONGODB_URI) this.skip()
      settings = await ownSettings()
      const store = await openStore({ mongodbUri: undefined, dataFolder: settings.KENNISKOMPAS_DATA ?? '' })
      await fill(store)
      await store.close()
    })

    const command = (words: string, more: Environment = {}) => run(words.split(' '), { ...settings, ...more })
    const filesOf = (folder: string) => filesIn(join(folder, 'attachments'))
    const own = () => filesOf(settings.KENNISKOMPAS_DATA ?? '')

    it('is in the backup, and back after restoring it; what was there is set aside', async function () {
      this.timeout(60_000)
      const [backup, fresh] = [join(await temporaryFolder(), 'backup'), await temporaryFolder()]
      expect((await command(`store backup ${backup}`)).output).to.match(/, and 2 attachments, copied and checked/)
      expect(await filesOf(backup)).to.deep.equal(await own())
      const back = { KENNISKOMPAS_DATA: fresh }
      expect((await command(`store restore ${backup}`, back)).output).to.include(
        'and 2 attachments, checked and put in',
      )
      expect((await command('store check', back)).output).to.match(/^0 flaws/)
      expect((await command(`store restore ${backup} --overwrite`, back)).code).to.equal(0)
      expect(await filesOf(fresh)).to.deep.equal(await own())
      const names = await readdir(fresh)
      const stamps = ['data', 'attachments'].map((one) =>
        names.find((name) => name.startsWith(`${one}-before-restore-`)),
      )
      expect(stamps[1]?.replace('attachments', 'data')).to.equal(stamps[0])
    })

    it('is missed by the check when it is gone or changed', async () => {
      const place = settings.KENNISKOMPAS_DATA ?? ''
      const path = join(place, 'attachments', ids[1] ?? '')
      const bytes = await readFile(path)
      await writeFile(path, 'iets anders')
      const { code, output } = await command('store check')
      await writeFile(path, bytes)
      expect(output).to.include(`attachments ${ids[1]}: the file aanvraag.pdf is not the one that was uploaded`)
      expect(code).to.equal(1)
    })

    it('goes along to MongoDB and back', async function () {
      this.timeout(60_000)
      const mongo = await startEmbeddedStore(await temporaryFolder())
      expect((await command(`store move --to ${mongo.uri}`)).code).to.equal(0)
      const home = await temporaryFolder()
      expect((await command(`store move --to ${home}`, { MONGODB_URI: mongo.uri })).code).to.equal(0)
      expect(await filesOf(home)).to.deep.equal(await own())
      await mongo.close()
    })
  })
})
