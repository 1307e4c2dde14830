import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { isCompiled } from '../support/compiled.ts'
import { temporaryFolder } from '../support/folders.ts'
import { aLibrary, itemText, protocolFields, writeInto } from '../support/library.ts'

const root = join(import.meta.dirname, '../..')
const { PATH = '', HOME = '' } = process.env
const environment = { PATH, HOME, npm_config_update_notifier: 'false' }

interface Ran {
  code: number
  output: string
}

/** Runs a program in `folder` to its end, without the settings of this process. */
async function run(folder: string, program: string, ...words: string[]): Promise<Ran> {
  const options = { cwd: folder, env: environment, maxBuffer: 10_000_000 }
  return promisify(execFile)(program, words, options).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
  )
}

async function mustRun(folder: string, program: string, ...words: string[]): Promise<string> {
  const { code, output } = await run(folder, program, ...words)
  expect(code, output).to.equal(0)
  return output
}

/** A TypeScript program of somebody who mounts the product with a plugin of their own. */
const typed = `import express from 'express'
import { createKenniskompas, type CurrentUser, shippedPlugins } from 'kenniskompas'
import { definePlugin, type Plugin, z } from 'kenniskompas/contract'
const currentUser: CurrentUser = (req) => ({ id: req.ip ?? '', name: 'Anna', role: 'editor' })
// @ts-expect-error there is no such role
const wrong: CurrentUser = () => ({ id: '1', name: 'Anna', role: 'koning' })
const signs: Plugin = definePlugin({ id: 'signs', icon: 'flag', door: 'signals', itemTypes: { sign: { fields: z.object({}), reviewEvery: { months: 1 } } } })
express().use('/kennis', await createKenniskompas({ currentUser: wrong ?? currentUser, mongodbUri: process.env.MONGODB_URI, plugins: [...shippedPlugins, signs] }))
`

/** The plugin of the README, in JavaScript. */
const agreements = `import { definePlugin, slug, text, z } from 'kenniskompas/contract'

export default definePlugin({
  id: 'agreements',
  icon: 'certificate',
  door: 'learning',
  folder: import.meta.dirname,
  itemTypes: { agreement: { fields: z.object({ partner: text(80), contact: slug().optional() }), reviewEvery: { months: 12 } } },
})
`

const mounted = `import express from 'express'
import { createKenniskompas, shippedPlugins } from 'kenniskompas'
import agreements from './agreements/index.js'

const kenniskompas = await createKenniskompas({
  currentUser: () => ({ id: 'anna', name: 'Anna' }),
  library: process.argv[2],
  dataFolder: 'data-of-agreements',
  plugins: [...shippedPlugins, agreements],
})
const server = express().use('/kennis', kenniskompas).listen(0, '127.0.0.1', async () => {
  for (const path of ['agreements', 'agreements/zwembad', 'search?q=zwembad']) {
    const page = await fetch(\`http://127.0.0.1:\${server.address().port}/kennis/\${path}\`)
    console.log(page.status, path, /Zwembad delen/.test(await page.text()))
  }
  server.close()
  server.closeAllConnections()
  await kenniskompas.close()
})
`

const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

/**
 * Puts the package and what it says to depend on where npm would put them, without asking npm for a minute: the package unpacked,
 * and links to what is here already. It sees no library that it does not name.
 * @returns the file of its command
 */
async function install(tarball: string, folder: string): Promise<string> {
  const modules = join(folder, 'node_modules')
  const unpacked = join(modules, 'kenniskompas')
  await mkdir(unpacked, { recursive: true })
  await mustRun(unpacked, 'tar', '-xzf', tarball, '--strip-components=1')
  const { bin, dependencies } = await readJson(join(unpacked, 'package.json'))
  const host = await readJson(join(folder, 'package.json'))
  const names = new Set([...Object.keys(dependencies), ...Object.keys(host.dependencies), '@types/node'])
  names.delete('kenniskompas')
  for (const name of names) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  return join(unpacked, bin.kenniskompas)
}

describe('The published package', function () {
  this.timeout(90_000)
  let files: string[]
  let folder: string
  let command: string

  const kenniskompas = (...words: string[]) => run(folder, process.execPath, command, ...words)

  before(async () => {
    const place = await temporaryFolder()
    await mustRun(root, 'npm', 'pack', ...(isCompiled ? ['--ignore-scripts'] : []), '--pack-destination', place)
    const [name = ''] = await readdir(place)
    const tarball = join(place, name)
    files = (await mustRun(place, 'tar', '-tzf', tarball)).split('\n').map((path) => path.replace(/^package\//, ''))
    folder = join(place, 'intranet')
    await cp(join(root, 'examples/intranet-host'), folder, {
      recursive: true,
      filter: (path) => !/intranet-host\/(node_modules|data)/.test(path),
    })
    command = await install(tarball, folder)
  })

  it('holds what runs: compiled code, declarations, views, texts, templates and the library', () => {
    expect(files).to.include.members([
      'package.json',
      'LICENSE',
      'README.md',
      'dist/server/index.js',
      'dist/server/index.d.ts',
      'dist/server/contract.js',
      'dist/server/command-line.js',
      'dist/server/search/thread/worker.js',
      'dist/server/store/embedded/worker.js',
      'dist/plugins/index.js',
      'views/layout.ejs',
      'views/assets/kenniskompas.css',
      'views/assets/kenniskompas.js',
      'views/assets/fonts/noto-sans-latin-400-normal.woff2',
      'views/assets/fonts/LICENSE',
      'views/assets/icons/LICENSE',
      'views/texts/privacy.nl.md',
      'plugins/linking-pins/views/network.ejs',
      'plugins/linking-pins/messages.en.json',
      'plugins/linking-pins/template.nl.md',
      'server/web/messages.nl.json',
      'content/vocabulary.yaml',
      'content/people/persons.yaml',
      'content/desk-protocols/paspoort-of-id-kwijt.md',
    ])
  })

  it('holds no sources, no tests, no tools and no demo sign-in', () => {
    const sources = files.filter((path) => /\.(ts|mts|mjs)$/.test(path) && !path.endsWith('.d.ts'))
    expect(sources).to.deep.equal([])
    const others = /^(test|bench|examples)\/|demo|assets\/(source|build)\//
    expect(files.filter((path) => others.test(path))).to.deep.equal([])
  })

  it('runs inside an intranet that installed it', async () => {
    const child = spawn(process.execPath, ['server.js'], { cwd: folder, env: { ...environment, PORT: '0' } })
    try {
      let printed = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
      while (!printed.includes('ready at')) {
        expect(child.exitCode, printed).to.equal(null)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const url = /http:\/\/[\d.:]+/.exec(printed)?.[0]
      const login = { method: 'POST', body: new URLSearchParams({ id: 'sanne-brouwer' }), redirect: 'manual' } as const
      const cookie = (await fetch(`${url}/login`, login)).headers.getSetCookie()[0]?.split(';')[0] ?? ''
      const read = async (path: string) => (await fetch(url + path, { headers: { cookie } })).text()

      expect(await read('/')).to.include('Dag Sanne Brouwer')
      const home = await read('/kennis/')
      expect(home).to.include('Sanne').and.include('href="/kennis/search"')
      const css = /href="(\/kennis\/assets\/kenniskompas\.css[^"]*)"/.exec(home)?.[1] ?? ''
      expect(await read(css)).to.include('@font-face')
      expect(await read('/kennis/search?q=paspoort+kwijd')).to.include('/kennis/desk-protocols/paspoort-of-id-kwijt')
      expect(await read('/kennis/desk-protocols/paspoort-of-id-kwijt')).to.include('<h1')
      expect(await read('/kennis/linking-pins/network')).to.include('<svg')
      expect((await fetch(`${url}/kennis/`)).status).to.equal(401)

      child.kill('SIGTERM')
      const [code] = await once(child, 'exit')
      expect([code, printed]).to.deep.equal([0, `${printed.split('\n')[0]}\n`])
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('takes a plugin from elsewhere', async () => {
    const library = await aLibrary({
      'agreements/zwembad.md': itemText({
        ...protocolFields,
        duration: undefined,
        title: 'Zwembad delen',
        partner: 'Gemeente Elders',
      }),
    })
    await writeInto(folder, 'agreements/index.js', agreements)
    await writeInto(
      folder,
      'agreements/messages.nl.json',
      '{ "agreement.name": "Afspraak", "agreement.plural": "Afspraken", "agreement.intro": "" }',
    )
    await writeInto(folder, 'with-plugin.js', mounted)
    const { output } = await run(folder, process.execPath, 'with-plugin.js', library)
    expect(output).to.equal('200 agreements true\n200 agreements/zwembad true\n200 search?q=zwembad true\n')
  })

  it('refuses to run alone, since it holds no demo, and says what to do', async () => {
    const { code, output } = await kenniskompas('start')
    expect(output).to.include('this package holds no demo sign-in').and.include('Set SIGN_IN_PROVIDER')
    expect(code).to.equal(78)
  })

  it('has commands that know its library', async () => {
    const checked = await kenniskompas('check')
    expect(checked.output).to.match(/^\d+ items, 0 findings$/m)
    expect(checked.code).to.equal(0)
    const template = await readFile(join(root, 'plugins/guidance/template.nl.md'), 'utf8')
    expect((await kenniskompas('template', 'guidance')).output).to.include(template)
  })

  it('declares its types', async () => {
    await writeFile(join(folder, 'typed.ts'), typed)
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', '--noEmit', '--ignoreConfig']
    const modern = ['--module', 'nodenext', '--target', 'es2023', '--types', 'node']
    await mustRun(folder, process.execPath, compiler, ...strict, ...modern, 'typed.ts')
  })
})
