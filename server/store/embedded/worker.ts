import { parentPort, workerData } from 'node:worker_threads'
import { Dispatcher } from './commands/dispatch.ts'
import { openLevelDisk } from './disk/level-disk.ts'
import { Engine } from './engine/engine.ts'
import { removeExpired } from './engine/expiry.ts'
import { listen } from './wire/server.ts'

/** What the thread is told at its start; it answers `ready`, and `closed` after being told to `close`. */
export interface WorkerTask {
  directory: string
  socketPath: string
}

const SWEEP = 1_000
const EXPIRY = 60_000

const { directory, socketPath } = workerData as WorkerTask

function fail(error: Error): void {
  throw new Error(`The store could not write to ${directory}: ${error.message}`)
}

const disk = await openLevelDisk(directory)
const engine = await Engine.open(disk, (error) => setImmediate(fail, error))
const dispatcher = new Dispatcher(engine, socketPath)
const server = await listen(socketPath, dispatcher)
const sweep = setInterval(() => dispatcher.expire(Date.now()), SWEEP)
const expiry = setInterval(() => removeExpired(engine, Date.now()), EXPIRY)

parentPort?.on('message', async () => {
  clearInterval(sweep)
  clearInterval(expiry)
  await server.close()
  await engine.close()
  parentPort?.postMessage('closed')
  parentPort?.close()
})
parentPort?.postMessage('ready')
