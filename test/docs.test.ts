import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'chai'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const inFolder = (folder: string) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'bench/RESULTS.md', 'bench/data/README.md', 'server/search/README.md'],
  ...inFolder('docs').filter((path) => path.endsWith('.md')),
].filter((path) => existsSync(join(root, path)))

/** The files that a document leads to; what it quotes as code leads nowhere. */
const linksIn = (text: string) =>
  [...text.replace(/^ *```[\s\S]*?^ *```|`[^`\n]*`/gm, '').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
    ([, path = '']) => path,
  )

describe('The documents', () => {
  it('lead to files that are there', () => {
    const broken = documents.flatMap((path) =>
      linksIn(read(path))
        .filter((link) => !existsSync(join(root, dirname(path), link)))
        .map((link) => `${path}: ${link}`),
    )
    expect(broken).to.deep.equal([])
  })

  it('name files of search that are there', () => {
    const named = [...read('docs/search.md').matchAll(/(?<![\w/.-])[a-z]+\/[a-z-]+\.ts\b/g)].map(([path]) => path)
    expect(named).to.include('finding/phrase.ts')
    expect(named.filter((path) => !existsSync(join(root, 'server/search/engine', path)))).to.deep.equal([])
  })

  it('number each decision once, in order', () => {
    const numbers = [...read('docs/decisions.md').matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number))
    expect(numbers).to.deep.equal(Array.from(numbers, (_, place) => place + 1))
  })
})
