import { rm } from 'node:fs/promises'
import { checksumOf, seal } from './checksums.ts'
import { DamagedStore } from './damage.ts'
import { syncDirectory } from './directory.ts'
import { FORMAT_KEY, LAST_KEY, TOTALS_KEY } from './entries.ts'
import { type Level, storedEntries } from './level.ts'
import { levelUpkeep } from './level-upkeep.ts'
import { RunningTotals, sealTotals } from './totals.ts'

/** Raised by 1 whenever stored entries change their form. 2: every entry has a checksum, and there are totals. */
const FORMAT_VERSION = '2'

/**
 * Bring the data to the present format. Data of an older one are copied first, into `<directory>-format-<version>`.
 * @throws Error when a newer version of the store wrote them
 */
export async function prepareFormat(level: Level, directory: string): Promise<void> {
  const stored = await level.get(FORMAT_KEY)
  const version = stored === undefined ? undefined : Buffer.from(stored).toString()
  if (version === FORMAT_VERSION) return
  if (version === undefined) return begin(level, directory)
  if (version !== '1') {
    throw new Error(
      `The data in ${directory} have format ${version}; this version of the store reads format ${FORMAT_VERSION} ` +
        'and older. Use the version of the program that wrote them, or a later one.',
    )
  }
  await copyStored(level, directory, `${directory}-format-1`)
  await level.batch(await withChecksums(level), { sync: true })
  await level.compactRange(FORMAT_KEY, LAST_KEY)
}

async function begin(level: Level, directory: string): Promise<void> {
  for await (const _ of storedEntries(level))
    throw new DamagedStore(directory, ['the version of the format is missing'])
  await level.batch(newStore(), { sync: true })
}

type Put = { type: 'put'; key: Buffer; value: Uint8Array }

const put = (key: Buffer, value: Uint8Array): Put => ({ type: 'put', key, value })

function newStore(totals = new RunningTotals()): Put[] {
  return [put(FORMAT_KEY, Buffer.from(FORMAT_VERSION)), put(TOTALS_KEY, sealTotals(totals.now()))]
}

/** All entries of format 1 as format 2 has them: one batch, so that a process that is killed leaves either format. */
async function withChecksums(level: Level): Promise<Put[]> {
  const totals = new RunningTotals()
  const batch: Put[] = []
  for await (const entries of storedEntries(level)) {
    for (const [key, content] of entries) {
      const checksum = checksumOf(key, content)
      totals.put(key, checksum)
      batch.push(put(key, seal(content, checksum)))
    }
  }
  return [...batch, ...newStore(totals)]
}

/** A copy of everything, made anew when a migration was interrupted after an earlier copy. */
async function copyStored(level: Level, directory: string, target: string): Promise<void> {
  await rm(target, { recursive: true, force: true })
  await levelUpkeep(level, directory).copyTo(target)
  await syncDirectory(target)
}
