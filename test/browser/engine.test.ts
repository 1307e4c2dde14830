import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { searchDocuments } from '../../server/content/search-documents.ts'
import { packageRoot } from '../../server/paths.ts'
import { buildEngine, type Engine } from '../../server/search/engine/engine.ts'
import type { SearchDocument } from '../../server/search/index.ts'
import { question, typed } from '../search/library.ts'
import { aWindow } from '../support/browser.ts'
import { bundleForBrowser } from '../support/bundle.ts'
import { shippedHouse } from '../support/shipped-house.ts'

const folder = join(packageRoot, 'test', 'search')
const mocha = readFileSync(createRequire(import.meta.url).resolve('mocha/mocha.js'), 'utf8')

/** The tests of search that need nothing but the engine: what they import is that, or runs anywhere. */
function testsOfTheEngine(): string[] {
  const runsAnywhere = /^(chai|fast-check|\.\/library\.ts|\.\.\/\.\.\/server\/(search\/engine|access)\/.*)$/
  const imports = /^import (?!type )(?:[^'"]*from )?'([^']+)'/gm
  return readdirSync(folder).filter((name) => {
    if (!name.endsWith('.test.ts')) return false
    return [...readFileSync(join(folder, name), 'utf8').matchAll(imports)].every(([, from = '']) =>
      runsAnywhere.test(from),
    )
  })
}

/** Runs test files in a page, as mocha does in Node. */
async function runInPage(page: Page, names: string[]): Promise<{ passed: number; failures: string[] }> {
  const bundle = await bundleForBrowser(names.map((name) => `import './test/search/${name}'`).join('\n'))
  await page.addScriptTag({ content: mocha })
  await page.evaluate("mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: function () {} })")
  await page.addScriptTag({ content: bundle })
  return page.evaluate(`new Promise((resolve) => {
    const failures = []
    let passed = 0
    mocha
      .run(() => resolve({ passed, failures }))
      .on('pass', () => passed++)
      .on('fail', (test, error) => failures.push(test.fullTitle() + ': ' + error.message))
  })`)
}

/** Everything that can be found in the shipped library. */
async function shippedDocuments(): Promise<SearchDocument[]> {
  const { house } = await shippedHouse()
  const documents: SearchDocument[] = []
  for await (const document of searchDocuments(house)) documents.push(document)
  return documents
}

/** Answers to questions and to unfinished text; runs in Node, and as it stands in the page. */
const answersOf = (engine: Engine, requests: ReturnType<typeof question>[], unfinished: ReturnType<typeof typed>[]) =>
  JSON.stringify([requests.map((one) => engine.query(one)), unfinished.map((one) => engine.suggest(one))])

describe('The engine of search in Chromium', function () {
  this.timeout(120_000)
  let page: Page
  beforeEach(async () => {
    page = await aWindow()
  })
  afterEach(() => page.context().close())

  it('passes its tests', async () => {
    const names = testsOfTheEngine()
    expect(names).to.include.members(['dutch.test.ts', 'traps.test.ts', 'suggestions.test.ts', 'leaks.test.ts'])
    const { passed, failures } = await runInPage(page, names)
    expect(failures).to.deep.equal([])
    expect(passed).to.be.greaterThan(150)
  })

  it('answers from an index that was made in Node as Node does', async () => {
    const engine = buildEngine(await shippedDocuments(), { synonyms: [] })
    const snapshot = [...engine.dump()].map((bytes) => Buffer.from(bytes).toString('base64'))
    const requests = [
      'paspoort kwijt',
      'wie gaat over Wmo',
      'verhuisng doorgeven',
      '"briefadres"',
      '',
      'kamelenrace',
    ].map((text) => question(text, { pageSize: 20 }))
    const unfinished = ['pas', 'mirj', 'verhuisi', 'zzz'].map((text) => typed(text))
    await page.addScriptTag({
      content: await bundleForBrowser("export { Engine } from './server/search/engine/engine.ts'"),
    })
    const inChromium = await page.evaluate(`(() => {
      const engine = new bundle.Engine()
      const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
      engine.load(${JSON.stringify(snapshot)}.map(bytes))
      engine.learn({ synonyms: [] })
      return (${answersOf})(engine, ${JSON.stringify(requests)}, ${JSON.stringify(unfinished)})
    })()`)
    expect(JSON.parse(inChromium as string)).to.deep.equal(JSON.parse(answersOf(engine, requests, unfinished)))
    expect(engine.query(question('paspoort kwijt')).total).to.be.greaterThan(1)
  })
})
