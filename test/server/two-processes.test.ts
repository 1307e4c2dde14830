import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import supertest from 'supertest'
import { importFolder } from '../../server/content/import.ts'
import { mostCaughtUp } from '../../server/kept-index.ts'
import { runningStoreUri } from '../../server/store/embedded/index.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'
import { launchProduct, type RunningProcess } from '../support/process.ts'
import { ownDatabase } from '../support/store.ts'

type Reader = Awaited<ReturnType<TestHouse['as']>>

const camel = 'desk-protocols/kameel.md'
const path = '/desk-protocols/kameel'
const patiently = 15_000

describe('Search in two processes on one store', () => {
  let library: string
  let house: TestHouse
  let other: RunningProcess
  const readers: Record<string, Reader> = {}

  before(async () => {
    library = await aLibrary({
      'desk-protocols/kwijt.md': protocol(),
      'desk-protocols/zonnebloem.md': protocol({ title: 'Zonnebloemzaak' }),
    })
    const dataFolder = await temporaryFolder()
    const database = ownDatabase()
    house = await aHouse({ library, dataFolder, ...(database && { mongodbUri: database }) })
    const uri = database ?? (await runningStoreUri(dataFolder))
    other = await launchProduct({ PORT: '0', MONGODB_URI: String(uri), KENNISKOMPAS_LIBRARY: 'none' })
    const elsewhere = supertest.agent(other.url).set('Origin', other.url)
    await elsewhere.post('/sign-in').type('form').send({ person: 'sanne-brouwer' }).expect(303)
    Object.assign(readers, { 'the same process': await house.as('sanne-brouwer'), 'the other process': elsewhere })
  })
  after(async () => {
    await other.stop('SIGTERM')
    await house.close()
  })

  const finds = async (reader: Reader, text: string, found: string) =>
    (await reader.get(`/search?q=${encodeURIComponent(text)}`).expect(200)).text.includes(`href="${found}"`)

  /** Asks both processes until they answer so. */
  async function bothAgree(text: string, found: string, wanted: boolean): Promise<void> {
    for (const [where, reader] of Object.entries(readers)) {
      const deadline = Date.now() + patiently
      while ((await finds(reader, text, found)) !== wanted) {
        if (Date.now() > deadline) expect.fail(`${text} ${wanted ? 'is not' : 'is still'} found in ${where}`)
        await wait(50)
      }
    }
  }

  const imports = () => importFolder(library, house.house, new Date())
  const setState = (state: 'published' | 'archived') => {
    const { store, items } = house.house
    return store.transaction((session) => items.setState('desk-protocols/kameel', state, session))
  }

  it('finds what is new', async () => {
    await writeInto(library, camel, protocol({ title: 'Kamelenvergunning' }))
    await imports()
    await bothAgree('kamelenvergunning', path, true)
    await bothAgree('kamelenvergunnign', path, true)
  })

  it('finds a changed item by its new words only, in compounds as well', async () => {
    await writeInto(library, camel, protocol({ title: 'Dromedarissenontheffing' }))
    await writeInto(library, 'desk-protocols/los.md', protocol({ title: 'Ontheffing van dromedarissen' }))
    await imports()
    await bothAgree('dromedarissenontheffing', path, true)
    await bothAgree('ontheffing', path, true)
    await bothAgree('kamelenvergunning', path, false)
  })

  it('does not find what is withdrawn, until it is published again', async () => {
    await setState('archived')
    await bothAgree('dromedarissenontheffing', path, false)
    await setState('published')
    await bothAgree('dromedarissenontheffing', path, true)
  })

  it('finds people and units by their present names', async () => {
    const { directory, directoryStore } = house.house
    const person = { ...directory.persons.find(({ slug }) => slug === 'mirjam-kok'), name: 'Mirjam Zandloper' }
    const unit = { ...directory.units.find(({ slug }) => slug === 'burgerzaken'), name: 'Publieksdiensten' }
    await directoryStore.save([person as never], [unit as never])
    await bothAgree('zandloper', '/people/mirjam-kok', true)
    await bothAgree('publieksdiensten', '/units/burgerzaken', true)
    await bothAgree('publieksdiensten', '/people/mirjam-kok', true)
    await directoryStore.save([{ ...person, active: false } as never], [])
    await bothAgree('zandloper', '/people/mirjam-kok', false)
  })

  it('takes new synonyms over', async () => {
    await writeInto(library, 'synonyms.yaml', '- [paspoort, reispas]\n')
    await imports()
    await bothAgree('reispas', '/desk-protocols/kwijt', true)
  })

  it('catches up after one was away', async () => {
    other.pause()
    await writeInto(library, camel, protocol({ title: 'Olifantenpad' }))
    await writeInto(library, 'desk-protocols/giraf.md', protocol({ title: 'Girafhals' }))
    await imports()
    await setState('archived')
    other.goOn()
    await bothAgree('girafhals', '/desk-protocols/giraf', true)
    await bothAgree('olifantenpad', path, false)
  })

  it('takes no harm from changes that the log tells twice, or of what is not there', async () => {
    await writeInto(library, 'desk-protocols/lama.md', protocol({ title: 'Lamawol' }))
    await imports()
    const { store, changes } = house.house
    const told = ['desk-protocols/lama', 'desk-protocols/lama', 'desk-protocols/nergens', 'nonsense']
    await store.transaction((session) => changes.record('item', told, session))
    await bothAgree('lamawol', '/desk-protocols/lama', true)
  })

  it('catches up after more changes than are made one by one, and shows nothing meanwhile that was hidden', async () => {
    const okapi = (visibility: string) => protocol({ title: 'Okapistreep', visibility })
    await writeInto(library, 'desk-protocols/okapi.md', okapi('everyone'))
    await imports()
    await bothAgree('okapistreep', '/desk-protocols/okapi', true)
    other.pause()
    await writeInto(library, 'desk-protocols/emoe.md', protocol({ title: 'Emoeveer' }))
    await writeInto(library, 'desk-protocols/okapi.md', okapi('editors'))
    await imports()
    const { store, changes } = house.house
    const many = Array.from({ length: mostCaughtUp + 1 }, (_, i) => `desk-protocols/nergens-${i}`)
    await store.transaction((session) => changes.record('item', many, session))
    other.goOn()
    expect(await finds(readers['the other process'] as Reader, 'okapistreep', '/desk-protocols/okapi')).to.equal(false)
    await bothAgree('emoeveer', '/desk-protocols/emoe', true)
    await bothAgree('lamawol', '/desk-protocols/lama', true)
  })

  it('starts anew when the log does not tell all that was missed, and shows nothing meanwhile that was hidden', async () => {
    other.pause()
    await writeInto(
      library,
      'desk-protocols/zonnebloem.md',
      protocol({ title: 'Zonnebloemzaak', visibility: 'editors' }),
    )
    await writeInto(library, 'desk-protocols/los.md', protocol({ title: 'Tapirtunnel' }))
    await imports()
    await house.house.store.connection.collection('changes').deleteMany({})
    other.goOn()
    expect(
      await finds(readers['the other process'] as Reader, 'zonnebloemzaak', '/desk-protocols/zonnebloem'),
    ).to.equal(false)
    await bothAgree('tapirtunnel', '/desk-protocols/los', true)
    await bothAgree('zonnebloemzaak', '/desk-protocols/zonnebloem', false)
  })
})
