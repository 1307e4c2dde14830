import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import { importFolder } from '../../server/content/import.ts'
import { openShelves } from '../../server/shelves.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { openStore, type Store } from '../../server/store/store.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aLibrary, protocol } from '../support/library.ts'
import { begin, type Ended, type Environment, launchProduct, ownSettings, run } from '../support/process.ts'

const onMongo = () => Boolean(process.env.MONGODB_URI)
const store = (words: string, settings: Environment) => run(['store', ...words.split(' ')], settings)

const moment = () => new Promise((resolve) => setTimeout(resolve, 2))

/** Settings of a store that holds a small library, for work on it within this process first. */
async function aFilledStore(work: (store: Store) => Promise<unknown> = async () => {}): Promise<Environment> {
  const settings = await ownSettings()
  const opened = await openStore({ mongodbUri: settings.MONGODB_URI, dataFolder: settings.KENNISKOMPAS_DATA ?? '' })
  const library = await aLibrary({
    'desk-protocols/kwijt.md': protocol(),
    'desk-protocols/stuk.md': protocol({ title: 'Paspoort stuk', related: ['desk-protocols/kwijt'] }),
  })
  await importFolder(library, await openShelves(opened, plugins), new Date('2026-11-20'))
  await work(opened)
  await opened.close()
  return settings
}

describe('Looking after the store from the command line', () => {
  describe('while the product runs', () => {
    let settings: Environment
    let backup: string
    let output: Record<string, Ended>

    before(async function () {
      if (onMongo()) this.skip()
      this.timeout(60_000)
      settings = await aFilledStore()
      backup = join(await temporaryFolder(), 'backup')
      const product = await launchProduct(settings)
      const more = await aLibrary(
        Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`desk-protocols/p${i}.md`, protocol()])),
      )
      const [imported, made, stats] = await Promise.all([
        run(['import', more], settings),
        store(`backup ${backup}`, settings),
        store('stats', settings),
      ])
      const compacted = await store('compact', settings)
      const refused = await store(`restore ${backup} --overwrite`, settings)
      output = { imported, made, stats, compacted, refused }
      await product.stop('SIGTERM')
    })

    it('makes a backup, checked, while others write', () => {
      expect(output.imported?.output).to.equal('300 added, 0 changed, 0 unchanged\n')
      expect(output.made?.output).to.match(
        /^[\d,]+ documents in \d+ collections, [\d.]+ kB, and 0 attachments, copied and checked in [\d.]+ s\. /,
      )
      expect([output.imported?.code, output.made?.code]).to.deep.equal([0, 0])
    })

    it('counts what is there, and gives room on disk back', () => {
      expect(output.stats?.output).to.match(/^collection +documents +data +indexes\n/)
      expect(output.stats?.output).to.match(/^persons +5 +[\d.]+ kB +1$/m)
      expect(output.stats?.output).to.match(/^On disk: [\d.]+ kB$/m)
      expect(output.compacted?.output).to.match(/^[\d.]+ [kM]B on disk became [\d.]+ [kM]B, in [\d.]+ s$/m)
    })

    it('does not restore under it, and names its process', () => {
      expect(output.refused?.output).to.match(/^The store in \S+ is in use by process \d+\./)
      expect(output.refused?.code).to.equal(1)
    })

    it('restores the backup to a folder on which the product starts, with nothing wrong in it', async function () {
      this.timeout(60_000)
      const fresh = { ...settings, KENNISKOMPAS_DATA: await temporaryFolder() }
      const { code, output } = await store(`restore ${backup}`, fresh)
      expect(output).to.match(
        /^[\d,]+ documents in \d+ collections and 0 attachments, checked and put in \S+ in [\d.]+ s\.\n$/,
      )
      expect(code).to.equal(0)
      const product = await launchProduct(fresh)
      expect(await (await fetch(`${product.url}/health`)).json()).to.include({ status: 'ready' })
      const [checked, again] = await Promise.all([store('check', fresh), store(`restore ${backup}`, settings)])
      expect(checked.output).to.match(/^0 flaws, 0 mended, in [\d.]+ s\n$/)
      expect(again).to.deep.include({ code: 1 })
      expect(again.output).to.include('holds data already')
      await product.stop('SIGTERM')
    })
  })

  describe('when something is wrong', () => {
    let settings: Environment
    const results: Ended[] = []

    before(async function () {
      this.timeout(60_000)
      settings = await aFilledStore(async ({ connection }) => {
        const rows = (name: string) => connection.collection<{ _id: string }>(name)
        await rows('items').dropIndex('owner_1')
        await rows('items').updateOne(
          { _id: 'desk-protocols/kwijt' },
          { $set: { title: 'Anders' }, $unset: { language: 1 } },
        )
        await rows('items').deleteOne({ _id: 'desk-protocols/stuk' })
        await rows('counters').updateOne({ _id: 'changes' }, { $set: { last: 1 } })
        await rows('persons').updateOne({ _id: 'sanne-brouwer' }, { $set: { unit: 'ict', deputy: 'niemand' } })
      })
      for (const words of ['check', 'check --mend', 'check']) results.push(await store(words, settings))
    })

    const decisions = [
      'persons sanne-brouwer: names unit "ict", which is not there',
      'persons sanne-brouwer: names deputy "niemand", who is not there',
    ]

    it('says what, in plain words, with exit code 1', () => {
      expect(results[0]?.output.split('\n').slice(0, -3)).to.have.members([
        'items: has no index on owner',
        'counters changes: says that 1 changes were made, and the log holds number 3: nothing can be saved',
        ...decisions,
        'items desk-protocols/kwijt: says something else than version 1 in title, language',
        'items desk-protocols/stuk: is gone, though version 1 is kept',
      ])
      expect(results[0]?.output).to.match(
        /^6 flaws, 0 mended, .*\nkenniskompas store check --mend mends 4 of them\.\n$/m,
      )
      expect(results[0]?.code).to.equal(1)
    })

    it('mends what follows from what is kept, and leaves the rest to people', async () => {
      expect(results[1]?.output).to.match(/^6 flaws, 4 mended, /m)
      expect(results[2]?.output.split('\n').slice(0, -2)).to.deep.equal(decisions)
      const product = await launchProduct({ ...settings, KENNISKOMPAS_LIBRARY: 'none' })
      expect(await (await fetch(`${product.url}/health`)).json()).to.deep.equal({ status: 'ready', searchable: 10 })
      await product.stop('SIGTERM')
    })
  })

  describe('moving', () => {
    it('goes to MongoDB and back, and can be stopped in between', async function () {
      this.timeout(90_000)
      const settings = await aFilledStore(async ({ connection }) => {
        const documents = Array.from({ length: 8_000 }, (_, i) => ({ _id: i, text: `text ${i}` }))
        await connection.collection<{ _id: number; text: string }>('notes').insertMany(documents)
      })
      // Another embedded store stands in for MongoDB: only its address is known to the command.
      const mongo = await startEmbeddedStore(await temporaryFolder())
      const words = ['store', 'move', '--to', mongo.uri]
      const first = begin(words, settings)
      const target = await openStore({ mongodbUri: mongo.uri, dataFolder: '' })
      while ((await target.connection.collection('notes').estimatedDocumentCount()) === 0) await moment()
      first.interrupt()
      expect(await first.ended).to.deep.equal({
        code: 130,
        output: 'Stopped. The same command goes on where it was.\n',
      })
      expect(await target.connection.collection('notes').countDocuments()).to.be.within(1, 7_999)

      const start = await run(['start'], { ...settings, MONGODB_URI: mongo.uri })
      expect(start).to.deep.include({ code: 1 })
      expect(start.output).to.include('a move to it was not finished')

      const second = await run(words, settings)
      expect(second.output)
        .to.match(/^notes +8,000 +[0-9a-f]{16}$/m)
        .and.to.match(/^items +2 +[0-9a-f]{16}$/m)
      expect(second.code).to.equal(0)
      await target.close()

      const home = await temporaryFolder()
      const back = await run(['store', 'move', '--to', home], { ...settings, MONGODB_URI: mongo.uri })
      const table = (ended: Ended) => ended.output.split('\n').filter((line) => /[0-9a-f]{16}$/.test(line))
      expect(table(back)).to.deep.equal(table(second)).and.to.have.length.greaterThan(6)
      expect(await readdir(join(home, 'data'))).to.include('CURRENT')
      expect(await run(words, settings)).to.deep.include({ code: 1 })
      await mongo.close()
    })
  })

  const wrong: Array<{ words: string; says: RegExp; settings?: Environment }> = [
    { words: 'store', says: /^kenniskompas store <command>\n/ },
    { words: 'store polish', says: /^There is no store command "polish"\.\n\nkenniskompas store <command>\n/ },
    { words: 'store backup', says: /^kenniskompas store backup <folder>$/m },
    { words: 'store check --thoroughly', says: /^Unknown option '--thoroughly'/ },
    { words: 'store restore /no/such/folder', says: /^There is no folder \/no\/such\/folder\.$/m },
    { words: 'store move', says: /^kenniskompas store move --to / },
    {
      words: 'store backup here',
      says: /With MongoDB: mongodump /,
      settings: { MONGODB_URI: 'mongodb://127.0.0.1:1/x' },
    },
  ]
  describe('used in a wrong way', () => {
    let ended: Ended[]
    before(async function () {
      this.timeout(60_000)
      ended = await Promise.all(
        wrong.map(async ({ words, settings }) => run(words.split(' '), await ownSettings(settings))),
      )
    })
    wrong.forEach(({ words, says }, place) => {
      it(`answers "kenniskompas ${words}" with exit code 64`, () => {
        expect(ended[place]?.output).to.match(says)
        expect(ended[place]?.code).to.equal(64)
      })
    })
  })
})
