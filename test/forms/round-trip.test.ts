import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { plugins } from '../../plugins/index.ts'
import { splitFrontMatter } from '../../server/content/front-matter.ts'
import { CommonFields } from '../../server/content/item.ts'
import { type ItemTypeOfPlugin, itemTypes } from '../../server/content/item-types.ts'
import { readLibraryFolder } from '../../server/content/library-folder.ts'
import { itemForm } from '../../server/forms/item-form.ts'
import { readForm } from '../../server/forms/read-form.ts'
import { packageRoot } from '../../server/paths.ts'
import { anyFrontMatter, asPosted } from './filled-in.ts'

const types = itemTypes(plugins)
const allTypes = types.names().flatMap((name) => plugins.flatMap(({ id }) => types.of(id, name) ?? []))

/** What an item says, whatever its front matter leaves out. */
const meaningOf = (data: unknown, type: ItemTypeOfPlugin) => ({
  ...CommonFields.parse(data),
  ...type.fields.parse(data),
})

describe('What is filled in comes out as it went in', () => {
  it('for every item of the shipped library', async () => {
    const { items } = await readLibraryFolder(join(packageRoot, 'content'), types.plugins())
    expect(items.length).to.be.greaterThan(100)
    for (const { plugin, slug, text } of items) {
      const { data } = splitFrontMatter(text)
      const type = types.of(plugin)
      if (!type) throw new Error(`no type in ${plugin}`)
      const { fields } = itemForm(type)
      const taken = readForm(fields, asPosted(fields, data))
      expect(meaningOf(taken, type), `${plugin}/${slug}`).to.deep.equal(meaningOf(data, type))
    }
  })

  for (const type of allTypes) {
    it(`for any front matter of a ${type.name}`, () => {
      const { fields } = itemForm(type)
      fc.assert(
        fc.property(anyFrontMatter(fields), (data) => {
          expect(readForm(fields, asPosted(fields, data))).to.deep.equal(data)
        }),
      )
    })
  }
})
