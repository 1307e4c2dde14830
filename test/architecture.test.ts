import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { expect } from 'chai'

const root = join(import.meta.dirname, '..')

/** Every file of these folders that holds code or a view: path from the root → text. */
function filesIn(...folders: string[]): Map<string, string> {
  const names = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const code = names.filter((name) => /\.(ts|mts|js|mjs|ejs)$/.test(name))
  return new Map(code.map((name) => [name.split(sep).join('/'), readFileSync(join(root, name), 'utf8')]))
}

/** What a file imports or loads: relative paths counted from the root, all else as it stands. */
function importsOf(path: string, text: string): string[] {
  const places = [
    /(?<!['"`])\bfrom\s*['"`]([^'"`]+)['"`]/g,
    /\bimport\s*['"`]([^'"`]+)['"`]/g,
    /\b(?:import|require|resolve)\s*\(\s*['"`]([^'"`]+)['"`]/g,
    /\bnew URL\(\s*['"`](\.[^'"`]+)['"`]/g,
  ]
  const specifiers = places.flatMap((place) => [...text.matchAll(place)].map(([, specifier = '']) => specifier))
  return specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? relative('.', join(dirname(path), specifier))
          .split(sep)
          .join('/')
      : specifier,
  )
}

const knowsThePlugins = ['server/main.ts', 'server/command-line.ts', 'server/index.ts']
const readsTheEnvironment = [...knowsThePlugins, 'server/config.ts', 'server/dutch-time.ts']
const longest = 300

/** Libraries so heavy that every start would notice them, for what few starts do: each is loaded when it is needed. */
const loadedByNeed = /^import (?!type\b).*'(sharp|nodemailer|file-type)'/m

/** `plugins/guidance/` of whatever is in there, and `plugins/` of the list of plugins. */
const roomOf = (path: string) => /^plugins\/(?:[^/]+\/)?/.exec(path)?.[0] ?? ''

/** The folders that the last table of a README lists, from the outside in. */
function layersIn(folder: string): string[] {
  const table = readFileSync(join(root, folder, 'README.md'), 'utf8')
    .split('\n\n')
    .findLast((part) => part.startsWith('|'))
  return [...(table ?? '').matchAll(/^\| `(\w+)\/` /gm)].map(([, layer = '']) => layer)
}

const foldersIn = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

const store = 'server/store/embedded/'
const storeLayers = layersIn(store)

/** How far inside a file of the embedded store is; what lies in no folder is outside, its errors are the innermost. */
function storeLayer(path: string): number {
  if (path === `${store}errors.ts`) return storeLayers.length
  const folder = path.slice(store.length).split('/')
  return folder.length === 1 ? -1 : storeLayers.indexOf(folder[0] ?? '')
}

const engine = 'server/search/engine/'
const engineLayers = layersIn('server/search')

/** How far inside a file of the search engine is; what it consists of together is outside, its types are the innermost. */
function engineLayer(path: string): number {
  if (path === `${engine}types.ts`) return engineLayers.length
  return engineLayers.indexOf(path.slice(engine.length).split('/')[0] ?? '')
}

/** What runs in a browser too: the search engine, and the rules by which it knows who may read. */
const runsInBrowsers = /^server\/(search\/engine\/|access\/(visibility|may|rules|reader)\.ts$)/
const browserLibraries = /^(lunr|lunr-languages\/lunr\.(nl|stemmer\.support))$/

/** What the embedded store needs of others, and the loader with which its thread starts from source. */
const storeLibraries = /^(node:.*|bson|classic-level)$/
const loaders: Record<string, string> = { [`${store}threads/from-source.mjs`]: 'tsx/esm/api' }

interface Rule {
  name: string
  of: RegExp
  allows(imported: string, path: string): boolean
}

const isOurs = (imported: string) =>
  /^(\.|#|kenniskompas\b|\/)/.test(imported) || /^\w+\/.*\.(ts|mjs|js)$/.test(imported)

const rules: Rule[] = [
  {
    name: 'a plugin imports only #contract, libraries and its own folder',
    of: /^plugins\//,
    allows: (imported, path) => imported === '#contract' || imported.startsWith(roomOf(path)) || !isOurs(imported),
  },
  {
    name: 'the kernel imports no plugin, save the list where the product starts',
    of: /^server\//,
    allows: (imported, path) =>
      !imported.startsWith('plugins/') || (imported === 'plugins/index.ts' && knowsThePlugins.includes(path)),
  },
  {
    name: 'the embedded store imports nothing but itself, Node and two libraries',
    of: /^server\/store\/embedded\//,
    allows: (imported, path) =>
      imported.startsWith(store) || storeLibraries.test(imported) || loaders[path] === imported,
  },
  {
    name: 'a folder of the embedded store imports only those further inside',
    of: /^server\/store\/embedded\//,
    allows: (imported, path) => !imported.startsWith(store) || storeLayer(imported) >= storeLayer(path),
  },
  {
    name: 'what runs in a browser too imports nothing but that and Lunr',
    of: runsInBrowsers,
    allows: (imported) => runsInBrowsers.test(imported) || browserLibraries.test(imported),
  },
  {
    name: 'a layer of the search engine imports only those further inside',
    of: /^server\/search\/engine\//,
    allows: (imported, path) => !imported.startsWith(engine) || engineLayer(imported) >= engineLayer(path),
  },
  {
    name: 'the product imports neither tests nor benchmarks nor examples',
    of: /^(server|plugins)\//,
    allows: (imported) => !/^(test|bench|examples)\//.test(imported),
  },
]

function readsEnvironment(path: string, text: string): boolean {
  if (importsOf(path, text).some((one) => /^(node:)?process$/.test(one))) return true
  return /\bprocess\s*(\.|\?\.|\[\s*['"`])\s*env\b|\benv\b[^=\n]*\}\s*=\s*process\b/.test(text)
}

/** Everything in a file that is against the rules of the house, in words. */
function breaches(path: string, text: string): string[] {
  const imports = rules
    .filter((rule) => rule.of.test(path))
    .flatMap((rule) =>
      importsOf(path, text)
        .filter((one) => !rule.allows(one, path))
        .map((one) => `${rule.name}: ${one}`),
    )
  const environment = readsEnvironment(path, text) && !readsTheEnvironment.includes(path)
  const lines = text.split('\n').length - 1
  return [
    ...imports,
    ...(environment ? ['only config and the files that start the product read the environment'] : []),
    ...(loadedByNeed.test(text) ? ['a heavy library is loaded when it is needed, with import()'] : []),
    ...(lines > longest ? [`a file has at most ${longest} lines: ${lines}`] : []),
  ].map((breach) => `${path}: ${breach}`)
}

describe('The rooms of the house', () => {
  const files = filesIn('server', 'plugins')

  it('keep to their borders', () => {
    expect(files.size).to.be.greaterThan(100)
    expect([...files].flatMap(([path, text]) => breaches(path, text))).to.deep.equal([])
  })

  it('hand out nothing that nobody takes', () => {
    const words = [...files, ...filesIn('test', 'bench')].map(
      ([path, text]) => [path, new Set(text.match(/\w+/g))] as const,
    )
    const isTaken = (name: string, from: string) => words.some(([path, known]) => path !== from && known.has(name))
    const unused = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => !isTaken(name, path))
        .map((name) => `${path}: ${name}`),
    )
    expect(unused).to.deep.equal([])
  })

  it('of the embedded store are those of its README', () => {
    expect(foldersIn(store)).to.have.members(storeLayers)
  })

  it('of the search engine are those of its README', () => {
    expect(foldersIn(engine)).to.have.members(engineLayers)
  })

  it('are what the imports say: the contract is imported by every plugin', () => {
    for (const [path, text] of files) {
      if (/^plugins\/[^/]+\/index\.ts$/.test(path)) expect(importsOf(path, text), path).to.include('#contract')
    }
  })

  const bad: Array<[path: string, text: string, breach: RegExp]> = [
    ['plugins/guidance/index.ts', "import { find } from '../linking-pins/pins.ts'", /only #contract/],
    ['plugins/guidance/index.ts', "import type { House } from '../../server/house.ts'", /only #contract/],
    ['plugins/guidance/index.ts', "export * from '../../server/errors.ts'", /only #contract/],
    ['plugins/guidance/index.ts', "const house = await import('../../server/house.ts')", /only #contract/],
    ['plugins/guidance/index.ts', "import { createKenniskompas } from 'kenniskompas'", /only #contract/],
    ['server/web/home.ts', "import guidance from '../../plugins/guidance/index.ts'", /no plugin/],
    ['server/web/home.ts', "import { plugins } from '../../plugins/index.ts'", /no plugin/],
    ['server/main.ts', "import guidance from '../plugins/guidance/index.ts'", /no plugin/],
    ['server/store/embedded/engine/table.ts', "import { changes } from '../../changes.ts'", /nothing but itself/],
    ['server/store/embedded/engine/table.ts', "import { ObjectId } from 'mongodb'", /nothing but itself/],
    ['server/store/embedded/query/filter.ts', "import type { Stage } from '../aggregate/stage.ts'", /further inside/],
    ['server/store/embedded/bson/sort.ts', "import { notice } from '../notice.ts'", /further inside/],
    ['server/store/embedded/errors.ts', "import { describe } from './bson/describe.ts'", /further inside/],
    ['server/store/embedded/index.ts', "import { z } from '#contract'", /embedded store/],
    ['server/search/engine/engine.ts', "import { join } from 'node:path'", /runs in a browser/],
    ['server/search/engine/question/plan.ts', "import type { House } from '../../../house.ts'", /runs in a browser/],
    ['server/access/may.ts', "import { openAudit } from '../audit.ts'", /runs in a browser/],
    ['server/search/engine/question/plan.ts', "import { match } from '../finding/match.ts'", /further inside/],
    ['server/search/engine/words/vocabulary.ts', "import type { Corpus } from '../corpus/corpus.ts'", /further inside/],
    ['server/search/engine/corpus/corpus.ts', "import { Engine } from '../engine.ts'", /further inside/],
    ['server/search/engine/types.ts', "import type { Language } from './analyser/index.ts'", /further inside/],
    ['server/store/store.ts', "import '../../test/support/house.ts'", /neither tests/],
    ['plugins/guidance/index.ts', "new Worker(new URL('../../bench/run.ts', import.meta.url))", /neither tests/],
    ['server/web/home.ts', 'const port = process.env.PORT', /environment/],
    ['server/web/home.ts', "const port = process['env'].PORT", /environment/],
    ['server/web/home.ts', 'const { env } = process', /environment/],
    ['server/web/home.ts', "import { env } from 'node:process'", /environment/],
    ['server/web/home.ts', "import sharp, { type Sharp } from 'sharp'", /when it is needed/],
    ['server/web/home.ts', 'line\n'.repeat(301), /at most 300 lines: 301/],
  ]
  for (const [path, text, breach] of bad) {
    it(`would not let ${path} say ${JSON.stringify(text.slice(0, 50))}`, () => {
      expect(breaches(path, text).join('\n')).to.match(breach)
    })
  }

  const good: Array<[path: string, text: string]> = [
    [
      'plugins/guidance/index.ts',
      "import { z } from '#contract'\nimport { join } from 'node:path'\nimport force from 'd3-force'",
    ],
    ['plugins/guidance/index.ts', "import { fields } from './fields.ts'"],
    ['plugins/guidance/steps/walk.ts', "import { fields } from '../fields.ts'"],
    ['plugins/index.ts', "import guidance from './guidance/index.ts'"],
    ['server/index.ts', "import { plugins } from '../plugins/index.ts'\nimport { checkPlugins } from './plugins.ts'"],
    [
      'server/store/embedded/engine/table.ts',
      "import { isDoc } from '../bson/values.ts'\nimport { ObjectId } from 'bson'",
    ],
    ['server/web/home.ts', "import type { Sharp } from 'sharp'\nconst sharp = await import('sharp')"],
    ['server/config.ts', 'line\n'.repeat(300)],
  ]
  for (const [path, text] of good) {
    it(`lets ${path} say ${JSON.stringify(text.slice(0, 50))}`, () => expect(breaches(path, text)).to.deep.equal([]))
  }
})
