import { ClassicLevel } from 'classic-level'
import type { Disk, Operation } from './port.ts'

/** Raised by 1 whenever stored entries change their form. */
export const FORMAT_VERSION = 1

const FORMAT_KEY = Buffer.from('!format')
const ENTRIES_AT_A_TIME = 1000

/**
 * Open LevelDB in a directory, which is made if need be.
 * @throws Error when another process holds the directory or the entries there have another format
 */
export async function openLevelDisk(directory: string): Promise<Disk> {
  const level = new ClassicLevel<Buffer, Uint8Array>(directory, {
    keyEncoding: 'buffer',
    valueEncoding: 'view',
    writeBufferSize: 16 * 1024 * 1024,
  })
  await level.open()
  try {
    await checkFormat(level, directory)
  } catch (error) {
    await level.close()
    throw error
  }
  return {
    load: () => entries(level),
    commit: (batch: Operation[]) => level.batch(batch, { sync: true }),
    close: () => level.close(),
  }
}

async function* entries(level: ClassicLevel<Buffer, Uint8Array>): AsyncIterable<[Buffer, Uint8Array][]> {
  const iterator = level.iterator({ gt: FORMAT_KEY })
  try {
    for (;;) {
      const some = await iterator.nextv(ENTRIES_AT_A_TIME)
      if (some.length === 0) return
      yield some
    }
  } finally {
    await iterator.close()
  }
}

async function checkFormat(level: ClassicLevel<Buffer, Uint8Array>, directory: string): Promise<void> {
  const stored = await level.get(FORMAT_KEY)
  if (stored === undefined) {
    return level.put(FORMAT_KEY, Buffer.from(String(FORMAT_VERSION)), { sync: true })
  }
  const version = Buffer.from(stored).toString()
  if (version === String(FORMAT_VERSION)) return
  throw new Error(
    `The data in ${directory} have format ${version}; this version of the store reads format ${FORMAT_VERSION} only.`,
  )
}
