import { readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'

/**
 * What a running store tells others, in a file beside its data: who has it and how to reach it.
 * It is no lock. The lock is LevelDB's own, which ends with the process whatever happens to it.
 */
export interface Running {
  file: string
  pid: number
  uri: string
  /** A directory made for the socket alone. */
  temporary: string | undefined
}

export function noticeFile(directory: string): string {
  return join(resolve(directory), 'running.json')
}

export async function writeNotice(running: Running): Promise<void> {
  await writeFile(running.file, JSON.stringify(running), { mode: 0o600 })
}

export async function removeNotice(running: Running): Promise<void> {
  await rm(running.file, { force: true })
}

/** The notice as it was left, by a process that may be gone. */
export async function readNotice(file: string): Promise<Running | undefined> {
  try {
    const { pid, uri, temporary } = JSON.parse(await readFile(file, 'utf8'))
    if (typeof pid !== 'number' || typeof uri !== 'string') return undefined
    return { file, pid, uri, temporary: typeof temporary === 'string' ? temporary : undefined }
  } catch {
    return undefined
  }
}

/** The address of a store that a live process of this user serves on a directory, or null. */
export async function runningStoreUri(directory: string): Promise<string | null> {
  const running = await readNotice(noticeFile(directory))
  return running && (await answers(running.uri)) ? running.uri : null
}

/** That a process has the store of a directory; the notice tells which one. */
export async function inUse(directory: string): Promise<Error> {
  const running = await readNotice(noticeFile(directory))
  const owner = running ? `process ${running.pid}` : 'another process'
  return new Error(`The store in ${directory} is in use by ${owner}. Stop that process, or connect to its store.`)
}

/** Notice and socket outlive a killed process, so only a connection proves that somebody listens. */
export function answers(uri: string): Promise<boolean> {
  const path = decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '')
  return new Promise((resolve) => {
    const socket = connect(path)
    const done = (alive: boolean) => {
      socket.destroy()
      resolve(alive)
    }
    socket.once('connect', () => done(true)).once('error', () => done(false))
  })
}
