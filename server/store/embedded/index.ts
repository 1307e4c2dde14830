import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { preparePlaces, uriFor } from './address.ts'
import { isLock } from './disk/level.ts'
import { inUse } from './notice.ts'
import type { WorkerTask } from './worker.ts'

export { runningStoreUri } from './notice.ts'
export { type Restored, type RestoreOptions, restoreBackup } from './restore.ts'

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
  const worker = new Worker(workerModule(), { workerData: task })
  await once(worker, 'message')
  worker.on('error', (error) => {
    throw error
  })
  return worker
}

/** Compiled, the thread is a file beside this one; from source it may need a loader of its own. */
function workerModule(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./worker.js', import.meta.url)
  const native = 'typescript' in process.features && process.features.typescript
  return new URL(native ? './worker.ts' : './worker-from-source.mjs', import.meta.url)
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
