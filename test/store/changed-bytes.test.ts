import { readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { seeded } from '../../bench/support.ts'
import { isLocked } from '../../server/store/embedded/disk/level.ts'
import { description, document, fileOf, openDisk, withChanged } from './data-files.ts'
import { freshDirectory } from './harness.ts'

const DOCUMENTS = 1200

describe('A byte that changes on disk while the store is stopped', () => {
  let parent: string
  let directory: string
  let whole: string

  /** Documents with odd numbers in a table file, then those divisible by four in the log. */
  before(async () => {
    parent = await freshDirectory()
    directory = join(parent, 'data')
    const odd = await openDisk(directory)
    await odd.disk.commit([description])
    for (let record = 1; record <= DOCUMENTS; record += 2) await odd.disk.commit([document(record)])
    await odd.disk.close()
    const even = await openDisk(directory)
    for (let record = 4; record <= DOCUMENTS; record += 4) await even.disk.commit([document(record)])
    await even.disk.close()
    whole = await withChanged(
      directory,
      'CURRENT',
      (bytes) => bytes,
      async (copy) => {
        const { disk, text } = await openDisk(copy)
        await disk.close()
        return text
      },
    )
  })

  after(() => rm(parent, { recursive: true }))

  /** The message a changed copy is refused with; undefined when it opens with the very same contents. */
  function refusal(file: string, change: (bytes: Buffer) => Buffer): Promise<string | undefined> {
    return withChanged(directory, file, change, async (copy) => {
      const outcome = await openDisk(copy).catch((error: Error) => error)
      if (outcome instanceof Error) return outcome.message
      await outcome.disk.close()
      expect(outcome.text).to.equal(whole)
      return undefined
    })
  }

  function flip(at: number, bits: number): (bytes: Buffer) => Buffer {
    return (bytes) => {
      bytes[at] = (bytes[at] as number) ^ bits
      return bytes
    }
  }

  const files = [
    { name: /\.ldb$/, positions: 50, harmless: 2 },
    { name: /\.log$/, positions: 50, harmless: 0 },
    { name: /^MANIFEST/, positions: 20, harmless: 0 },
    { name: /^CURRENT$/, positions: 10, harmless: 0 },
    { name: /^totals-at-close$/, positions: 10, harmless: 10 },
  ]
  for (const { name, positions, harmless } of files) {
    it(`in ${name.source} is noticed, or changes nothing: ${positions} places`, async () => {
      const random = seeded(positions)
      const file = await fileOf(directory, name)
      const { length } = await readFile(join(directory, file))
      const refusals: (string | undefined)[] = []
      for (let i = 0; i < positions; i++) {
        refusals.push(await refusal(file, flip(Math.floor(random() * length), 1 << Math.floor(random() * 8))))
      }
      const noticed = refusals.filter((message) => message !== undefined)
      expect(noticed.length).to.be.at.least(positions - harmless)
      for (const message of noticed) expect(message).to.include(`${directory}-changed`)
    })
  }

  it('in a document of a table file is told with the document', async () => {
    const file = await fileOf(directory, /\.ldb$/)
    const at = (await readFile(join(directory, file))).indexOf('text of 601')
    const message = await refusal(file, flip(at, 1))
    expect(message).to.match(new RegExp(`- ${file} is damaged in the block at byte \\d+`))
    expect(message).to.include('- document number 601 of test.items, with _id "id-601"')
  })

  it('in the log is told with the place', async () => {
    const file = await fileOf(directory, /\.log$/)
    const at = (await readFile(join(directory, file))).indexOf('text of 600')
    expect(await refusal(file, flip(at, 1))).to.match(new RegExp(`${file} is damaged at byte \\d+`))
  })

  it('is not the only thing noticed: so is a log that was cut off, and a file that is gone', async () => {
    const log = await fileOf(directory, /\.log$/)
    expect(await refusal(log, (bytes) => bytes.subarray(0, bytes.length / 2))).to.include('batches are missing')
    for (const name of [/\.log$/, /\.ldb$/, /^MANIFEST/, /^CURRENT$/]) {
      const file = await fileOf(directory, name)
      const outcome = await withChanged(
        directory,
        file,
        (bytes) => bytes,
        async (copy) => {
          await unlink(join(copy, file))
          return openDisk(copy).catch((error) => error)
        },
      )
      expect(outcome, file).to.be.instanceOf(Error)
      expect(outcome.message, file).to.include(`${directory}-changed`)
    }
  })

  it('in a table that was left over half written changes nothing', async () => {
    const keep = (bytes: Buffer) => bytes
    await withChanged(directory, 'CURRENT', keep, async (copy) => {
      const table = await readFile(join(copy, await fileOf(copy, /\.ldb$/)))
      await writeFile(join(copy, '999998.ldb'), Buffer.concat([Buffer.alloc(table.length - 48), table.subarray(-48)]))
      await writeFile(join(copy, '999999.ldb'), table.subarray(0, table.length / 2))
      const { disk, text } = await openDisk(copy)
      await disk.close()
      expect(text).to.equal(whole)
    })
  })

  it('is not looked at by whoever only asks whether a process has the data, as a restore does', async () => {
    const file = await fileOf(directory, /\.ldb$/)
    await withChanged(directory, file, flip(100, 1), async (copy) => {
      const names = async () => (await readdir(copy)).filter((name) => !name.startsWith('LOG'))
      const before = await names()
      expect(await isLocked(copy)).to.equal(false)
      expect(await names()).to.deep.equal(before)
    })
    const { disk } = await openDisk(join(parent, 'running'))
    expect(await isLocked(join(parent, 'running'))).to.equal(true)
    await disk.close()
  })
})
