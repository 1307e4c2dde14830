import { ByteReader } from './bytes.ts'
import { masked } from './crc32c.ts'

/*
 * The form of LevelDB's tables: blocks with a checksum behind each; a meta index and an index that tell where the
 * others are; a footer that tells where these two are.
 * https://github.com/google/leveldb/blob/main/doc/table_format.md
 */

const FOOTER = 48
const MAGIC = Buffer.from('57fb808b247547db', 'hex')
const UNCOMPRESSED = 0
/** A byte for the compression and four for the checksum of the block and that byte. */
const TRAILER = 5
/** Behind each key: whether it was written or deleted, and the number of that change. */
const KEY_SUFFIX = 8
const DELETED = 0

/** A block of a table; it is `whole` when its checksum is right. */
export interface Block {
  at: number
  content: Buffer
  whole: boolean
}

/**
 * The blocks of a table: those with entries, and those that lead to them.
 * What a damaged or a compressed index would lead to is left out; this store writes without compression.
 */
export function blocksOf(table: Buffer): { data: Block[]; other: Block[] } {
  const end = table.length - FOOTER
  if (end < 0 || !table.subarray(-MAGIC.length).equals(MAGIC)) {
    return { data: [], other: [{ at: Math.max(0, end), content: Buffer.alloc(0), whole: false }] }
  }
  const footer = new ByteReader(table, end)
  const meta = blockAt(table, footer)
  const index = blockAt(table, footer)
  return { data: blocksBehind(table, index), other: [meta, index, ...blocksBehind(table, meta)] }
}

function blocksBehind(table: Buffer, index: Block): Block[] {
  if (!index.whole || table[index.at + index.content.length] !== UNCOMPRESSED) return []
  return [...pairsIn(index.content)].map(([, place]) => blockAt(table, new ByteReader(place)))
}

/** The block at the place that comes next in `places`. */
function blockAt(table: Buffer, places: ByteReader): Block {
  const [at, length] = [places.varint(), places.varint()]
  const end = at + length + TRAILER
  if (end > table.length) return { at, content: Buffer.alloc(0), whole: false }
  const whole = table.readUInt32LE(end - 4) === masked(table.subarray(at, end - 4))
  return { at, content: table.subarray(at, at + length), whole }
}

/** The entries that were written, not deleted, in a block; of a damaged block as many as can be read. */
export function* entriesIn(block: Block): Iterable<[Buffer, Buffer]> {
  try {
    for (const [key, value] of pairsIn(block.content)) {
      const end = key.length - KEY_SUFFIX
      if (key[end] !== DELETED) yield [key.subarray(0, end), value]
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
}

/** Keys with their values; of each key only the end is stored in which it differs from the one before. */
function* pairsIn(content: Buffer): Iterable<[Buffer, Buffer]> {
  const restarts = content.readUInt32LE(content.length - 4)
  const end = content.length - 4 * (restarts + 1)
  const reader = new ByteReader(content.subarray(0, Math.max(0, end)))
  let key: Buffer = Buffer.alloc(0)
  while (!reader.done) {
    const [shared, unshared, length] = [reader.varint(), reader.varint(), reader.varint()]
    key = Buffer.concat([key.subarray(0, shared), reader.slice(unshared)])
    yield [key, reader.slice(length)]
  }
}
