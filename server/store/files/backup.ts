import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copyFiles } from './copy.ts'
import { filesInFolder } from './folder.ts'

/** What the files in a backup are called while they are copied. */
const unfinished = 'unfinished-attachments'
const finished = 'attachments'

/** Copies the files of an embedded store beside the copy of its documents, which was made first. Gives how many. */
export async function backUpFiles(filesFolder: string, backup: string): Promise<number> {
  await mkdir(join(backup, unfinished), { mode: 0o700 })
  const count = await copyFiles(filesInFolder(filesFolder), filesInFolder(join(backup, unfinished)), () => {})
  await rename(join(backup, unfinished), join(backup, finished))
  return count
}

/** Files of a backup that are copied, and wait for their documents. */
export interface FilesToRestore {
  count: number
  /** Puts them in the place of the present files, which get the name of theirs with `suffix`. */
  putInPlace(suffix: string): Promise<void>
  /** Lets go of them, when their documents were no good. */
  discard(): Promise<void>
}

/** Copies the files of a backup beside those of the store. @throws Error when the backup was not finished */
export async function bringFilesBack(backup: string, filesFolder: string): Promise<FilesToRestore> {
  const names = await readdir(backup)
  if (names.includes(unfinished)) throw new Error(`The backup in ${backup} was not finished. Take another one.`)
  const beside = `${filesFolder}-unfinished-restore`
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { recursive: true, mode: 0o700 })
  const count = await copyFiles(filesInFolder(join(backup, finished)), filesInFolder(beside), () => {})
  return {
    count,
    discard: () => rm(beside, { recursive: true, force: true }),
    async putInPlace(suffix) {
      await rename(filesFolder, `${filesFolder}${suffix}`).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
      await rename(beside, filesFolder)
    },
  }
}
