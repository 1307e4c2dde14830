/** The levels of documents and arrays that MongoDB reads inside each other. */
const DEEPEST = 200

const FIXED_SIZES: Record<number, number> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  255: 0,
  127: 0,
}

/** A message that is not the protocol; only the connection it came by is closed. */
export class ProtocolError extends Error {}

/**
 * Walk over the lengths in a BSON document before anything is made of it.
 * @returns the offset after the document
 * @throws ProtocolError when a length leads outside, a type is unknown or the nesting is too deep
 */
export function checkDocument(bytes: Buffer, start: number, limit: number): number {
  const ends: number[] = []
  let at = enter(bytes, start, limit, ends)
  while (ends.length > 0) {
    const end = ends.at(-1) as number
    const type = bytes[at++] as number
    if (type === 0) {
      if (at !== end) throw new ProtocolError('a document ends before its length')
      ends.pop()
      continue
    }
    at = afterName(bytes, at, end)
    at = type === 3 || type === 4 ? enter(bytes, at, end - 1, ends) : afterValue(bytes, at, type, end)
    if (at >= end && type !== 3 && type !== 4) throw new ProtocolError('a value leads outside its document')
  }
  return start + bytes.readInt32LE(start)
}

function enter(bytes: Buffer, at: number, limit: number, ends: number[]): number {
  const end = at + length(bytes, at, limit)
  if (end - at < 5 || end > limit) throw new ProtocolError('a document leads outside its message')
  if (ends.length >= DEEPEST) throw new ProtocolError('documents are nested too deep')
  ends.push(end)
  return at + 4
}

function length(bytes: Buffer, at: number, limit: number): number {
  if (at + 4 > limit) throw new ProtocolError('a length is missing')
  const value = bytes.readInt32LE(at)
  if (value < 0 || at + value > bytes.length) throw new ProtocolError('a length leads outside the message')
  return value
}

function afterName(bytes: Buffer, at: number, end: number): number {
  const zero = bytes.indexOf(0, at)
  if (zero < 0 || zero >= end) throw new ProtocolError('a field name does not end')
  return zero + 1
}

function afterValue(bytes: Buffer, at: number, type: number, end: number): number {
  const size = FIXED_SIZES[type]
  if (size !== undefined) return at + size
  switch (type) {
    case 2:
    case 13:
    case 14:
      return at + 4 + length(bytes, at, end)
    case 5:
      return at + 5 + length(bytes, at, end)
    case 11:
      return afterName(bytes, afterName(bytes, at, end), end)
    case 12:
      return at + 4 + length(bytes, at, end) + 12
    case 15:
      return at + length(bytes, at, end)
    default:
      throw new ProtocolError(`unknown BSON type ${type}`)
  }
}
