import { calculateObjectSize, serialize } from 'bson'
import { MongoError } from '../errors.ts'
import { type Doc, dateAt, isDoc } from './values.ts'

/** The largest document MongoDB keeps, in bytes. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024

/** The levels of documents and arrays MongoDB keeps inside each other. */
const DEEPEST_DOCUMENT = 180

/**
 * The bytes of a document that is kept.
 * @throws MongoError 10334 for a document over 16 MB, 15 for one that is nested too deep, 115 for a date beyond JavaScript's
 */
export function encode(document: Doc): Uint8Array {
  checkValue(document, DEEPEST_DOCUMENT)
  return encodeUpTo(LARGEST_DOCUMENT, document)
}

/** @throws MongoError 10334 for a document of more bytes than `largest`, which is at most 17 MB */
export function encodeUpTo(largest: number, document: Doc): Uint8Array {
  try {
    const bytes = serialize(document)
    if (bytes.length <= largest) return bytes
  } catch (error) {
    // The library writes into 17 MB and cannot go beyond.
    if (!(error instanceof RangeError)) throw error
  }
  const size = calculateObjectSize(document)
  throw new MongoError(10334, `BSONObj size: ${size} is invalid. Size must be between 0 and ${largest}`)
}

function checkValue(value: unknown, levels: number): void {
  if (value instanceof Date) dateAt(value.getTime())
  const parts = Array.isArray(value) ? value : isDoc(value) ? Object.values(value) : undefined
  if (!parts) return
  if (levels === 0) throw new MongoError(15, `Document exceeds maximum nested object depth: ${DEEPEST_DOCUMENT}`)
  for (const part of parts) checkValue(part, levels - 1)
}
