import { unseal } from './checksums.ts'
import { bytesIn } from './directory.ts'
import { documentRange, FIRST_KEY } from './entries.ts'
import { type Level, openLevel, storedEntries } from './level.ts'
import type { DiskUpkeep, ReadEntry } from './port.ts'

/** Looks after a LevelDB that is in use. */
export function levelUpkeep(level: Level, directory: string): DiskUpkeep {
  return {
    read: (collection) => documentsOf(level, collection),
    copyTo: (target) => copy(level, target),
    compact: (collection) => level.compactRange(...documentRange(collection)),
    size: () => bytesIn(directory),
  }
}

async function* documentsOf(level: Level, collection: number): AsyncIterable<ReadEntry[]> {
  const [gte, lt] = documentRange(collection)
  for await (const entries of storedEntries(level, { gte, lt })) {
    yield entries.map(([key, stored]) => ({ key, content: unseal(key, stored).content }))
  }
}

/** Format and totals are entries too, so that the copy can be checked as the original. */
async function copy(level: Level, directory: string): Promise<number> {
  const target = await openLevel(directory)
  let copied = 0
  try {
    for await (const entries of storedEntries(level, {})) {
      await target.batch(entries.map(([key, value]) => ({ type: 'put', key, value })))
      copied += entries.filter(([key]) => key.compare(FIRST_KEY) >= 0).length
    }
    return copied
  } finally {
    await target.close()
  }
}
