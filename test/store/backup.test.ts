import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { MongoClient } from 'mongodb'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { openLevelDisk } from '../../server/store/embedded/disk/level-disk.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { restoreBackup } from '../../server/store/embedded/restore.ts'
import { codeOf, freshDirectory } from './harness.ts'

const noon = new Date('2026-11-22T12:00:00Z')
const quietly = { overwrite: false, now: noon }

describe('A backup of the embedded store', () => {
  let directory: string
  let target: string

  beforeEach(async () => {
    directory = await freshDirectory()
    target = join(await freshDirectory(), 'backup')
  })

  afterEach(async () => {
    await rm(directory, { recursive: true })
    await rm(join(target, '..'), { recursive: true })
  })

  async function using<T>(place: string, work: (client: MongoClient) => Promise<T>): Promise<T> {
    const store = await startEmbeddedStore(place)
    const client = await new MongoClient(store.uri).connect()
    return work(client).finally(() => client.close().then(store.close))
  }

  const backup = (client: MongoClient, to = target) => client.db('admin').command({ backup: to })

  const names = (place: string) =>
    using(place, async (client) => {
      const documents = await client.db('test').collection('items').find().sort({ _id: 1 }).toArray()
      return documents.map(({ name }) => name)
    })

  it('holds what was acknowledged before it, and no half transaction, while others write', async () => {
    const acknowledged = await using(directory, async (client) => {
      const items = client.db('test').collection('items')
      await items.createIndex({ name: 1, part: 1 }, { unique: true })
      let last = -1
      let stopped = false
      const writing = (async () => {
        for (let i = 0; !stopped; i++) {
          await client.withSession((session) =>
            session.withTransaction(() =>
              items.insertMany(
                [1, 2].map((part) => ({ name: i, part })),
                { session },
              ),
            ),
          )
          last = i
        }
      })()
      while (last < 20) await new Promise((resolve) => setTimeout(resolve, 1))
      const before = last
      expect(await backup(client)).to.include({ collections: 1 })
      stopped = true
      await writing
      return before
    })
    const copied = await names(target)
    expect(copied.length).to.be.at.least(2 * (acknowledged + 1))
    expect(copied).to.deep.equal(copied.map((_, place) => Math.floor(place / 2)))
    expect(copied.length % 2).to.equal(0)
  })

  it('is counted, checked, and a store of its own that nobody else can read', async () => {
    const report = await using(directory, async (client) => {
      await client.db('test').collection('items').insertOne({ name: 'a' })
      await client.db('other').collection('more').insertMany([{}, {}])
      return backup(client)
    })
    expect(report).to.include({ collections: 2, documents: 3, ok: 1 })
    expect(report.bytes).to.be.greaterThan(100)
    expect(await names(target)).to.deep.equal(['a'])
  })

  it('is made only once when two are asked for in one directory', async () => {
    await using(directory, async (client) => {
      await client.db('test').collection('items').insertOne({ name: 'a' })
      const codes = await Promise.all([codeOf(backup(client)), codeOf(backup(client))])
      expect(codes.filter((code) => code === undefined)).to.have.length(1)
    })
    expect(await names(target)).to.deep.equal(['a'])
  })

  it('needs an empty directory with an absolute path, and is asked of admin', async () => {
    await mkdir(target)
    await writeFile(join(target, 'letter'), '')
    await using(directory, async (client) => {
      expect(await codeOf(backup(client))).to.equal(2)
      expect(await codeOf(backup(client, 'here'))).to.equal(2)
      expect(await codeOf(backup(client, join(target, 'letter')))).to.equal(2)
      expect(await codeOf(client.db('test').command({ backup: join(target, 'other') }))).to.equal(13)
    })
    expect(await readdir(target)).to.deep.equal(['letter'])
  })

  const spoiled = {
    'that cannot be written': async () => {
      throw new Error('no space left on device')
    },
    'that turns out to be damaged': async (copy: string) => {
      const [log = ''] = (await readdir(copy)).filter((name) => name.endsWith('.log'))
      const bytes = await readFile(join(copy, log))
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 3) ^ 1, bytes.length - 3)
      await writeFile(join(copy, log), bytes)
    },
  }
  for (const [kind, spoil] of Object.entries(spoiled)) {
    it(`is removed again when it is one ${kind}`, async () => {
      const disk = await openLevelDisk(directory)
      const { copyTo } = disk.upkeep
      disk.upkeep.copyTo = async (place) => {
        const copied = await copyTo(place)
        await spoil(place)
        return copied
      }
      const engine = await Engine.open(disk, () => {})
      const dispatcher = new Dispatcher(engine, 'here')
      await dispatcher.run({ insert: 'items', documents: [{ _id: 1 }], $db: 'test' })
      expect(await dispatcher.run({ backup: target, $db: 'admin' })).to.include({ ok: 0, code: 96 })
      expect(await readdir(target)).to.deep.equal([])
      expect(await dispatcher.run({ insert: 'items', documents: [{ _id: 2 }], $db: 'test' })).to.include({ ok: 1 })
      await engine.close()
    })
  }

  describe('restored', () => {
    const fill = (place: string, name: string) =>
      using(place, (client) => client.db('test').collection('items').insertOne({ name }))

    beforeEach(async () => {
      await fill(directory, 'kept')
      await using(directory, (client) => backup(client))
      await fill(directory, 'later')
    })

    it('starts in a fresh directory', async () => {
      const fresh = join(target, '../fresh')
      expect(await restoreBackup(target, fresh, quietly)).to.include({ documents: 1, former: undefined })
      expect(await names(fresh)).to.deep.equal(['kept'])
    })

    it('does not take the place of data unless that is asked for, and keeps what was there', async () => {
      const error = await restoreBackup(target, directory, quietly).catch((reason) => reason)
      expect(error.message).to.include('holds data already')
      expect(await names(directory)).to.deep.equal(['kept', 'later'])
      const { former } = await restoreBackup(target, directory, { overwrite: true, now: noon })
      expect(former).to.equal(join(directory, 'data-before-restore-20261122T120000'))
      expect(await names(directory)).to.deep.equal(['kept'])
      expect((await readdir(former ?? '')).length).to.be.greaterThan(3)
    })

    it('leaves a directory alone that a process has, and names it', async () => {
      await using(directory, async () => {
        const error = await restoreBackup(target, directory, { overwrite: true, now: noon }).catch((reason) => reason)
        expect(error.message).to.include(`in use by process ${process.pid}`)
      })
      expect(await names(directory)).to.deep.equal(['kept', 'later'])
    })

    it('changes nothing when the backup is damaged, not finished, or not there', async () => {
      const restore = () => restoreBackup(target, directory, { overwrite: true, now: noon }).catch((reason) => reason)
      const [table = ''] = (await readdir(join(target, 'data'))).filter((name) => name.endsWith('.ldb'))
      await truncate(join(target, 'data', table), 60)
      expect((await restore()).message).to.include('is no good, and nothing was changed')
      await mkdir(join(target, 'unfinished'))
      expect((await restore()).message).to.include('was not finished')
      await rm(target, { recursive: true })
      expect((await restore()).message).to.include('There is no backup in')
      expect(await names(directory)).to.deep.equal(['kept', 'later'])
      expect(await readdir(directory)).to.have.members(['data', 'run'])
    })
  })
})
