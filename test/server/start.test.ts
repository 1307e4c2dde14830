import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { expect } from 'chai'
import { temporaryFolder } from '../support/folders.ts'
import { aLibrary, protocol, writeInto } from '../support/library.ts'
import { type Ended, launchProduct, ownSettings, type RunningProcess, run } from '../support/process.ts'

const noMongo = () => !process.env.MONGODB_URI

async function signedIn(url: string): Promise<(path: string) => Promise<string>> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { Origin: url },
    body: new URLSearchParams({ person: 'sanne-brouwer' }),
    redirect: 'manual',
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return async (path) => (await fetch(url + path, { headers: { cookie } })).text()
}

describe('The product as a process', () => {
  describe('running', () => {
    let product: RunningProcess
    let settings: Record<string, string>
    before(async () => {
      settings = await ownSettings({
        KENNISKOMPAS_LIBRARY: await aLibrary({
          'desk-protocols/kwijt.md': protocol(),
          'desk-protocols/stuk.md': protocol({ owner: '?' }),
        }),
      })
      product = await launchProduct(settings)
    })

    it('prints its address and answers there', async () => {
      expect(product.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/)
      const health = await fetch(`${product.url}/health`)
      expect([health.status, await health.json()]).to.deep.equal([200, { status: 'ready', searchable: 9 }])
    })

    it('tells the time of the Netherlands on a server that keeps UTC', async () => {
      const clock = new Intl.DateTimeFormat('nl-NL', {
        hour: '2-digit',
        minute: '2-digit',
        timeZone: 'Europe/Amsterdam',
      })
      const before = clock.format(new Date())
      const page = await (await signedIn(product.url))('/me')
      expect(page).to.match(new RegExp(`om (${before}|${clock.format(new Date())})`))
    })

    it('takes an import while it runs, and search finds it soon after', async () => {
      const more = await aLibrary({ 'desk-protocols/nieuw.md': protocol({ title: 'Kamelenvergunning' }) })
      const { code, output } = await run(['import', more], settings)
      expect([code, output]).to.deep.equal([0, '1 added, 0 changed, 0 unchanged\n'])
      const read = await signedIn(product.url)
      const deadline = Date.now() + 8000
      while (!(await read('/search?q=kamelenvergunning')).includes('/desk-protocols/nieuw')) {
        expect(Date.now(), 'found in time').to.be.lessThan(deadline)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })

    it('exports while it runs', async () => {
      const folder = await temporaryFolder()
      expect((await run(['export', folder], settings)).code).to.equal(0)
      expect(await readFile(join(folder, 'desk-protocols/kwijt.md'), 'utf8')).to.equal(protocol())
    })

    it('does not share its embedded store with a second one, and says who has it', async function () {
      if (!noMongo()) this.skip()
      const { code, output } = await run(['start'], settings)
      expect(code).to.equal(1)
      expect(output).to.match(/^Kenniskompas cannot start: The store in \S+ is in use by process \d+\..*\n$/)
    })

    it('ends at Ctrl-C with code 0 and leaves no lock, also while a browser keeps a connection open', async () => {
      const { port } = new URL(product.url)
      const idle = connect(Number(port), '127.0.0.1')
      await once(idle, 'connect')
      const began = Date.now()
      const { code, output } = await product.stop('SIGINT')
      expect(code).to.equal(0)
      expect(Date.now() - began).to.be.lessThan(4000)
      expect(output).to.match(/desk-protocols\/stuk was not imported:\n {2}owner /)
      const left = await readdir(settings.KENNISKOMPAS_DATA ?? '', { recursive: true })
      expect(left.filter((name) => /running\.json|\.sock$/.test(name))).to.deep.equal([])
    })

    it('imports nothing anew at the next start, and ends at SIGTERM with code 0', async () => {
      const again = await launchProduct(settings)
      const page = await (await signedIn(again.url))('/desk-protocols/kwijt/versions')
      expect(page).to.include('Paspoort kwijt').and.not.include('/versions/2')
      expect((await again.stop('SIGTERM')).code).to.equal(0)
    })
  })

  it('says in one line that its port is taken, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, output } = await run(['start'], await ownSettings({ PORT: String(port) }))
    other.close()
    expect(code).to.equal(1)
    expect(output).to.equal(
      `Kenniskompas cannot start: port ${port} is in use by another program. Choose another one, such as PORT=${port + 1}\n`,
    )
  })

  describe('refuses to start, with exit code 78 and the reason,', () => {
    const cases: Array<{ when: string; settings: Record<string, string>; says: RegExp }> = [
      {
        when: 'when settings are wrong',
        settings: { PORT: 'many', NODE_ENV: 'live' },
        says: /some settings are wrong\.\n {2}PORT: "many" .*\n {2}NODE_ENV: "live" /,
      },
      {
        when: 'in production without a provider',
        settings: { NODE_ENV: 'production' },
        says: /demo sign-in is refused because NODE_ENV is production/,
      },
      {
        when: 'where others can reach the demo',
        settings: { HOST: '0.0.0.0' },
        says: /HOST is 0\.0\.0\.0, which others can reach/,
      },
      {
        when: 'on a hosting platform',
        settings: { WEBSITE_SITE_NAME: 'kennis' },
        says: /looks like a hosting platform \(WEBSITE_SITE_NAME is set\)/,
      },
    ]
    let ended: Ended[]
    before(async () => {
      ended = await Promise.all(cases.map(async ({ settings }) => run(['start'], await ownSettings(settings))))
    })
    cases.forEach(({ when, says }, place) => {
      it(when, () => {
        expect(ended[place]?.output)
          .to.match(says)
          .and.not.match(/\n {4}at /)
        expect(ended[place]?.code).to.equal(78)
      })
    })
  })
})

describe('The commands', () => {
  it('import a folder without the product, and name what is refused with its line', async () => {
    const folder = await aLibrary({
      'desk-protocols/goed.md': protocol(),
      'desk-protocols/stuk.md': '---\ntitle: [\n---\n\nTekst',
    })
    const { code, output } = await run(['import', folder], await ownSettings())
    expect(output).to.match(/^1 added, 0 changed, 0 unchanged\ndesk-protocols\/stuk:\d+: /)
    expect(code).to.equal(1)
  })

  it('check a folder', async () => {
    const folder = await aLibrary({ 'desk-protocols/goed.md': protocol() })
    expect(await run(['check', folder], {})).to.deep.equal({ code: 0, output: '1 items, 0 findings\n' })
    await writeInto(folder, 'desk-protocols/stuk.md', protocol({ owner: 'niemand' }))
    const { code, output } = await run(['check', folder], {})
    expect(output).to.include('[link] there is no person "niemand"').and.to.include('2 items, 1 findings')
    expect(code).to.equal(1)
  })

  it('print a template', async () => {
    const { code, output } = await run(['template', 'desk-protocols'], {})
    expect(code).to.equal(0)
    expect(output).to.equal(
      await readFile(join(import.meta.dirname, '../../plugins/desk-protocols/template.nl.md'), 'utf8'),
    )
  })

  const wrong: Array<{ words: string[]; says: RegExp; code: number; settings?: Record<string, string> }> = [
    { words: ['constructor'], says: /^There is no command "constructor"\.\n\nkenniskompas <command>/, code: 64 },
    { words: ['import'], says: /^kenniskompas import <folder>$/m, code: 64 },
    { words: ['import', '/no/such/folder'], says: /^There is no folder \/no\/such\/folder\.$/m, code: 64 },
    { words: ['check', '/no/such/folder'], says: /^There is no folder \/no\/such\/folder\.$/m, code: 64 },
    { words: ['template', 'signals'], says: /^There is no plugin "signals"\. Choose from: desk-protocols, /, code: 64 },
    {
      words: ['export', 'out'],
      says: /^ {2}MONGODB_URI: the value given is not an address/m,
      code: 78,
      settings: { MONGODB_URI: 'x' },
    },
  ]
  describe('used in a wrong way', () => {
    let ended: Ended[]
    before(async () => {
      ended = await Promise.all(wrong.map(async ({ words, settings }) => run(words, await ownSettings(settings))))
    })
    wrong.forEach(({ words, says, code }, place) => {
      it(`answer "${['kenniskompas', ...words].join(' ')}" with exit code ${code}`, () => {
        expect(ended[place]?.output).to.match(says)
        expect(ended[place]?.code).to.equal(code)
      })
    })
  })
})
