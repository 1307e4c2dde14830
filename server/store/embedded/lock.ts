import { readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { lockPath } from './address.ts'

/** What the lock file of a running store tells. */
interface Running {
  pid: number
  uri: string
}

/**
 * Write the lock file, unless a process that still runs has one.
 * The lock that counts is LevelDB's own; this file only says who has it and how to reach them.
 * @throws Error naming the process that has the directory
 */
export async function claimDirectory(lock: string, uri: string): Promise<void> {
  const running = await readLock(lock)
  if (running && (await answers(running.uri))) {
    throw new Error(
      `This directory is in use by the store of process ${running.pid}. Stop that process, or connect to ${running.uri}`,
    )
  }
  await writeFile(lock, JSON.stringify({ pid: process.pid, uri } satisfies Running), { mode: 0o600 })
}

export async function releaseDirectory(lock: string): Promise<void> {
  await rm(lock, { force: true })
}

/** The address of a store that a live process of this user serves on a directory, or null. */
export async function runningStoreUri(directory: string): Promise<string | null> {
  const running = await readLock(lockPath(directory))
  return running && (await answers(running.uri)) ? running.uri : null
}

async function readLock(lock: string): Promise<Running | undefined> {
  try {
    const { pid, uri } = JSON.parse(await readFile(lock, 'utf8'))
    return typeof pid === 'number' && typeof uri === 'string' ? { pid, uri } : undefined
  } catch {
    return undefined
  }
}

/** A socket file may outlive its process, so only a connection proves that somebody listens. */
function answers(uri: string): Promise<boolean> {
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
