import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { preparePlaces, uriFor } from './address.ts'
import { claimDirectory, releaseDirectory } from './lock.ts'
import type { WorkerTask } from './worker.ts'

export { runningStoreUri } from './lock.ts'

/** A running store. */
export interface EmbeddedStore {
  /** The address for Mongoose, the MongoDB driver or any other client of this user on this machine. */
  uri: string
  /** Finish what is being written, end the connections and let go of the directory. */
  close(): Promise<void>
}

/**
 * Start a MongoDB-compatible server in a thread of this process, with its data in a directory.
 *
 * @param directory made if need be; one process at a time may have it
 * @throws Error naming the other process when the directory is taken, or the format of the data when it is another one
 */
export async function startEmbeddedStore(directory: string, database = 'kenniskompas'): Promise<EmbeddedStore> {
  const places = await preparePlaces(directory)
  const uri = uriFor(places.socket, database)
  await claimDirectory(places.lock, uri)
  const tidy = async () => {
    if (process.platform !== 'win32') await rm(places.socket, { force: true })
    if (places.temporary) await rm(places.temporary, { recursive: true, force: true })
    await releaseDirectory(places.lock)
  }
  try {
    if (process.platform !== 'win32') await rm(places.socket, { force: true })
    const worker = await startWorker({ directory: places.data, socketPath: places.socket })
    return { uri, close: closing(worker, tidy) }
  } catch (error) {
    await tidy()
    throw error
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
