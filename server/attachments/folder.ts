import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import type { FileProblem } from '../content/problem.ts'
import type { Attachments } from './attachments.ts'
import { kindOfBytes, sha256Of } from './bytes.ts'
import type { SafeFile } from './inspect.ts'
import type { Attachment } from './model.ts'
import { AttachmentRefused } from './refused.ts'

/** In a folder of Markdown, `attachments/<id>/<name>` holds each file and `attachments/attachments.yaml` tells of them all. */
const Listed = z.object({
  id: z.string().regex(/^[0-9a-f]{24}$/),
  name: z.string().regex(/^[a-z0-9-]{1,80}\.[a-z]{3,4}$/),
  sha256: z.string(),
  alt: z.string(),
  uploadedBy: z.string(),
  uploadedAt: z.coerce.date(),
})
type Listed = z.infer<typeof Listed>

/** What a folder says that it holds. @throws when the list is no good */
export async function listedAttachments(folder: string): Promise<Listed[]> {
  const text = await readIfThere(listFile(folder))
  return text ? z.object({ attachments: z.array(Listed) }).parse(parse(text.toString())).attachments : []
}

/** The files of these attachments, one by one, with their paths in a folder of Markdown; the list comes last. */
export async function* attachmentFiles(
  ids: string[],
  attachments: Attachments,
): AsyncGenerator<[path: string, content: string | Buffer]> {
  const present = await attachments.known(ids)
  if (present.length === 0) return
  for (const one of present) yield [fileOf('', one), await attachments.bytes(one)]
  const listed = present.sort((a, b) => (a.id < b.id ? -1 : 1)).map(listedOf)
  yield [listFile(''), stringify({ attachments: listed }, { lineWidth: 0 })]
}

/** Writes these attachments to a folder of Markdown. */
export async function exportAttachments(folder: string, ids: string[], attachments: Attachments): Promise<void> {
  for await (const [path, content] of attachmentFiles(ids, attachments)) await write(join(folder, path), content)
}

const listedOf = ({ id, name, sha256, alt, uploadedBy, uploadedAt }: Attachment) => ({
  id,
  name,
  sha256,
  alt,
  uploadedBy,
  uploadedAt: uploadedAt.toISOString(),
})

/** Takes over the attachments of an export that are not here yet, as they are; gives those that are not what the list says. */
export async function importAttachments(folder: string, attachments: Attachments) {
  const listed = await listedAttachments(folder)
  const present = new Set((await attachments.known(listed.map(({ id }) => id))).map(({ id }) => id))
  const refused: Array<{ id: string; problems: FileProblem[] }> = []
  for (const one of listed.filter(({ id }) => !present.has(id))) {
    const file = await readListed(folder, one)
    if (file) await attachments.add(file, one)
    else
      refused.push({
        id: `attachments/${one.id}/${one.name}`,
        problems: [{ field: 'the file', message: 'is not the one that was exported', code: 'unexpected' }],
      })
  }
  return refused
}

/** Undefined for a file that is not there, that was changed, or of a kind that may not be attached. */
async function readListed(folder: string, one: Listed): Promise<SafeFile | undefined> {
  const bytes = await readIfThere(fileOf(folder, one))
  if (!bytes || sha256Of(bytes) !== one.sha256) return undefined
  try {
    const { mime } = await kindOfBytes(bytes)
    return { name: one.name, mime, sha256: one.sha256, bytes }
  } catch (error) {
    if (error instanceof AttachmentRefused) return undefined
    throw error
  }
}

const listFile = (folder: string) => join(folder, 'attachments', 'attachments.yaml')
const fileOf = (folder: string, { id, name }: Pick<Attachment, 'id' | 'name'>) => join(folder, 'attachments', id, name)

/** An export holds what not everybody may read, so that only the user who makes it can open it. */
async function write(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, content, { mode: 0o600 })
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
