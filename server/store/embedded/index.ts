import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { Worker } from 'node:worker_threads'
import { preparePlaces, uriFor } from './address.ts'
import { isLock } from './disk/lock.ts'
import { inUse } from './notice.ts'
import { startThread } from './threads/start.ts'
import type { WorkerTask } from './worker.ts'

export { runningStoreUri } from './notice.ts'

/** A running store. */
export interface EmbeddedStore {
  /** The address for Mongoose, the MongoDB driver or any other client of this user on this machine. */
  uri: string
  /** Finish what is being written, end the connections and let go of the directory. */
  close(): Promise<void>
}

/**
 * Start a MongoDB-compatible server in a thread of this process, with its data in a directory.
 * When the disk fails later on, an uncaught error ends the process: it could no longer keep its promises.
 *
 * @param directory made if need be; one process at a time may have it
 * @param database the database in the address
 * @throws Error naming the other process when the directory is taken, or the formats when the data have another one
 */
export async function startEmbeddedStore(directory: string, database = 'kenniskompas'): Promise<EmbeddedStore> {
  const places = await preparePlaces(directory)
  const { data, notice: file, socket, temporary } = places
  const uri = uriFor(socket, database)
  const tidy = () => (temporary ? rm(temporary, { recursive: true, force: true }) : Promise.resolve())
  try {
    const worker = await startWorker({ directory: data, socket, running: { file, pid: process.pid, uri, temporary } })
    return { uri, close: closing(worker, tidy) }
  } catch (error) {
    await tidy()
    throw isLock(error) ? await inUse(directory) : error
  }
}

async function startWorker(task: WorkerTask): Promise<Worker> {
  const worker = startThread(new URL('./worker', import.meta.url), task)
  await once(worker, 'message')
  worker.on('error', (error) => {
    throw error
  })
  return worker
}

function closing(worker: Worker, tidy: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined
  const close = async () => {
    const ended = once(worker, 'exit')
    worker.postMessage('close')
    await ended
    await tidy()
  }
  return () => {
    closed ??= close()
    return closed
  }
}
