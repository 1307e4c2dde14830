import { deflateSync } from 'node:zlib'
import { BSON } from 'mongodb'

const OP_MSG = 2013

/** A wire message around a payload; the length in front may be a lie. */
export function message(payload: Uint8Array, code = OP_MSG, length = payload.length + 16): Buffer {
  const header = Buffer.alloc(16)
  header.writeInt32LE(length, 0)
  header.writeInt32LE(7, 4)
  header.writeInt32LE(code, 12)
  return Buffer.concat([header, payload])
}

/** A section of an OP_MSG behind its flags. */
export function section(kind: number, bytes: Uint8Array, flags = 0): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt32LE(flags, 0)
  head[4] = kind
  return Buffer.concat([head, bytes])
}

/** A document in a document in a document …, made by hand since no library goes that deep. */
export function nested(depth: number): Buffer {
  let inner = Buffer.from([5, 0, 0, 0, 0])
  for (let i = 0; i < depth; i++) {
    const size = Buffer.alloc(4)
    size.writeInt32LE(inner.length + 8, 0)
    inner = Buffer.concat([size, Buffer.from([3, 0x61, 0]), inner, Buffer.from([0])])
  }
  return inner
}

/** Whole numbers from 0 up to, not including, `below`: the same every time for one seed (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Proper messages with a value of every BSON type, to be damaged; they stay in a database of their own. */
export const proper: Buffer[] = ['find', 'insert', 'update', 'aggregate', 'distinct', 'ping', 'hello'].map((name) => {
  const one = { a: 1, 'b.c': 'tekst', d: 1.5, e: [true, null, new Date(0)], f: { $gt: BSON.Long.MAX_VALUE } }
  const other = {
    g: new BSON.ObjectId('64b000000000000000000001'),
    h: new BSON.BSONRegExp('^a', 'i'),
    i: new BSON.MaxKey(),
  }
  const rest = {
    j: new BSON.Binary(Buffer.from([1, 2])),
    k: BSON.Decimal128.fromString('1.5'),
    l: new BSON.Code('x', {}),
  }
  const lists = {
    documents: [one, other, rest],
    updates: [{ q: one, u: { $set: other } }],
    pipeline: [{ $match: one }],
  }
  return message(section(0, BSON.serialize({ [name]: 'items', filter: rest, ...lists, cursor: {}, $db: 'damage' })))
})

/** Codes of the protocol's other messages, most of them history, and of none. */
const OTHER_CODES = [0, 1, 1000, 2001, 2002, 2004, 2005, 2006, 2007, 2010, 2011, 2012, -1]

/** Lengths that are wrong nearly everywhere. */
const ODD_LENGTHS = [-0x80000000, -16, -1, 0, 1, 4, 5, 15, 16, 20, 21, 100, 255, 48_000_000, 48_000_001, 0x7fffffff]

function withInt(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes)
  copy.writeInt32LE(value, at)
  return copy
}

function compressed(bytes: Buffer): Buffer {
  const original = Buffer.alloc(9)
  original.writeInt32LE(OP_MSG, 0)
  original.writeInt32LE(bytes.length - 16, 4)
  original[8] = 2
  return message(Buffer.concat([original, deflateSync(bytes.subarray(16))]), 2012)
}

/** What clients might send that do not speak the protocol, or speak it wrongly: as many messages as asked for. */
export function* malformed(count: number, seed: number): Iterable<Buffer> {
  const roll = dice(seed)
  const pick = <T>(list: T[]): T => list[roll(list.length)] as T
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => roll(256)))
  const kinds: ((bytes: Buffer) => Buffer)[] = [
    () => noise(1 + roll(200)),
    (bytes) => withInt(bytes, 0, pick(ODD_LENGTHS)),
    (bytes) => withInt(bytes, 0, bytes.length - 10 + roll(20)),
    (bytes) => withInt(bytes, 12, pick(OTHER_CODES)),
    (bytes) => withInt(bytes, 16, 1 << roll(32)),
    (bytes) => withInt(bytes, 16 + roll(bytes.length - 20), pick(ODD_LENGTHS)),
    (bytes) => Buffer.from(bytes.map((byte) => (roll(bytes.length) < 3 ? roll(256) : byte))),
    (bytes) => bytes.subarray(0, roll(bytes.length)),
    (bytes) => message(bytes.subarray(16, 21 + roll(bytes.length - 21))),
    (bytes) => message(section(roll(256), bytes.subarray(21))),
    (bytes) => message(section(1, withInt(bytes.subarray(21), 0, pick(ODD_LENGTHS)))),
    compressed,
    () => message(section(0, nested(150 + roll(100)))),
  ]
  for (let i = 0; i < count; i++) yield pick(kinds)(pick(proper))
}
