import { masked } from './crc32c.ts'

/*
 * The form of LevelDB's logs and manifests: blocks of 32 kB with records; a record that does not fit goes on in the
 * next block. https://github.com/google/leveldb/blob/main/doc/log_format.md
 */

const BLOCK = 32 * 1024
const HEADER = 7
const [FULL, FIRST, LAST] = [1, 2, 4]

/** A piece of a log: a record that is whole, or `undefined` for bytes that are none. */
interface Piece {
  at: number
  type: number | undefined
  content: Buffer
}

/**
 * Where a log is damaged in such a way that LevelDB would lose more than its end.
 *
 * LevelDB drops everything after a damage in a block as if it had never been written. That is right for the end of a
 * log, where a batch that nobody was told of may be half written. But each batch is synced before the next one begins,
 * so that a damage with the beginning of another batch behind it is a loss.
 */
export function damageInLog(log: Buffer): number | undefined {
  let damage: number | undefined
  for (const { at, type } of pieces(log)) {
    if (type === undefined) damage ??= at
    else if (damage !== undefined && begins(type)) return damage
  }
  return undefined
}

/** The contents of a log up to its end or the first damage. */
export function* recordsOf(log: Buffer): Iterable<Buffer> {
  let parts: Buffer[] = []
  for (const { type, content } of pieces(log)) {
    if (type === undefined) return
    parts = begins(type) ? [content] : [...parts, content]
    if (type === FULL || type === LAST) yield Buffer.concat(parts)
  }
}

function* pieces(log: Buffer): Iterable<Piece> {
  for (let block = 0; block < log.length; block += BLOCK) {
    const end = Math.min(block + BLOCK, log.length)
    for (let at = block; at + HEADER <= end; ) {
      const piece = pieceAt(log, at, end)
      yield piece
      at = piece.type === undefined ? nextBeginning(log, at + 1, end) : at + HEADER + piece.content.length
    }
  }
}

function pieceAt(log: Buffer, at: number, end: number): Piece {
  const stop = at + HEADER + log.readUInt16LE(at + 4)
  const type = log[at + 6] as number
  const whole =
    stop <= end && type >= FULL && type <= LAST && log.readUInt32LE(at) === masked(log.subarray(at + 6, stop))
  return { at, type: whole ? type : undefined, content: log.subarray(at + HEADER, Math.max(stop, at + HEADER)) }
}

/** The next place in a damaged block where a whole record begins a batch, or the end of the block. */
function nextBeginning(log: Buffer, from: number, end: number): number {
  for (let at = from; at + HEADER <= end; at++) {
    if (begins(log[at + 6]) && pieceAt(log, at, end).type !== undefined) return at
  }
  return end
}

function begins(type: number | undefined): boolean {
  return type === FULL || type === FIRST
}
