import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect } from 'chai'
import { plugins } from '../../plugins/index.ts'
import { packageRoot } from '../../server/paths.ts'
import { doors } from '../../server/web/doors.ts'
import { languages, messagesIn } from '../../server/web/texts.ts'
import { pages, shippedHouse } from '../support/shipped-house.ts'

const kernelFolder = join(packageRoot, 'server', 'web')
const kernelKeys = Object.keys(messagesIn(kernelFolder, 'nl'))
const pluginFolders = plugins.map(({ id }) => join(packageRoot, 'plugins', id))

/** The keys that code in a folder may use: those of the kernel and its own, those of a plural without their ending. */
function keysFor(folder: string): string[] {
  const own = pluginFolders.includes(folder) ? Object.keys(messagesIn(folder, 'nl')) : []
  return [...kernelKeys, ...own].flatMap((key) => [key, key.replace(/_(one|other)$/, '')])
}

function sourcesIn(folder: string): Array<{ path: string; text: string }> {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && /\.(ejs|ts)$/.test(one.name))
    .map((one) => join(one.parentPath, one.name))
    .map((path) => ({ path: relative(packageRoot, path), text: readFileSync(path, 'utf8') }))
}

/** The keys in each `t('…')`, `t(… ? '…' : '…')` and t(`…`) of a source, as patterns: what is filled in may be anything, but not at the start. */
function keysUsedIn(text: string): RegExp[] {
  const plain = [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  const either = [...text.matchAll(/\bt\([^'`\n]*\? '([^']+)' : '([^']+)'/g)].flatMap((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ])
  const filled = [...text.matchAll(/\bt\(`([^$`][^`]*)`/g)].map((match) => match[1] ?? '')
  return [...plain, ...either, ...filled].map((key) => {
    const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
    return new RegExp(`^${parts.join('[\\w-]+')}$`)
  })
}

/** The places in a text where a value is filled in. */
const gaps = (text: string | undefined) => (text?.match(/\{\{\w+\}\}/g) ?? []).sort()

describe('The texts of the interface', () => {
  for (const folder of [kernelFolder, ...pluginFolders]) {
    const [nl, en] = [messagesIn(folder, 'nl'), messagesIn(folder, 'en')]

    it(`are there in Dutch and in English: ${relative(packageRoot, folder)}`, () => {
      expect(Object.keys(en).sort()).to.deep.equal(Object.keys(nl).sort())
      for (const [key, text] of Object.entries(nl)) {
        expect(text.trim(), key).not.to.equal('')
        expect(en[key]?.trim(), key).not.to.equal('')
        expect(gaps(en[key]), key).to.deep.equal(gaps(text))
      }
    })
  }

  for (const folder of [join(packageRoot, 'views'), join(packageRoot, 'server'), ...pluginFolders]) {
    it(`exist wherever they are asked for: ${relative(packageRoot, folder)}`, () => {
      const keys = keysFor(folder)
      const missing = sourcesIn(folder).flatMap(({ path, text }) =>
        keysUsedIn(text)
          .filter((used) => !keys.some((key) => used.test(key)))
          .map((used) => `${path}: ${used.source}`),
      )
      expect(missing).to.deep.equal([])
    })
  }

  it('name every door, every item type and every page of a plugin', () => {
    for (const { id } of doors) expect(kernelKeys).to.include(`door.${id}`)
    for (const [place, { itemTypes, pages = [] }] of plugins.entries()) {
      const keys = keysFor(pluginFolders[place] ?? '')
      for (const type of Object.keys(itemTypes ?? {}))
        expect(keys).to.include.members([`${type}.name`, `${type}.plural`, `${type}.intro`])
      for (const { label } of pages) expect(keys).to.include(label)
    }
  })

  it('stand on every page in place of their keys, in both languages', async () => {
    const house = await shippedHouse()
    const sanne = await house.as('sanne-brouwer')
    const starts = [kernelFolder, ...pluginFolders].flatMap(keysFor).map((key) => key.split('.')[0])
    const key = new RegExp(`(?<![\\w./@-])(${[...new Set(starts)].join('|')})\\.[a-z][\\w.-]*`, 'g')
    for (const language of languages) {
      await sanne.post('/language').type('form').send({ language }).expect(303)
      for (const path of Object.values(pages)) {
        const { text } = await sanne.get(path).expect(200)
        expect(text).to.include(`<html lang="${language}"`)
        expect(text.match(key), `${path} in ${language}`).to.equal(null)
      }
    }
  }).timeout(60_000)
})
