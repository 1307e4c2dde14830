import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { atTheEnd } from './closing.ts'
import { isCompiled } from './compiled.ts'
import { temporaryFolder } from './folders.ts'
import { aLibrary } from './library.ts'
import { ownDatabase } from './store.ts'

/** How a process ended, with everything it printed. */
export interface Ended {
  code: number | null
  output: string
}

export interface RunningProcess {
  url: string
  /** What it has printed so far. */
  printed(): string
  /** Holds the process up, as a machine does that is put to sleep. */
  pause(): void
  goOn(): void
  /** Sends the signal and waits for the end. */
  stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<Ended>
}

export type Environment = Record<string, string>

const root = join(import.meta.dirname, '../..')
const commandLine = isCompiled
  ? [join(root, 'dist/server/command-line.js')]
  : ['--import', 'tsx', '--conditions=source', join(root, 'server/command-line.ts')]

/** Settings of a product of its own: a small library, a fresh store and any free port. */
export async function ownSettings(settings: Environment = {}): Promise<Environment> {
  const database = ownDatabase()
  return {
    PORT: '0',
    KENNISKOMPAS_DATA: await temporaryFolder(),
    KENNISKOMPAS_LIBRARY: settings.KENNISKOMPAS_LIBRARY ?? (await aLibrary()),
    ...(database && { MONGODB_URI: database }),
    ...settings,
  }
}

/** `kenniskompas <words>`, as a process of its own that sees these settings and nothing else. */
function launch(words: string[], settings: Environment): { child: ChildProcess; printed: () => string } {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  const child = spawn(process.execPath, [...commandLine, ...words], {
    cwd: root,
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...settings },
  })
  const closed = once(child, 'close')
  atTheEnd(() => {
    child.kill('SIGKILL')
    return closed
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  return { child, printed: () => output }
}

/** Runs a command to its end. */
export const run = (words: string[], settings: Environment): Promise<Ended> => begin(words, settings).ended

/** Runs a command that can be stopped with Ctrl-C. */
export function begin(words: string[], settings: Environment): { interrupt(): void; ended: Promise<Ended> } {
  const { child, printed } = launch(words, settings)
  const ended = once(child, 'close').then(([code]) => ({ code, output: printed() }))
  return { interrupt: () => child.kill('SIGINT'), ended }
}

/** Starts the product and waits for its address. @throws with what it printed when it ends before that */
export async function launchProduct(settings: Environment): Promise<RunningProcess> {
  const { child, printed } = launch(['start'], settings)
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const address = /ready at (http:\S+)/.exec(printed())?.[1]
      if (address) resolve(address)
    })
    child.once('close', () => reject(new Error(printed())))
  })
  return {
    url,
    printed,
    pause: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    async stop(signal) {
      const closed = once(child, 'close')
      child.kill(signal)
      const [code] = await closed
      return { code, output: printed() }
    },
  }
}
