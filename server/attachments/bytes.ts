import { createHash } from 'node:crypto'
import { type Kind, kindOf } from './kinds.ts'
import { AttachmentRefused } from './refused.ts'

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** @throws {AttachmentRefused} for what is not among `kinds` */
export async function kindOfBytes(bytes: Buffer): Promise<Kind> {
  const { fileTypeFromBuffer } = await import('file-type')
  // Half a file makes the reader of archives stumble.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const kind = found && kindOf(found.mime)
  if (!kind) throw new AttachmentRefused('notAllowed')
  return kind
}
