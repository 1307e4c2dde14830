import { calculateObjectSize, serialize } from 'bson'
import { MongoError } from '../errors.ts'
import { type Doc, isDoc } from './values.ts'

/** The largest document MongoDB keeps, in bytes. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024

/** The levels of documents and arrays MongoDB keeps inside each other. */
const DEEPEST_DOCUMENT = 180

/**
 * The bytes of a document that is kept.
 * @throws MongoError 10334 for a document over 16 MB, 15 for one that is nested too deep
 */
export function encode(document: Doc): Uint8Array {
  if (isDeeper(document, DEEPEST_DOCUMENT)) {
    throw new MongoError(15, `Document exceeds maximum nested object depth: ${DEEPEST_DOCUMENT}`)
  }
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

function isDeeper(value: unknown, levels: number): boolean {
  const parts = Array.isArray(value) ? value : isDoc(value) ? Object.values(value) : undefined
  return parts !== undefined && (levels === 0 || parts.some((part) => isDeeper(part, levels - 1)))
}
