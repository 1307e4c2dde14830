import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { type ImportReport, importFolder, type Progress } from './content/import.ts'
import type { Plugin } from './contract.ts'
import type { House } from './house.ts'
import type { Log } from './log.ts'
import { openHouse } from './open-house.ts'
import { checkPlugins } from './plugins.ts'
import { openShelves } from './shelves.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import { openStore, type Store } from './store/store.ts'

export interface StartOptions {
  config: Config
  plugins: Plugin[]
  provider(store: Store): Promise<SignInProvider>
  now: () => Date
  log: Log
  onProgress?: Progress
}

export interface Running {
  url: string
  house: House
  imported: ImportReport | undefined
  close(): Promise<void>
}

/** The start failed for a reason outside the product. `message` is one line that says what is wrong. */
export class CannotStart extends Error {}

/** Moves in and listens. Resolves when the product is ready for its first reader. @throws {CannotStart} */
export async function start(options: StartOptions): Promise<Running> {
  const { house, imported } = await moveIn(options)
  try {
    const { url, close } = await listen(createServer(createApp(house)), options.config)
    return { url, house, imported, close: () => close().then(house.close) }
  } catch (error) {
    await house.close()
    throw error
  }
}

/** store → library → house: all that a product needs before somebody asks it something. @throws {CannotStart} */
export async function moveIn({ config, plugins, provider, now, log, onProgress }: StartOptions) {
  checkPlugins(plugins)
  const store = await openStore(config).catch((cause: Error) => {
    throw new CannotStart(`Kenniskompas cannot start: ${cause.message}`, { cause })
  })
  try {
    const shelves = await openShelves(store, plugins)
    const { libraryFolder } = config
    const imported = libraryFolder ? await importFolder(libraryFolder, shelves, now(), onProgress) : undefined
    const house = await openHouse({ config, shelves, plugins, provider: await provider(store), now, log })
    return { house, imported }
  } catch (error) {
    await store.close()
    throw error
  }
}

const obstacles: Record<string, (config: Config) => string> = {
  EADDRINUSE: ({ port }) => `port ${port} is in use by another program. Choose another one, such as PORT=${port + 1}`,
  EACCES: ({ port }) => `port ${port} is not for this user. Choose one above 1023, such as PORT=3000`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}. Choose another one, such as HOST=127.0.0.1`,
}

/** @throws {CannotStart} when the port or the address cannot be had */
async function listen(server: Server, config: Config): Promise<{ url: string; close(): Promise<void> }> {
  const { host, port } = config
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
