import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Calls `changed` when names, sizes or times in a folder are not what they were at the last look that went well. */
export function watchingFolder(folder: string, changed: () => Promise<unknown>): () => Promise<void> {
  let last = ''
  return async () => {
    const seen = await lookOf(folder)
    if (seen === last) return
    await changed()
    last = seen
  }
}

async function lookOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const path of files.sort()) {
    const { size, mtimeMs } = await stat(path)
    hash.update(`${path}\n${size}\n${mtimeMs}\n`)
  }
  return hash.digest('base64url')
}
