import { ClassicLevel } from 'classic-level'
import { DamagedStore } from './damage.ts'
import { FIRST_KEY } from './entries.ts'
import { isLock } from './lock.ts'

/** LevelDB with bytes for keys and values. */
export type Level = ClassicLevel<Buffer, Uint8Array>

const ENTRIES_AT_A_TIME = 1000

/**
 * Open LevelDB in a directory, which is made if need be.
 * @throws DamagedStore when it finds its own files damaged
 * @throws Error with the reason as its `cause`
 */
export async function openLevel(directory: string): Promise<Level> {
  const level: Level = new ClassicLevel(directory, {
    keyEncoding: 'buffer',
    valueEncoding: 'view',
    compression: false,
    writeBufferSize: 16 * 1024 * 1024,
  })
  try {
    await level.open()
  } catch (error) {
    throw refusal(error as Error, directory)
  }
  return level
}

/** The first key, and the one before which it ends. */
export interface Range {
  gte?: Buffer
  lt?: Buffer
}

/** Everything but format and totals. */
const CONTENTS: Range = { gte: FIRST_KEY }

/** Entries as they are stored, in the order of the keys; a view of one moment, whatever is written after. */
export async function* storedEntries(level: Level, range = CONTENTS): AsyncIterable<[Buffer, Uint8Array][]> {
  const iterator = level.iterator(range)
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

function refusal(error: Error, directory: string): Error {
  const cause = error.cause as (Error & { code?: string }) | undefined
  if (!cause || cause.code === 'LEVEL_LOCKED') return error
  if (cause.code === 'LEVEL_CORRUPTION') return new DamagedStore(directory, [cause.message], { cause })
  const advice = 'Every file there must be present, and this user must be allowed to read and write it.'
  return new Error(`The data in ${directory} cannot be opened. ${cause.message}. ${advice}`, { cause })
}

/** Whether a process has the directory; whatever else is wrong with it does not matter. */
export function isLocked(directory: string): Promise<boolean> {
  return refuseLocked(directory).then(
    () => false,
    () => true,
  )
}

/**
 * Look only whether a process has the directory. LevelDB takes the lock before it reads anything, and then gives up,
 * since it may open neither what is there nor something new.
 * @throws Error for which `isLock` holds
 */
export async function refuseLocked(directory: string): Promise<void> {
  const level = new ClassicLevel(directory, { createIfMissing: false, errorIfExists: true })
  await level.open().catch((error) => {
    if (isLock(error)) throw error
  })
}
