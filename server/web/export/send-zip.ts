import { Readable, type Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { ExportedFile } from '../../content/export-for-reader.ts'

/** Like the files of an export on disk: for who unpacks them and nobody else. */
const mode = 0o100600

/**
 * Sends files as one zip while they are made, no faster than `out` takes them. When `out` breaks off, no more are made.
 * @throws what goes wrong in making them; `out` is broken off then, so that nobody takes half a zip for a whole
 */
export async function sendZip(files: AsyncIterable<ExportedFile>, at: Date, out: Writable): Promise<void> {
  const zip = new ZipFile()
  const over = new AbortController()
  const { signal } = over
  const filling = fill(zip, files, at, signal).catch((error) => {
    over.abort()
    throw error
  })
  const sending = pipeline(zip.outputStream, out, { signal }).catch(() => over.abort())
  await Promise.all([filling, sending])
}

async function fill(zip: ZipFile, files: AsyncIterable<ExportedFile>, at: Date, signal: AbortSignal): Promise<void> {
  for await (const [path, content] of files) {
    if (signal.aborted) return
    const source = Readable.from([Buffer.from(content)])
    zip.addReadStream(source, path, { mtime: at, mode })
    await finished(source, { signal }).catch((error) => {
      if (!signal.aborted) throw error
    })
  }
  zip.end()
}
