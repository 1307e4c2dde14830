import { Agent, request } from 'node:http'
import { type RunningProcess, type Settings, startProcess } from './process.ts'

interface Page {
  status: number
  body: string
}

/** The compiled product with demo sign-in, and colleagues who ask it for pages. */
export interface Product extends RunningProcess {
  /** Fetches a page as one colleague after the other, with the coding a browser asks for. @throws when the answer is no success */
  get(path: string): Promise<void>
  health(): Promise<{ searchable: number }>
}

/** Starts the product, waits until it is ready, and signs everybody in. */
export async function launch(settings: Settings): Promise<Product> {
  const running = await startProcess(settings)
  const { port } = running
  const agent = new Agent({ keepAlive: true })
  const cookies = await signInAll(port)
  let asked = 0
  return {
    ...running,
    async get(path) {
      const { status } = await fetchPage(agent, port, path, cookies[asked++ % cookies.length])
      if (status !== 200) throw new Error(`GET ${path} answered ${status}`)
    },
    health: async () => JSON.parse((await fetchPage(agent, port, '/health')).body),
    async stop() {
      agent.destroy()
      await running.stop()
    },
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

/** The cookies of a colleague who signed in. */
export async function signIn(port: number, person: string): Promise<string> {
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
