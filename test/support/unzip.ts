import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'

/** The files in a zip by their paths. @throws when it is not a whole one */
export async function unzip(zip: Buffer): Promise<Record<string, Buffer>> {
  const archive = await fromBufferPromise(zip, { lazyEntries: true })
  const files: Record<string, Buffer> = {}
  for await (const entry of archive.eachEntry())
    files[entry.fileName] = await buffer(await archive.openReadStreamPromise(entry))
  return files
}

/** Has supertest give the bytes of an answer. */
export const bytes = (answer: unknown, done: (error: Error | null, body: Buffer) => void): void => {
  buffer(answer as Readable).then(
    (body) => done(null, body),
    (error) => done(error, Buffer.alloc(0)),
  )
}
