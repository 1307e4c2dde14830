import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { type Core, definePlugin, type Plugin, Router, Schema, text, z } from '../../server/contract.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aHouse, type TestHouse } from '../support/house.ts'
import { aLibrary, itemText, protocol, protocolFields } from '../support/library.ts'

/** Everything that knowledge in Markdown alone asks of a plugin. */
const agreements = definePlugin({
  id: 'agreements',
  icon: 'certificate',
  door: 'learning',
  itemTypes: { agreement: { fields: z.object({ partner: text(80) }), reviewEvery: { months: 12 } } },
})

const messages = {
  'agreement.name': 'Afspraak',
  'agreement.plural': 'Afspraken met anderen',
  'agreement.intro': 'Wat we met andere gemeenten afspraken.',
}

async function inOwnFolder(plugin: Plugin): Promise<Plugin> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'messages.nl.json'), JSON.stringify(messages))
  return { ...plugin, folder }
}

const { duration: _, ...commonFields } = protocolFields
const agreement = (fields: Record<string, unknown> = {}) =>
  itemText({ ...commonFields, title: 'Zwembad delen', partner: 'Gemeente Elders', ...fields }, 'Wij delen het bad.')

/** A plugin that does something: a collection of its own, a page to write to, and fragments on other pages. */
const marks = definePlugin({
  id: 'marks',
  icon: 'flag',
  door: 'signals',
  permissions: { mark: 'editor' },
  setUp(core: Core) {
    const rows = core.model('rows', new Schema({ item: String, by: String }, { versionKey: false }))
    const routes = Router()
    routes.post('/:slug', core.guard('mark'), async (req, res) => {
      await rows.create({ item: `desk-protocols/${req.params.slug}`, by: req.visit.reader.id })
      res.redirect(303, req.visit.link('/'))
    })
    return {
      routes,
      itemPanel: async (item) => `<p>Vlaggen: ${await rows.countDocuments({ item: item.id })}</p>`,
      homeWidget: async (visit) => `<p>Vlaggen voor ${visit.reader.id}: ${await rows.countDocuments()}</p>`,
    }
  },
})

const fails = async (): Promise<never> => {
  throw new Error('broken part')
}
const faulty = definePlugin({
  id: 'faulty',
  icon: 'flag',
  door: 'signals',
  setUp: () => ({ itemPanel: fails, homeWidget: fails, contacts: fails }),
})

/** Why a house with these plugins does not open. */
const refusal = (...plugins: Plugin[]): Promise<string> =>
  aHouse({ plugins }).then(
    (house) => house.close().then(() => 'no refusal'),
    (error: Error) => error.message,
  )

describe('A plugin', () => {
  describe('of fifteen lines, with words alone', () => {
    let house: TestHouse
    let read: (path: string) => Promise<string>
    before(async () => {
      const library = await aLibrary({
        'agreements/zwembad.md': agreement(),
        'agreements/geheim.md': agreement({ title: 'Nog geheim', visibility: 'editors' }),
      })
      house = await aHouse({ library, plugins: [await inOwnFolder(agreements)] })
      const sanne = await house.as('sanne-brouwer')
      read = async (path) => (await sanne.get(path).expect(200)).text
    })
    after(() => house.close())

    it('gets a list with facets and its own words', async () => {
      const list = await read('/agreements')
      expect(list)
        .to.include('Afspraken met anderen')
        .and.include('href="/agreements/zwembad"')
        .and.not.include('geheim')
      expect(list).to.include('name="theme"').and.include('name="unit"')
      expect(await read('/agreements?unit=belastingen')).not.to.include('href="/agreements/zwembad"')
    })

    it('gets a page, versions, a place in search and a door', async () => {
      expect(await read('/agreements/zwembad'))
        .to.include('<h1')
        .and.include('Wij delen het bad.')
        .and.include('Mirjam Kok')
      expect(await read('/agreements/zwembad/versions')).to.include('Zwembad delen')
      expect(await read('/search?q=zwembad'))
        .to.include('href="/agreements/zwembad"')
        .and.include('Afspraak')
      expect(await read('/')).to.match(/<a[^>]+href="\/agreements"/)
    })

    it('has its fields checked at import', async () => {
      expect(house.imported?.added).to.include('agreements/zwembad')
      const refused = await aHouse({
        library: await aLibrary({ 'agreements/leeg.md': agreement({ partner: '' }) }),
        plugins: [await inOwnFolder(agreements)],
      })
      await refused.close()

      expect(refused.imported?.refused.map(({ id, problems }) => [id, problems[0]?.field])).to.deep.equal([
        ['agreements/leeg', 'partner'],
      ])
    })
  })

  describe('that does something', () => {
    let house: TestHouse
    before(async () => {
      const library = await aLibrary({ 'desk-protocols/kwijt.md': protocol() })
      const { plugins } = await import('../../plugins/index.ts')
      house = await aHouse({ library, plugins: [...plugins, marks, faulty] })
    })
    after(() => house.close())

    it('lets an editor do what its guard asks an editor for, and refuses a reader', async () => {
      const [sanne, lotte] = [await house.as('sanne-brouwer'), await house.as('lotte-van-dam')]
      await sanne.post('/marks/kwijt').expect(403)
      await house.asNobody().post('/marks/kwijt').expect(401)
      await lotte.post('/marks/kwijt').expect(303)
      expect((await sanne.get('/desk-protocols/kwijt')).text).to.include('Vlaggen: 1')
      expect((await sanne.get('/')).text).to.include('Vlaggen voor sanne-brouwer: 1')
    })

    it('keeps its rows in a collection of its own', async () => {
      const names = await house.house.store.connection.listCollections()
      expect(names.map(({ name }) => name)).to.include('marks_rows')
    })

    it('breaks no more than its own fragment when it fails, and the log hears of it', async () => {
      const sanne = await house.as('sanne-brouwer')
      for (const path of ['/', '/desk-protocols/kwijt', '/units/burgerzaken', '/search?q=paspoort']) {
        const before = house.faults.length
        const page = await sanne.get(path).expect(200)
        expect(page.text, path).not.to.include('broken part')
        if (path !== '/search?q=paspoort') expect(house.faults.length, path).to.be.greaterThan(before)
      }
      expect((await sanne.get('/')).text)
        .to.include('Vlaggen voor')
        .and.include('Dit onderdeel werkt nu niet')
      expect(house.faults.every((fault) => String(fault).includes('broken part'))).to.equal(true)
    })
  })

  it('that throws while it is set up stops the start, by name', async () => {
    const setUp = () => {
      throw new Error('one and one is three')
    }
    expect(await refusal({ ...marks, setUp })).to.equal('The plugin "marks" does not start: one and one is three')
    const guard = (core: Core) => ({ routes: Router().get('/', core.guard('fly')) })
    expect(await refusal({ ...marks, setUp: guard })).to.include('"marks" does not start: "fly" is not among')
  })

  const taken: Array<{ what: string; plugins: Plugin[]; name: string }> = [
    { what: 'the id of another plugin', plugins: [marks, marks], name: 'marks' },
    { what: 'a page of the kernel', plugins: [{ ...marks, id: 'people' }], name: 'people' },
    { what: 'a public page', plugins: [{ ...marks, id: 'privacy' }], name: 'privacy' },
    { what: 'the folder of old versions', plugins: [{ ...agreements, id: 'history' }], name: 'history' },
    {
      what: 'the type of another plugin',
      plugins: [agreements, { ...agreements, id: 'others' }],
      name: 'type agreement',
    },
    {
      what: 'the type of a person',
      plugins: [{ ...agreements, itemTypes: { person: agreements.itemTypes?.agreement as never } }],
      name: 'type person',
    },
  ]
  for (const { what, plugins, name } of taken) {
    it(`is refused when it takes ${what}`, async () => {
      const id = plugins.at(-1)?.id
      expect(await refusal(...plugins)).to.equal(`The plugin "${id}" uses a name that is taken: ${name}`)
    })
  }
})
