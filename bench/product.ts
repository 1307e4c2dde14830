import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
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
  loopDelay: { p50: number; p99: number; max: number }
}

export interface Page {
  status: number
  body: string
}

/** The compiled product in a process of its own. */
export interface Product {
  /** Time from the start of the process until /health answered 200. */
  readyMs: number
  /** Fetches a page as one colleague after the other, with the coding a browser asks for. @throws when the answer is no success */
  get(path: string): Promise<void>
  health(): Promise<{ searchable: number }>
  ask<Name extends keyof Answers>(question: Name): Promise<Answers[Name]>
  stop(): Promise<void>
}

let compiled = false

/** Compiles the product, once per run. */
export function compile(): void {
  if (compiled) return
  tell('npm run build')
  execFileSync('npm', ['run', 'build', '--silent'], { cwd: packageRoot, stdio: ['ignore', 'ignore', 'inherit'] })
  compiled = true
}

export interface Settings {
  dataFolder: string
  /** Folder to import at start, or `none`. */
  library: string
  /** Whether the probe comes along; without it the process is exactly what `npm start` runs. */
  probed?: boolean
}

/** Starts the product and waits until /health answers 200. */
export async function launch({ dataFolder, library, probed = false }: Settings): Promise<Product> {
  const port = await freePort()
  const child = spawn(process.execPath, [...(probed ? ['--expose-gc', '--import', probe] : []), main], {
    env: {
      ...process.env,
      PORT: String(port),
      KENNISKOMPAS_DATA: dataFolder,
      KENNISKOMPAS_LIBRARY: library,
      MONGODB_URI: '',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const { ms: readyMs } = await timed(() => ready(child, port))
  const agent = new Agent({ keepAlive: true })
  const cookies = await signInAll(port)
  let asked = 0
  return {
    readyMs,
    async get(path) {
      const { status } = await fetchPage(agent, port, path, cookies[asked++ % cookies.length])
      if (status !== 200) throw new Error(`GET ${path} answered ${status}`)
    },
    health: async () => JSON.parse((await fetchPage(agent, port, '/health')).body),
    ask: (question) => askProbe(child, question),
    stop: () => stop(child, agent),
  }
}

async function ready(child: ChildProcess, port: number): Promise<void> {
  const agent = new Agent()
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the product ended with exit code ${child.exitCode}`)
    const answer = await fetchPage(agent, port, '/health').catch(() => undefined)
    if (answer?.status === 200) return
    await wait(5)
  }
}

function fetchPage(agent: Agent, port: number, path: string, cookie = ''): Promise<Page> {
  const headers = cookie ? { cookie, 'accept-encoding': 'gzip, deflate, br' } : {}
  return new Promise((resolve, reject) => {
    const asked = request({ agent, port, path, headers, host: '127.0.0.1' }, (res) => {
      const parts: Buffer[] = []
      res.on('data', (part) => parts.push(part))
      res.on('error', reject)
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Signs in as everybody in the demo, since nobody may search as often as a benchmark does; an empty house has nobody. */
async function signInAll(port: number): Promise<string[]> {
  const first = await signIn(port, 'sanne-brouwer')
  const answer = await fetch(`http://127.0.0.1:${port}/people`, { headers: { cookie: first } })
  const others = new Set([...(await answer.text()).matchAll(/href="\/people\/([\w-]+)"/g)].map(([, slug = '']) => slug))
  return [first, ...(await Promise.all([...others].map((slug) => signIn(port, slug))))]
}

async function signIn(port: number, person: string): Promise<string> {
  const body = new URLSearchParams({ person })
  const answer = await fetch(`http://127.0.0.1:${port}/sign-in`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function askProbe<Name extends keyof Answers>(child: ChildProcess, question: Name): Promise<Answers[Name]> {
  child.send(question)
  const [{ answer }] = await once(child, 'message')
  return answer
}

async function stop(child: ChildProcess, agent: Agent): Promise<void> {
  agent.destroy()
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
