import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { freshDirectory } from './harness.ts'

/** Root may do everything, so that the store must run as somebody else: the user that is often called `nobody`. */
const NOBODY = 65534
const runsAsRoot = process.getuid?.() === 0
const user = runsAsRoot ? { uid: NOBODY, gid: NOBODY } : {}

/** Node itself may lie where that user cannot reach it. */
const mayRun = () => spawnSync(process.execPath, ['--version'], user).status === 0

describe('Rights that a store lacks', function () {
  this.timeout(60_000)
  let parent: string
  let printed: string[]
  let errors: string
  let code: number | null

  const cases: { name: string; on: RegExp; mode: number; refused: RegExp | undefined }[] = [
    { name: 'to look into its directory', on: /^$/, mode: 0, refused: /EACCES/ },
    { name: 'to write the lock', on: /LOCK$/, mode: 0o400, refused: /cannot be opened.*LOCK: Permission denied/ },
    { name: 'to read the list of files', on: /CURRENT$/, mode: 0, refused: /EACCES.*CURRENT/ },
    { name: 'to read the log', on: /\.log$/, mode: 0, refused: /EACCES.*\.log/ },
    { name: 'to write the log of last time, which it only reads', on: /\.log$/, mode: 0o400, refused: undefined },
    { name: 'to make new files while it runs', on: /^$/, mode: 0o700, refused: undefined },
  ]
  const directoryOf = (i: number) => join(parent, `case-${i}`)

  before(async function () {
    if (process.platform === 'win32' || !mayRun()) this.skip()
    parent = await freshDirectory()
    await chmod(parent, 0o755)
    await makeStore(join(parent, 'whole'))
    for (const [i, { on, mode }] of cases.entries()) {
      await cp(join(parent, 'whole'), directoryOf(i), { recursive: true })
      const files = ['', ...(await readdir(directoryOf(i), { recursive: true }))]
      if (runsAsRoot) for (const file of files) await chown(join(directoryOf(i), file), NOBODY, NOBODY)
      await chmod(join(directoryOf(i), files.find((file) => on.test(file)) as string), mode)
    }
    await open(cases.map((_, i) => directoryOf(i)))
  })

  after(() => parent && rm(parent, { recursive: true }))

  async function makeStore(directory: string): Promise<void> {
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri).connect()
    await client.db('test').collection<{ _id: number }>('large').insertOne({ _id: 0 })
    await client.close()
    await store.close()
  }

  /** Let a process open all of them, one after another, and fill the last one. */
  async function open(directories: string[]): Promise<void> {
    const home = join(parent, 'home')
    await mkdir(home)
    if (runsAsRoot) await chown(home, NOBODY, NOBODY)
    const script = fileURLToPath(new URL('./crash/opener.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', script, ...directories], {
      ...user,
      env: { PATH: process.env.PATH, HOME: home, TMPDIR: home },
    })
    const output = { out: '', error: '' }
    child.stdout.on('data', (text) => {
      output.out += text
    })
    child.stderr.on('data', (text) => {
      output.error += text
    })
    code = await new Promise((resolve) => child.once('close', resolve))
    printed = output.out.trim().split('\n')
    errors = output.error
  }

  for (const [i, { name, refused }] of cases.entries()) {
    it(`${name}: ${refused ? 'it says so and does not start' : 'it starts'}`, () => {
      expect(printed[i], errors).to.match(refused ?? /^open$/)
      if (refused) expect(printed[i]).to.include(directoryOf(i))
    })
  }

  it('to make new files: the process ends with a message, and what it acknowledged is kept', async () => {
    const directory = directoryOf(cases.length - 1)
    expect(code).to.be.greaterThan(0)
    expect(errors).to.include(`The store could not write to ${directory}/data`).and.include('Permission denied')
    const acknowledged = Number(printed.at(-1))
    expect(acknowledged).to.be.greaterThan(5)
    const store = await startEmbeddedStore(directory)
    const client = await new MongoClient(store.uri).connect()
    const count = await client
      .db('test')
      .collection('large')
      .countDocuments({ _id: { $lte: acknowledged } as never })
    await client.close()
    await store.close()
    expect(count).to.equal(acknowledged + 1)
  })
})
