import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32c } from './crc32c.ts'
import { DamagedStore } from './damage.ts'

/*
 * LevelDB reads its log of recent batches up to the first damage in a block and drops the rest of that block, as if
 * it had never been written. That is right for the end of a log, where a batch nobody was told of may be half written,
 * and wrong before it. Each batch is synced before the next begins: damage with another batch behind it is a loss.
 * The form of a log: https://github.com/google/leveldb/blob/main/doc/log_format.md
 */

const BLOCK = 32 * 1024
const HEADER = 7
const [FULL, FIRST] = [1, 2]

/**
 * Look at the logs before LevelDB does.
 * @param directory of LevelDB; one that does not exist is new and has no logs
 * @throws DamagedStore when one of them is damaged before its end
 */
export async function checkLogs(directory: string): Promise<void> {
  const names = await readdir(directory).catch(() => [])
  const damage: string[] = []
  for (const name of names.filter((one) => one.endsWith('.log')).sort()) {
    const log = await readFile(join(directory, name)).catch(() => Buffer.alloc(0))
    const at = damageIn(log)
    if (at !== undefined) damage.push(`${name} cannot be read at byte ${at}, and batches follow after it`)
  }
  if (damage.length > 0) throw new DamagedStore(directory, damage)
}

/** The first damage that has the beginning of a batch after it. */
function damageIn(log: Buffer): number | undefined {
  let damage: number | undefined
  for (let block = 0; block < log.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, log.length)
    for (let at = block; at + HEADER <= end; ) {
      const length = recordLength(log, at, end)
      if (length === undefined) {
        damage ??= at
        at = nextBatch(log, at + 1, end)
      } else if (damage !== undefined && beginsBatch(log, at)) {
        return damage
      } else {
        at += length
      }
    }
  }
  return undefined
}

/** How many bytes the record at a place has, header included; undefined when it is not whole. */
function recordLength(log: Buffer, at: number, end: number): number | undefined {
  const length = HEADER + log.readUInt16LE(at + 4)
  if (at + length > end) return undefined
  return log.readUInt32LE(at) === masked(crc32c(log.subarray(at + 6, at + length))) ? length : undefined
}

function beginsBatch(log: Buffer, at: number): boolean {
  return log[at + 6] === FULL || log[at + 6] === FIRST
}

/** The next place in a block where a batch begins, or its end. */
function nextBatch(log: Buffer, from: number, end: number): number {
  for (let at = from; at + HEADER <= end; at++) {
    if (beginsBatch(log, at) && recordLength(log, at, end) !== undefined) return at
  }
  return end
}

/** LevelDB stores a checksum of something that may hold checksums itself in another form. */
function masked(checksum: number): number {
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0
}
