import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { openSearch } from '../../server/search/index.ts'
import { readKept, writeKept } from '../../server/search/thread/kept-file.ts'
import { temporaryFolder } from '../support/folders.ts'
import { given } from './given.ts'
import { colleague, library, question, synonyms } from './library.ts'

const kept = { number: 7, seal: 'a seal' }
const stretches = [Buffer.from('paspoort'), new Uint8Array(), Buffer.from([0, 1, 2, 255])]

describe('A kept index', () => {
  let file: string
  beforeEach(async () => {
    file = join(await temporaryFolder(), 'search-index')
  })

  const refusal = () =>
    readKept(file, 'this version').then(
      () => 'none',
      (error: Error) => error.message,
    )

  it('gives the answers that were there before, from a new thread', async () => {
    const [before, after] = [openSearch({ lessons: { synonyms } }), openSearch({ lessons: { synonyms } })]
    try {
      await before.build(given(library))
      await before.keep(file, kept)
      expect(await after.restore(file, given([]), async () => true)).to.deep.equal(kept)
      expect(after.size).to.equal(library.length)
      for (const text of ['paspoorten', 'roze pasje', 'rijbewjs', '"voor een kind"', 'clientondersteuning', '*']) {
        expect(await after.query(question(text)), text).to.deep.equal(await before.query(question(text)))
      }
      await after.edit({ put: [], gone: ['p/rijbewijs'] })
      expect((await after.query(question('rijbewijs', { reader: colleague }))).hits).to.deep.equal([])
    } finally {
      await Promise.all([before.close(), after.close()])
    }
  })

  it('is not taken over when it belongs to another store; the old index goes on', async () => {
    const search = openSearch({ lessons: { synonyms } })
    try {
      await search.build(given(library))
      await search.keep(file, kept)
      const refused = await search.restore(file, given([]), async () => false).catch((error: Error) => error.message)
      expect(refused).to.match(/not of this store/)
      expect(search.size).to.equal(library.length)
    } finally {
      await search.close()
    }
  })

  it('is read as it was written, by its owner alone', async () => {
    await writeKept(file, kept, 'this version', stretches)
    const read = await readKept(file, 'this version')
    expect(read.kept).to.deep.equal(kept)
    expect(read.stretches.map((one) => [...one])).to.deep.equal(stretches.map((one) => [...one]))
    expect((await stat(file)).mode & 0o777).to.equal(0o600)
  })

  it('is refused with any byte changed, and with any end missing', async () => {
    await writeKept(file, kept, 'this version', stretches)
    const whole = await readFile(file)
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole)
      changed[at] = (changed[at] as number) ^ 0x10
      await writeFile(file, changed)
      expect(await refusal(), `byte ${at}`).to.match(/damaged/)
    }
    await writeFile(file, whole)
    for (let length = whole.length - 1; length >= 0; length--) {
      await truncate(file, length)
      expect(await refusal(), `${length} bytes`).to.match(/damaged/)
    }
  })

  it('is refused when another version made it', async () => {
    await writeKept(file, kept, 'an older version', stretches)
    expect(await refusal()).to.match(/another version/)
  })

  const names = () => readdir(join(file, '..'))

  it('stays as it was when the writing of a newer one is broken off, which leaves nothing', async () => {
    await writeKept(file, kept, 'this version', stretches)
    function* breaksOff() {
      yield Buffer.from('half')
      throw new Error('The disk is full')
    }
    const failed = await writeKept(file, { ...kept, number: 8 }, 'this version', breaksOff()).catch(String)
    expect(failed).to.match(/disk is full/)
    expect((await readKept(file, 'this version')).kept.number).to.equal(7)
    expect(await names()).to.deep.equal(['search-index'])
  })

  it('stays as it was when a process is killed while it writes; what that left is cleared away when it is old', async () => {
    await writeKept(file, kept, 'this version', stretches)
    const writer = join(import.meta.dirname, 'killed-while-keeping.ts')
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', '--conditions=source', writer, file])
    expect(signal).to.equal('SIGKILL')
    expect((await readKept(file, 'this version')).kept.number).to.equal(7)
    const left = (await names()).find((name) => name !== 'search-index') ?? expect.fail('nothing was left')

    await writeKept(file, { ...kept, number: 9 }, 'this version', stretches)
    expect(await names(), 'another process may be writing it').to.have.members(['search-index', left])
    await utimes(join(file, '..', left), 0, 0)
    await writeKept(file, { ...kept, number: 10 }, 'this version', stretches)
    expect(await names()).to.deep.equal(['search-index'])
    expect((await readKept(file, 'this version')).kept.number).to.equal(10)
  })

  it('leaves alone what somebody else put beside it', async () => {
    await writeFile(`${file}.old`, 'a copy')
    await mkdir(`${file}.copies`)
    for (const name of ['old', 'copies']) await utimes(`${file}.${name}`, 0, 0)
    await writeKept(file, kept, 'this version', stretches)
    expect(await names()).to.have.members(['search-index', 'search-index.old', 'search-index.copies'])
  })

  it('is whole after several wrote it at the same time, as processes that share a folder do', async () => {
    const numbers = [11, 12, 13]
    await Promise.all(numbers.map((number) => writeKept(file, { ...kept, number }, 'this version', stretches)))
    expect((await readKept(file, 'this version')).kept.number).to.be.oneOf(numbers)
    expect(await names()).to.deep.equal(['search-index'])
  })
})
