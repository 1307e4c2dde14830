import { checksumOf, seal } from './checksums.ts'
import { DamagedStore } from './damage.ts'
import { TOTALS_KEY } from './entries.ts'
import { checkFiles } from './files.ts'
import { prepareFormat } from './format.ts'
import { Inspection } from './inspection.ts'
import { type Level, openLevel, refuseLocked, storedEntries } from './level.ts'
import { levelUpkeep } from './level-upkeep.ts'
import type { Disk, DiskUpkeep, Operation } from './port.ts'
import { RunningTotals, readTotalsAtClose, sealTotals, unsealTotals, writeTotalsAtClose } from './totals.ts'

/**
 * Open the data in a directory, which is made if need be.
 * @throws DamagedStore when files are damaged; whether all entries are there is looked at while they are loaded
 * @throws Error when another process holds the directory or a newer version of the store wrote the data
 */
export async function openLevelDisk(directory: string): Promise<Disk> {
  await refuseLocked(directory)
  await checkFiles(directory)
  const level = await openLevel(directory)
  try {
    await prepareFormat(level, directory)
  } catch (error) {
    await level.close()
    throw error
  }
  return new LevelDisk(level, directory)
}

/** Entries in LevelDB, each with its checksum, and totals that every batch brings up to date. */
class LevelDisk implements Disk {
  readonly upkeep: DiskUpkeep
  readonly #level: Level
  readonly #directory: string
  #totals = new RunningTotals()

  constructor(level: Level, directory: string) {
    this.#level = level
    this.#directory = directory
    this.upkeep = levelUpkeep(level, directory)
  }

  async *load(): AsyncIterable<[Buffer, Uint8Array][]> {
    const inspection = new Inspection()
    for await (const stored of storedEntries(this.#level)) yield inspection.accept(stored)
    inspection.compare(unsealTotals(await this.#level.get(TOTALS_KEY)), await readTotalsAtClose(this.#directory))
    if (inspection.damage.length > 0) throw new DamagedStore(this.#directory, inspection.damage)
    this.#totals = inspection.totals
  }

  commit(batch: Operation[]): Promise<void> {
    const stored = batch.map((operation) => this.#noted(operation))
    this.#totals.batches++
    const totals: Operation = { type: 'put', key: TOTALS_KEY, value: sealTotals(this.#totals.now()) }
    return this.#level.batch([...stored, totals], { sync: true })
  }

  async close(): Promise<void> {
    // A disk that is full must not keep a store from closing; it then goes without this last proof.
    if (this.#totals.batches > 0) await writeTotalsAtClose(this.#directory, this.#totals.now()).catch(() => {})
    await this.#level.close()
  }

  /** An operation as it is stored, with the totals brought up to date. */
  #noted(operation: Operation): Operation {
    const { key } = operation
    if (operation.type === 'del') {
      this.#totals.remove(key)
      return operation
    }
    const checksum = checksumOf(key, operation.value)
    this.#totals.put(key, checksum)
    return { type: 'put', key, value: seal(operation.value, checksum) }
  }
}
