import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { UNFINISHED } from './backup/backup.ts'
import { type CopyReport, checkCopy } from './backup/check-copy.ts'
import { filesIn, syncDirectory, syncNames } from './disk/directory.ts'
import { isLocked } from './disk/level.ts'
import { inUse, runningStoreUri } from './notice.ts'

export interface RestoreOptions {
  /** Put the backup in the place of data that are there already; these are kept under another name. */
  overwrite: boolean
  now: Date
  /** Told how many bytes of the backup are copied. */
  onProgress?: (done: number, total: number) => void
}

export interface Restored extends CopyReport {
  /** Where the data are that were there before. */
  former: string | undefined
}

/**
 * Put a backup in the directory of a store that nobody runs. It is copied and checked beside the data first, so that
 * these stay as they are when the backup turns out to be no good.
 * @throws Error when there is no whole backup, when a process has one of the directories, or when there are data already
 */
export async function restoreBackup(backup: string, directory: string, options: RestoreOptions): Promise<Restored> {
  const root = resolve(directory)
  const [data, beside] = [join(root, 'data'), join(root, 'unfinished-restore')]
  await mustBeWhole(resolve(backup))
  const occupied = (await namesIn(data)).length > 0
  if (occupied) await mustBeReplaceable(root, options)
  try {
    const copy = join(beside, 'data')
    await rm(beside, { recursive: true, force: true })
    await mkdir(copy, { recursive: true, mode: 0o700 })
    await copyFiles(join(resolve(backup), 'data'), copy, options.onProgress)
    const report = await checkCopy(copy).catch((cause: Error) => {
      throw new Error(`The backup in ${backup} is no good, and nothing was changed. ${cause.message}`, { cause })
    })
    await syncDirectory(copy)
    if (occupied) await mustBeReplaceable(root, options)
    const former = occupied ? await setAside(data, options.now) : undefined
    await rename(copy, data)
    await syncNames(root)
    return { ...report, former }
  } finally {
    await rm(beside, { recursive: true, force: true })
  }
}

async function mustBeWhole(backup: string): Promise<void> {
  const names = await namesIn(backup)
  if (names.includes(UNFINISHED)) throw new Error(`The backup in ${backup} was not finished. Take another one.`)
  if (!(await namesIn(join(backup, 'data'))).includes('CURRENT')) throw new Error(`There is no backup in ${backup}.`)
  if (await runningStoreUri(backup)) throw await inUse(backup)
}

async function mustBeReplaceable(root: string, { overwrite }: RestoreOptions): Promise<void> {
  if (await isLocked(join(root, 'data'))) throw await inUse(root)
  if (!overwrite)
    throw new Error(`The store in ${root} holds data already. Restoring over them must be asked for with overwrite.`)
}

/** Copies all but the lock. */
async function copyFiles(from: string, to: string, onProgress: RestoreOptions['onProgress'] = () => {}): Promise<void> {
  const files = (await filesIn(from)).filter((file) => basename(file) !== 'LOCK')
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let done = 0
  for (const [i, file] of files.entries()) {
    onProgress(done, total)
    await copyFile(file, join(to, basename(file)))
    done += sizes[i] ?? 0
  }
  onProgress(total, total)
}

/** Gives data another name, and tells which. */
async function setAside(data: string, now: Date): Promise<string> {
  const former = `${data}-before-restore-${now.toISOString().replace(/[-:]|\..*/g, '')}`
  await rename(data, former)
  return former
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
