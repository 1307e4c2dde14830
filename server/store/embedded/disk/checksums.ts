import { crc32 } from 'node:zlib'

const CHECKSUM_BYTES = 4

/** An entry with its checksum; the content is undefined when it is not what was written. */
export interface Unsealed {
  checksum: number
  content: Uint8Array | undefined
}

/** CRC-32 (ISO 3309, as in zlib) over key and content, so that an entry under another's key is noticed too. */
export function checksumOf(key: Uint8Array, content: Uint8Array): number {
  return crc32(content, crc32(key))
}

/** The bytes to store for an entry: its checksum, big-endian, and its content. */
export function seal(content: Uint8Array, checksum: number): Buffer {
  const stored = Buffer.allocUnsafe(CHECKSUM_BYTES + content.length)
  stored.writeUInt32BE(checksum)
  stored.set(content, CHECKSUM_BYTES)
  return stored
}

export function unseal(key: Uint8Array, stored: Uint8Array): Unsealed {
  if (stored.length < CHECKSUM_BYTES) return { checksum: 0, content: undefined }
  const checksum = Buffer.from(stored.buffer, stored.byteOffset, CHECKSUM_BYTES).readUInt32BE()
  const content = unchecked(stored)
  return { checksum, content: checksumOf(key, content) === checksum ? content : undefined }
}

/** The content of stored bytes, damaged or not. */
export function unchecked(stored: Uint8Array): Uint8Array {
  return stored.subarray(CHECKSUM_BYTES)
}
