import { once } from 'node:events'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { bytesIn, syncDirectory, syncNames } from '../disk/directory.ts'
import type { Engine } from '../engine/engine.ts'
import { badValue, MongoError } from '../errors.ts'
import { startThread } from '../threads/start.ts'
import type { CopyReport } from './check-copy.ts'

/** What a backup is called while it is made. */
export const UNFINISHED = 'unfinished'

const OPERATION_FAILED = 96

/** What a backup holds. */
export interface BackupReport extends CopyReport {
  /** On disk. */
  bytes: number
}

/**
 * Write a consistent copy of all databases while writes go on: everything acknowledged before the call is in it.
 * The copy gets its name after it was opened and checked. A backup is a store of its own that can be started.
 *
 * @param directory an absolute path; made if need be, and empty
 * @throws MongoError 2 for a directory that will not do, 96 when no copy could be made; nothing of it is left then
 */
export async function makeBackup(engine: Engine, directory: string): Promise<BackupReport> {
  await mustBeFree(directory)
  const [unfinished, data] = [join(directory, UNFINISHED), join(directory, 'data')]
  await makePlace(directory, unfinished)
  try {
    const copied = await engine.disk.upkeep.copyTo(unfinished)
    const report = await checkApart(unfinished)
    if (report.collections + report.documents !== copied) throw new Error('a part of what was written is not there')
    await syncDirectory(unfinished)
    await rename(unfinished, data)
    await syncNames(directory)
    return { ...report, bytes: await bytesIn(data) }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw failure(directory, error as Error)
  }
}

/** Looking at a copy takes seconds when it is large; in a thread of its own no client waits for that. */
async function checkApart(copy: string): Promise<CopyReport> {
  const [report] = await once(startThread(new URL('./check-worker', import.meta.url), copy), 'message')
  return report
}

/** Of two backups to one directory at a time, only one makes the place for the copy. */
async function makePlace(directory: string, unfinished: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await mkdir(unfinished, { mode: 0o700 })
  } catch (error) {
    throw failure(directory, error as Error)
  }
}

function failure(directory: string, { message }: Error): MongoError {
  return new MongoError(OPERATION_FAILED, `The backup to ${directory} failed: ${message}`)
}

async function mustBeFree(directory: string): Promise<void> {
  if (!isAbsolute(directory)) throw badValue(`a backup needs an absolute path, not '${directory}'`)
  const present = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw badValue(`a backup cannot be made in ${directory}: ${error.message}`)
  })
  if (present.length > 0) throw badValue(`a backup needs an empty directory, and ${directory} holds ${present[0]}`)
}
