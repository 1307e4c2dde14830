import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { CannotStart } from './errors.ts'
import { answerBadRequests } from './web/bad-requests.ts'

/** How long a request may take to arrive, in ms: its headers, all of it, and how often that is looked at. */
const arrivesWithin = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 }

/** How long a connection stays open for a next request, in ms: longer than the 60 s that proxies count on. */
const staysOpen = { keepAliveTimeout: 65_000 }

const obstacles: Record<string, (config: Config) => string> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use by another program. Choose another one, such as PORT=${port + 1}`,
  EACCES: ({ port }) => `port ${port} is not for this user. Choose one above 1023, such as PORT=3000`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}. Choose another one, such as HOST=127.0.0.1`,
}

/** Answers at the address of `config`. @throws {CannotStart} when the port or the address cannot be had */
export async function listen(
  answer: RequestListener,
  config: Config,
): Promise<{ url: string; close(): Promise<void> }> {
  const { host, port } = config
  const server = createServer({ ...arrivesWithin, ...staysOpen }, answer)
  answerBadRequests(server)
  const close = closing(server)
  await once(server.listen(port, host), 'listening').catch((cause: NodeJS.ErrnoException) => {
    throw new CannotStart(`Kenniskompas cannot start: ${obstacles[cause.code ?? '']?.(config) ?? cause.message}`, {
      cause,
    })
  })
  const name = host.includes(':') ? `[${host}]` : host
  return { url: `http://${name}:${(server.address() as AddressInfo).port}`, close }
}

/** How long running requests may take to finish once the product stops. */
const patienceMs = 5000

/** Lets running requests finish. Connections that ask nothing do not count: browsers open them in advance. */
function closing(server: Server): () => Promise<void> {
  let running = 0
  let stopping = false
  const leaveWhenQuiet = () => {
    if (stopping && running === 0) server.closeAllConnections()
  }
  server.on('request', (_req, res) => {
    running++
    res.once('close', () => {
      running--
      leaveWhenQuiet()
    })
  })
  return async () => {
    stopping = true
    const closed = once(server, 'close')
    server.close()
    leaveWhenQuiet()
    const deadline = setTimeout(() => server.closeAllConnections(), patienceMs)
    await closed
    clearTimeout(deadline)
  }
}
