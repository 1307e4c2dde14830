import { existsSync } from 'node:fs'
import { readFile, truncate, watch, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'
import { launchProduct } from '../support/process.ts'
import { ownDatabase } from '../support/store.ts'

const anew = /^Search indexes everything anew/

describe('A start from the kept index', function () {
  // Ten starts of the product.
  this.timeout(60_000)

  let library: string
  let dataFolder: string
  let mongodbUri: string | undefined
  let file: string

  const opened = () => aHouse({ library, dataFolder, ...(mongodbUri && { mongodbUri }) })

  async function during<T>(work: (house: TestHouse) => Promise<T>): Promise<T> {
    const house = await opened()
    try {
      return await work(house)
    } finally {
      await house.close()
    }
  }

  /** Asks until it is found; a change of before the start may take a moment. */
  async function finds(house: TestHouse, text: string, slug: string): Promise<void> {
    const reader = await house.as('sanne-brouwer')
    const path = `href="/desk-protocols/${slug}"`
    while (!(await reader.get('/search').query({ q: text }).expect(200)).text.includes(path)) await wait(20)
  }

  /** Resolves as soon as there is a file beside the kept index that is not finished. */
  async function beginsToWrite(): Promise<void> {
    for await (const { filename } of watch(dataFolder, { persistent: false }))
      if (filename?.startsWith('search-index.')) return
  }

  const reasons = (house: TestHouse) => house.notes.filter((note) => anew.test(note))

  before(async () => {
    library = await aLibrary({
      'desk-protocols/kwijt.md': protocol({ title: 'Paspoort kwijt' }),
      'desk-protocols/geheim.md': protocol({ title: 'Zonnebloemfraude' }),
    })
    dataFolder = await temporaryFolder()
    mongodbUri = ownDatabase()
    file = join(dataFolder, 'search-index')
    await during(async (house) => expect(reasons(house)).to.deep.equal([]))
  })

  it('finds what was there, and what changed while nobody ran', async () => {
    expect(existsSync(file)).to.equal(true)
    await writeInto(library, 'desk-protocols/kameel.md', protocol({ title: 'Kamelenvergunning' }))
    await during(async (house) => {
      expect(reasons(house)).to.deep.equal([])
      await finds(house, 'paspoort', 'kwijt')
      await finds(house, 'kamelenvergunning', 'kameel')
    })
  })

  it('shows nothing that was hidden while nobody ran', async () => {
    await writeInto(library, 'desk-protocols/geheim.md', protocol({ title: 'Zonnebloemfraude', visibility: 'editors' }))
    await during(async (house) => {
      expect(reasons(house)).to.deep.equal([])
      const reader = await house.as('sanne-brouwer')
      const path = 'href="/desk-protocols/geheim"'
      expect((await reader.get('/search?q=zonnebloemfraude').expect(200)).text).not.to.include(path)
      expect((await reader.get('/search/suggestions?q=zonneb').expect(200)).text).not.to.match(/fraude/i)
    })
  })

  it('indexes everything anew when the file is damaged, and says so once', async () => {
    const whole = await readFile(file)
    await truncate(file, Math.floor(whole.length / 2))
    await during(async (house) => {
      expect(reasons(house)).to.deep.equal(['Search indexes everything anew: the kept index is damaged'])
      await finds(house, 'kamelenvergunning', 'kameel')
    })
    await during(async (house) => expect(reasons(house)).to.deep.equal([]))
  })

  it('finds everything after a process was killed while it wrote the file', async () => {
    await writeInto(library, 'desk-protocols/emoe.md', protocol({ title: 'Emoeveer' }))
    const settings = { PORT: '0', KENNISKOMPAS_DATA: dataFolder, KENNISKOMPAS_LIBRARY: library }
    const doomed = await launchProduct({ ...settings, ...(mongodbUri && { MONGODB_URI: mongodbUri }) })
    const writing = beginsToWrite()
    const ended = doomed.stop('SIGTERM')
    await Promise.race([writing, ended])
    void doomed.stop('SIGKILL')
    await ended
    await during(async (house) => {
      expect(reasons(house)).to.deep.equal([])
      await finds(house, 'emoeveer', 'emoe')
      await finds(house, 'kamelenvergunning', 'kameel')
    })
  })

  it('indexes everything anew when the file is of another store, even one with as many changes', async () => {
    const other = await temporaryFolder()
    const elsewhere = { library, dataFolder: other, mongodbUri: ownDatabase() }
    const settings = { ...elsewhere, ...(elsewhere.mongodbUri ? {} : { mongodbUri: undefined }) } as object
    const first = await aHouse(settings)
    await first.close()
    await writeFile(join(other, 'search-index'), await readFile(file))
    const second = await aHouse(settings)
    try {
      expect(reasons(second)).to.have.length(1)
      expect(reasons(second)[0]).to.match(/not of this store/)
      await finds(second, 'kamelenvergunning', 'kameel')
    } finally {
      await second.close()
    }
  })

  it('indexes everything anew when the log does not tell what was missed', async () => {
    await during((house) => house.house.store.connection.collection('changes').deleteMany({}) as never)
    await during(async (house) => {
      expect(reasons(house)).to.have.length(1)
      await finds(house, 'kamelenvergunning', 'kameel')
    })
  })
})
