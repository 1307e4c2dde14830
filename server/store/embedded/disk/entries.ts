/**
 * Keys on disk: `c` + collection for its description, `d` + collection + record for a document.
 * Before them lie `!format`, the version of this layout, and `!totals`, what all other entries come to.
 */

const DESCRIPTION = 0x63
const DOCUMENT = 0x64

export const FORMAT_KEY: Buffer = Buffer.from('!format')
export const TOTALS_KEY: Buffer = Buffer.from('!totals')

/** Descriptions and documents lie between these. */
export const FIRST_KEY: Buffer = Buffer.from([DESCRIPTION])
export const LAST_KEY: Buffer = Buffer.from([DOCUMENT + 1])

export function descriptionKey(collection: number): Buffer {
  const key = Buffer.allocUnsafe(5)
  key.writeUInt8(DESCRIPTION, 0)
  key.writeUInt32BE(collection, 1)
  return key
}

export function documentKey(collection: number, record: number): Buffer {
  const key = Buffer.allocUnsafe(11)
  key.writeUInt8(DOCUMENT, 0)
  key.writeUInt32BE(collection, 1)
  key.writeUIntBE(record, 5, 6)
  return key
}

export function isDocument(key: Buffer): boolean {
  return key[0] === DOCUMENT
}

/** Whether a key is one of a description or a document. */
export function isEntry(key: Buffer): boolean {
  return key[0] === DESCRIPTION || key[0] === DOCUMENT
}

/** The keys between which the documents of a collection lie: from the first, up to and without the second. */
export function documentRange(collection: number): [Buffer, Buffer] {
  return [documentKey(collection, 0), documentKey(collection + 1, 0)]
}

/** What a key stands for; descriptions come before documents. Also for the keys of damaged entries. */
export function readKey(key: Buffer): { collection: number; record: number | undefined } {
  const collection = key.length >= 5 ? key.readUInt32BE(1) : 0
  return { collection, record: isDocument(key) && key.length >= 11 ? key.readUIntBE(5, 6) : undefined }
}
