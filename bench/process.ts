import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { packageRoot } from '../server/paths.ts'
import { tell, timed } from './support.ts'

const main = join(packageRoot, 'dist', 'server', 'main.js')
const probe = join(import.meta.dirname, 'probe.mjs')

/** What the probe inside the product can tell; heaps in bytes, delays in ms. */
interface Answers {
  memory: { rss: number; threads: Array<{ thread: string; heap: number }> }
  watchLoop: undefined
  loopDelay: LoopDelay
}

/**
 * How long the event loop was held up. `ran` is the longest that the main thread itself ran in one turn, `held` the longest that it
 * neither ran nor stood in line for a processor: asleep for the millisecond of the timer, or held up by a disk, a lock, another thread.
 */
export interface LoopDelay {
  p50: number
  p99: number
  max: number
  ran: number
  held: number
  /** How many turns ran over 10 ms, and the longest of those, with what they went to. */
  long: number
  stalls: Array<{ ran: number; by: string }>
}

/** The compiled product in a process of its own. */
export interface RunningProcess {
  port: number
  /** Time from the start of the process until /health answered 200. */
  readyMs: number
  ask<Name extends keyof Answers>(question: Name): Promise<Answers[Name]>
  stop(): Promise<void>
}

export interface Settings {
  dataFolder: string
  /** Folder to import at start, or `none`. */
  library: string
  /** Whether the probe comes along; without it the process is exactly what `npm start` runs. */
  probed?: boolean
  /** More settings of the product, by their names in the environment. */
  environment?: Record<string, string>
}

let compiled = false

/** Compiles the product, once per run. */
export function compile(): void {
  if (compiled) return
  tell('npm run build')
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: packageRoot, stdio: ['ignore', 'ignore', 'inherit'] })
  compiled = true
}

/** Starts the product and waits until /health answers 200. */
export async function startProcess(settings: Settings): Promise<RunningProcess> {
  const port = await freePort()
  const child = spawn(process.execPath, [...(settings.probed ? ['--expose-gc', '--import', probe] : []), main], {
    env: {
      ...process.env,
      PORT: String(port),
      KENNISKOMPAS_DATA: settings.dataFolder,
      KENNISKOMPAS_LIBRARY: settings.library,
      MONGODB_URI: '',
      ...settings.environment,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { ms: readyMs } = await timed(() => ready(child, port))
  return { port, readyMs, ask: (question) => askProbe(child, question), stop: () => stop(child) }
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the product ended with exit code ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    if (answer?.status === 200) return
    await wait(5)
  }
}

async function askProbe<Name extends keyof Answers>(child: ChildProcess, question: Name): Promise<Answers[Name]> {
  child.send(question)
  const [{ answer }] = await once(child, 'message')
  return answer
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
