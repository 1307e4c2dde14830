import { kindOfBytes, sha256Of } from './bytes.ts'
import { type Kind, largest } from './kinds.ts'
import { extensionOf, type Measures, safeName } from './names.ts'
import { cleanPicture } from './picture.ts'
import { AttachmentRefused } from './refused.ts'

/** A file as somebody sent it: nothing of it can be trusted. */
export interface SentFile {
  name: string
  bytes: Buffer
}

/** A file that may be kept. */
export interface SafeFile {
  name: string
  mime: string
  sha256: string
  bytes: Buffer
  /** Of a picture. */
  measures?: Measures
}

/** Decides by its bytes what a file is, and makes it safe to show. @throws {AttachmentRefused} */
export async function inspect({ name, bytes }: SentFile): Promise<SafeFile> {
  if (bytes.length === 0) throw new AttachmentRefused('empty')
  const kind = await kindOfBytes(bytes)
  mustBeNamedSo(name, kind)
  mustNotExceed(bytes.length, kind)
  if (!kind.picture) return safeFile(name, kind, bytes)
  const { bytes: clean, ...measures } = await cleanPicture(bytes, kind)
  return safeFile(name, kind, clean, measures)
}

/** A name may say nothing of the kind, but nothing else either. */
function mustBeNamedSo(name: string, kind: Kind): void {
  const extension = extensionOf(name)
  if (extension && !kind.extensions.includes(extension)) {
    throw new AttachmentRefused('lies', { named: extension, kind: kind.extensions[0].toUpperCase() })
  }
}

function mustNotExceed(length: number, { picture }: Kind): void {
  const most = picture ? largest.picture : largest.document
  if (length > most) throw new AttachmentRefused('tooLarge', { most: most / 1_000_000 })
}

const safeFile = (
  name: string,
  { mime, extensions: [extension] }: Kind,
  bytes: Buffer,
  measures?: Measures,
): SafeFile => ({
  name: safeName(name, extension, measures),
  mime,
  sha256: sha256Of(bytes),
  bytes,
  ...(measures && { measures }),
})
