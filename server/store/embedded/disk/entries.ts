/** Keys on disk: `c` + collection for its description, `d` + collection + record for a document. */

const DESCRIPTION = 0x63
const DOCUMENT = 0x64

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

/** What a key stands for; descriptions come before documents. */
export function readKey(key: Buffer): { collection: number; record: number | undefined } {
  const collection = key.readUInt32BE(1)
  return { collection, record: key[0] === DOCUMENT ? key.readUIntBE(5, 6) : undefined }
}
