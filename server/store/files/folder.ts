import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Files, isFileId, type StoredFile } from './files.ts'

/** Files beside the embedded store, which holds its documents in memory: one for each id, in a folder of their own. */
export function filesInFolder(folder: string): Files {
  return {
    async save(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const unfinished = join(folder, `${id}.${randomUUID()}`)
      try {
        await writeDurably(unfinished, bytes)
        await rename(unfinished, pathOf(folder, id))
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      await syncNames(folder)
    },
    read: (id) => readFile(pathOf(folder, id)).catch(noneIfAbsent(undefined)),
    remove: (id) => rm(pathOf(folder, id), { force: true }),
    async list() {
      const names = await readdir(folder).catch(noneIfAbsent([]))
      return Promise.all(names.filter(isFileId).map((id) => fileAt(folder, id)))
    },
    async tidy(before) {
      const names = await readdir(folder).catch(noneIfAbsent([]))
      for (const name of names.filter((one) => !isFileId(one))) {
        const path = join(folder, name)
        const found = await stat(path).catch(noneIfAbsent(undefined))
        if (found?.isFile() && found.mtime < before) await rm(path, { force: true })
      }
    },
  }
}

/** @throws on an id that could name something outside the folder */
function pathOf(folder: string, id: string): string {
  if (!isFileId(id)) throw new Error(`"${id}" is no id of a file`)
  return join(folder, id)
}

async function fileAt(folder: string, id: string): Promise<StoredFile> {
  return { id, savedAt: (await stat(join(folder, id))).mtime }
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Windows cannot sync a directory, and writes names through by itself. */
async function syncNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const noneIfAbsent =
  <T>(none: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return none
    throw error
  }
