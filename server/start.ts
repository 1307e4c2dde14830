import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { type ImportReport, importFolder } from './content/import.ts'
import type { Plugin } from './contract.ts'
import { CannotStart } from './errors.ts'
import type { House } from './house.ts'
import { listen } from './listen.ts'
import type { Log } from './log.ts'
import { openHouse } from './open-house.ts'
import { checkPlugins } from './plugins.ts'
import type { Progress } from './progress.ts'
import { openShelves } from './shelves.ts'
import type { SignInProvider } from './sign-in/provider.ts'
import { unfinishedMove } from './store/move/mark.ts'
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

/** Moves in and listens. Resolves when the product is ready for its first reader. @throws {CannotStart} */
export async function start(options: StartOptions): Promise<Running> {
  const { house, imported } = await moveIn(options)
  try {
    const { url, close } = await listen(createApp(house), options.config)
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
    await mustBeWhole(store)
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

/** @throws {CannotStart} on a store that holds a part of another one */
async function mustBeWhole({ database }: Store): Promise<void> {
  const source = await unfinishedMove(database)
  if (!source) return
  throw new CannotStart(
    `Kenniskompas cannot start: this store holds a part of ${source}, because a move to it was not finished. ` +
      'Give the command "kenniskompas store move" again, or use another store.',
  )
}
