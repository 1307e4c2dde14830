import type { Progress } from '../../progress.ts'
import type { Files } from './files.ts'

/**
 * Copies every file that is not there yet; a copy that was stopped goes on where it was. Gives how many were there to copy.
 * @throws the reason of `signal` between two files
 */
export async function copyFiles(from: Files, to: Files, onProgress: Progress, signal?: AbortSignal): Promise<number> {
  const present = new Set((await to.list()).map(({ id }) => id))
  const all = await from.list()
  const wanted = all.filter(({ id }) => !present.has(id))
  for (const [done, { id }] of wanted.entries()) {
    signal?.throwIfAborted()
    onProgress(done, wanted.length)
    const bytes = await from.read(id)
    // What was removed meanwhile nobody refers to.
    if (bytes) await to.save(id, bytes)
  }
  return all.length
}
