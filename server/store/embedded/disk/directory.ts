import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The bytes that the files of a directory take, those of its directories included. */
export async function bytesIn(directory: string): Promise<number> {
  const sizes = await Promise.all((await filesIn(directory)).map(sizeOf))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** LevelDB removes old files while we look; what is gone takes no room. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

/** Every file under a directory, with its path. */
export async function filesIn(directory: string): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true })
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
}

/** Resolves when all files of a directory, and their names in it, would survive a power cut. */
export async function syncDirectory(directory: string): Promise<void> {
  for (const file of await filesIn(directory)) await sync(file, 'r+')
  await syncNames(directory)
}

/** Resolves when what lies in a directory, and under which name, would survive a power cut. */
export async function syncNames(directory: string): Promise<void> {
  // Windows cannot sync a directory, and writes names through by itself.
  if (process.platform !== 'win32') await sync(directory, 'r')
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
