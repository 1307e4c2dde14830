import { rm } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { Dispatcher } from './commands/dispatch.ts'
import { openLevelDisk } from './disk/level-disk.ts'
import { Engine } from './engine/engine.ts'
import { removeExpired } from './engine/expiry.ts'
import { type Running, removeNotice, writeNotice } from './notice.ts'
import { listen } from './wire/server.ts'

/** What the thread is told at its start; it answers `ready`, and ends after being told to `close`. */
export interface WorkerTask {
  directory: string
  socket: string
  running: Running
}

/** How often idle sessions and cursors are given up, and how often TTL indexes are looked at, in milliseconds. */
const SWEEP = 1_000
const EXPIRY = 60_000

const { directory, socket, running } = workerData as WorkerTask

/** Memory is ahead of the disk now, so the process must not go on; the uncaught error ends it. */
function fail(error: Error): void {
  setImmediate(() => {
    throw new Error(
      `The store could not write to ${directory}: ${error.message}. ` +
        'What was acknowledged is on disk. Make sure that there is room and that the disk works, and start again.',
    )
  })
}

/** Reading takes a while, so the notice comes first: a second process may ask meanwhile who has the directory. */
async function openEngine(): Promise<Engine> {
  const disk = await openLevelDisk(directory)
  try {
    await writeNotice(running)
    return await Engine.open(disk, fail)
  } catch (error) {
    await removeNotice(running)
    await disk.close()
    throw error
  }
}

const engine = await openEngine()
const dispatcher = new Dispatcher(engine, socket)

// Whoever has the data has the socket too: one that lies there is of a process that was killed.
if (process.platform !== 'win32') await rm(socket, { force: true })
const server = await listen(socket, dispatcher)

const sweep = setInterval(() => dispatcher.expire(), SWEEP)
const expiry = setInterval(() => removeExpired(engine, Date.now()), EXPIRY)

parentPort?.on('message', async () => {
  clearInterval(sweep)
  clearInterval(expiry)
  engine.transactions.endAll()
  await server.close()
  await removeNotice(running)
  await engine.close()
  parentPort?.close()
})
parentPort?.postMessage('ready')
await engine.buildIndexes()
