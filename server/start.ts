import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { type ImportReport, importFolder, type Progress } from './content/import.ts'
import type { Plugin } from './contract.ts'
import type { House } from './house.ts'
import type { Log } from './log.ts'
import { openHouse } from './open-house.ts'
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

/** store → library → house → app → listen. Resolves when the product is ready for its first reader. */
export async function start({ config, plugins, provider, now, log, onProgress }: StartOptions): Promise<Running> {
  const store = await openStore(config)
  try {
    const shelves = await openShelves(store, plugins)
    const imported = config.libraryFolder
      ? await importFolder(config.libraryFolder, shelves, now(), onProgress)
      : undefined
    const house = await openHouse({ config, shelves, plugins, provider: await provider(store), now, log })
    const server = await listen(createServer(createApp(house)), config)
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${(server.address() as AddressInfo).port}`
    return { url, house, imported, close: () => stop(server, house) }
  } catch (error) {
    await store.close()
    throw error
  }
}

function listen(server: Server, { port, host }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/** Lets running requests finish, then closes what they used. */
async function stop(server: Server, house: House): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  await closed
  await house.close()
}
