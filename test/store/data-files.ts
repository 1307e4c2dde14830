import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serialize } from 'bson'
import { descriptionKey, documentKey } from '../../server/store/embedded/disk/entries.ts'
import { openLevelDisk } from '../../server/store/embedded/disk/level-disk.ts'
import type { Disk, Operation } from '../../server/store/embedded/disk/port.ts'

/** The collection `test.items`, as the engine hands it to the disk. */
export const description: Operation = {
  type: 'put',
  key: descriptionKey(1),
  value: serialize({ namespace: 'test.items', options: {}, indexes: [] }),
}

/** A document of that collection, about 200 bytes long. */
export function document(record: number): Operation {
  const value = serialize({ _id: `id-${record}`, text: `text of ${record} `.repeat(10) })
  return { type: 'put', key: documentKey(1, record), value }
}

/** Open a disk and read all its documents: their record numbers, and everything as text. */
export async function openDisk(directory: string): Promise<{ disk: Disk; records: number[]; text: string }> {
  const disk = await openLevelDisk(directory)
  const lines: string[] = []
  const records: number[] = []
  try {
    for await (const entries of disk.load()) {
      for (const [key, value] of entries) {
        lines.push(`${key.toString('hex')} ${Buffer.from(value).toString('hex')}`)
        if (key.length === 11) records.push(key.readUIntBE(5, 6))
      }
    }
  } catch (error) {
    await disk.close()
    throw error
  }
  return { disk, records, text: lines.join('\n') }
}

/** The file of a disk whose name fits. */
export async function fileOf(directory: string, name: RegExp): Promise<string> {
  const found = (await readdir(directory)).find((one) => name.test(one))
  if (!found) throw new Error(`no file like ${name}`)
  return found
}

/** Run `work` on a copy of a disk in which one file has other bytes. */
export async function withChanged<T>(
  directory: string,
  file: string,
  change: (bytes: Buffer) => Buffer,
  work: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = `${directory}-changed`
  await cp(directory, copy, { recursive: true })
  try {
    await writeFile(join(copy, file), change(await readFile(join(copy, file))))
    return await work(copy)
  } finally {
    await rm(copy, { recursive: true })
  }
}
