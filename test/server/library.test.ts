import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import { parseItemFile } from '../../server/content/item-file.ts'
import { itemTypes } from '../../server/content/item-types.ts'
import { checkLibrary, type Finding } from '../../server/content/library-check.ts'
import { readLibraryFolder } from '../../server/content/library-folder.ts'
import { packageRoot } from '../../server/paths.ts'
import { folderOf } from '../../server/plugins.ts'
import { aLibrary, itemText, protocol, protocolFields } from '../support/library.ts'

const types = itemTypes(plugins)
const shipped = join(packageRoot, 'content')

describe('The library that ships with the product', () => {
  it('has no wrong field, no broken link and no hard language', async () => {
    const { items, findings } = await checkLibrary(shipped, types)
    expect(findings).to.deep.equal([])
    expect(items).to.be.at.least(60)
  })

  it('has enough to start from', async () => {
    const { items, persons, units } = await readLibraryFolder(shipped, types.plugins())
    const of = (plugin: string) =>
      items.filter((item) => item.plugin === plugin).map((item) => parseItemFile(item, types))
    const upl = /^http:\/\/standaarden\.overheid\.nl\/owms\/terms\/./
    expect(of('desk-protocols').filter(({ product }) => upl.test(product?.uri ?? '')).length).to.be.at.least(24)
    expect(of('best-practices').length).to.be.at.least(12)
    expect(of('lessons-learned').length).to.be.at.least(12)
    expect(of('linking-pins').length).to.be.at.least(30)
    expect(
      of('guidance')
        .filter(({ fields }) => fields.kind === 'step')
        .map(({ fields }) => fields.step),
    ).to.have.members([1, 2, 3, 4, 5, 6])
    expect(units.length).to.be.within(18, 30)
    expect(persons.length).to.be.within(40, 60)
  })

  it('names only units and persons that are there, in the directory too', async () => {
    const { persons, units } = await readLibraryFolder(shipped, types.plugins())
    const unitSlugs = units.map((unit) => unit.slug)
    const personSlugs = persons.map((person) => person.slug)
    expect(new Set(unitSlugs).size).to.equal(unitSlugs.length)
    expect(new Set(personSlugs).size).to.equal(personSlugs.length)
    expect(unitSlugs).to.include.members(units.flatMap(({ parent }) => parent ?? []))
    expect(unitSlugs).to.include.members(persons.flatMap(({ unit, leads }) => [unit, ...leads]))
    expect(personSlugs).to.include.members(persons.flatMap(({ deputy }) => deputy ?? []))
  })

  for (const plugin of plugins) {
    it(`has a template for ${plugin.id} that is a good item itself`, async () => {
      const template = await readFile(join(folderOf(plugin), 'template.nl.md'), 'utf8')
      const parsed = parseItemFile({ plugin: plugin.id, slug: 'nieuw', text: template }, types)
      const { persons, units } = await readLibraryFolder(shipped, [])
      expect(persons.map(({ slug }) => slug)).to.include.members([parsed.owner, parsed.deputy].filter(Boolean))
      expect(units.map(({ slug }) => slug)).to.include(parsed.unit)
    })
  }
})

describe('Checking a library', () => {
  /** The line of `file` that has `text`. */
  const lineOf = (file: string, text: string) => file.split('\n').findIndex((line) => line.includes(text)) + 1
  const long =
    'Als de inwoner bij de balie komt dan vraag je eerst rustig naar de naam en daarna ook nog naar het adres en de datum.'
  const { duration: _, ...commonFields } = protocolFields
  const lesson = { happenedOn: '2026-10-01', happened: 'Dit.', expected: 'Dat.', cause: 'Zo.', lesson: 'Let op.' }

  const cases: Array<{ what: string; file: string; kind: Finding['kind']; says: string; at: string; in?: string }> = [
    {
      what: 'an unknown owner',
      file: protocol({ owner: 'niemand' }),
      kind: 'link',
      says: 'there is no person "niemand"',
      at: 'owner:',
    },
    {
      what: 'an unknown unit',
      file: protocol({ unit: 'nergens' }),
      kind: 'link',
      says: 'there is no unit "nergens"',
      at: 'unit:',
    },
    {
      what: 'an unknown theme',
      file: protocol({ themes: ['weer'] }),
      kind: 'link',
      says: 'there is no theme "weer"',
      at: '- weer',
    },
    {
      what: 'an unknown audience',
      file: protocol({ audience: ['marsman'] }),
      kind: 'link',
      says: 'there is no audience "marsman"',
      at: '- marsman',
    },
    {
      what: 'a related item that is not there',
      file: protocol({ related: ['guidance/weg'] }),
      kind: 'link',
      says: 'there is no item "guidance/weg"',
      at: '- guidance/weg',
    },
    {
      what: 'an unknown amount in a field',
      file: protocol({ costs: ['goud'] }),
      kind: 'link',
      says: 'there is no amount "goud"',
      at: '- goud',
    },
    {
      what: 'a person in a field of the type',
      file: itemText({ ...commonFields, ...lesson, actionBy: 'niemand' }, 'Zo ging het.'),
      in: 'lessons-learned',
      kind: 'link',
      says: 'there is no person "niemand"',
      at: 'actionBy:',
    },
    {
      what: 'an unknown amount in the text',
      file: protocol({}, 'Het is klaar.\n\nDat kost {bedrag: zilver}.'),
      kind: 'link',
      says: 'there is no amount "zilver"',
      at: '{bedrag: zilver}',
    },
    {
      what: 'a link to an item that is not there',
      file: protocol({}, 'Kijk eerst.\n\nLees [dit](../guidance/weg.md).'),
      kind: 'link',
      says: '"../guidance/weg.md" leads nowhere',
      at: 'weg.md',
    },
    {
      what: 'a link to a person who is not there',
      file: protocol({}, 'Kijk eerst.\n\nBel [haar](../people/niemand).'),
      kind: 'link',
      says: '"../people/niemand" leads nowhere',
      at: 'people/niemand',
    },
    {
      what: 'an anchor that is not there',
      file: protocol({}, '## Kop\n\nGa naar [het eind](#eind).'),
      kind: 'link',
      says: '"#eind" leads nowhere',
      at: '#eind',
    },
    {
      what: 'a step that leads nowhere',
      file: protocol(
        {},
        '## Stap: Begin\n\nVraag het.\n\n- [Ja](#stap-weg)\n- [Nee](#stap-eind)\n\n## Stap: Eind\n\nKlaar.',
      ),
      kind: 'link',
      says: 'step "stap-begin" has a choice to "#stap-weg", which is not there',
      at: '#stap-weg',
    },
    {
      what: 'a step that nobody reaches',
      file: protocol({}, '## Stap: Begin\n\nVraag het.\n\n## Stap: Los\n\nKlaar.'),
      kind: 'link',
      says: 'no choice leads to step "stap-los"',
      at: 'Stap: Los',
    },
    {
      what: 'steps that go round for ever',
      file: protocol({}, '## Stap: Een\n\n- [Verder](#stap-twee)\n\n## Stap: Twee\n\n- [Terug](#stap-een)'),
      kind: 'link',
      says: 'from step "stap-twee" there is no way to an end',
      at: 'Stap: Twee',
    },
    {
      what: 'long sentences',
      file: protocol({}, `Dit is kort.\n\n${long}`),
      kind: 'language',
      says: 'Als de inwoner bij de balie',
      at: 'Als de inwoner',
    },
    {
      what: 'a wrong date',
      file: protocol({ review: '31-12-2026' }),
      kind: 'schema',
      says: 'review must be a date',
      at: 'review:',
    },
    {
      what: 'an unknown field',
      file: protocol({ colour: 'red' }),
      kind: 'schema',
      says: 'colour is not a field of protocol',
      at: 'colour:',
    },
    {
      what: 'front matter that cannot be read',
      file: '---\ntitle: Goed\nunit: [\n---\n\nTekst',
      kind: 'schema',
      says: 'Front matter, line',
      at: '---\n',
    },
  ]
  for (const { what, file, kind, says, at, in: plugin = 'desk-protocols' } of cases) {
    it(`finds ${what}, and says where`, async () => {
      const { findings } = await checkLibrary(await aLibrary({ [`${plugin}/proef.md`]: file }), types)
      const found = findings.find(({ message }) => message.includes(says))
      expect(found, JSON.stringify(findings)).to.include({ id: `${plugin}/proef`, kind })
      if (at === '---\n') expect(found?.line).to.be.within(3, 4)
      else expect(found?.line).to.equal(lineOf(file, at))
    })
  }

  it('finds nothing in a good item', async () => {
    const good = protocol(
      { costs: ['paspoort'], related: ['guidance/ander'] },
      '## Stap: Begin\n\nZie [haar](../people/mirjam-kok), {bedrag: paspoort}.\n\n- [Verder](#stap-eind)\n- [Anders](../units/belastingen)\n\n## Stap: Eind\n\nKlaar, zie [boven](#stap-begin) en [dit](https://www.rijksoverheid.nl).',
    )
    const guidance = itemText(
      { ...commonFields, kind: 'how-to' },
      'Lees [verder](../desk-protocols/goed.md#stap-begin).',
    )
    expect(
      await checkLibrary(await aLibrary({ 'desk-protocols/goed.md': good, 'guidance/ander.md': guidance }), types),
    ).to.deep.equal({
      items: 2,
      findings: [],
    })
  })
})
