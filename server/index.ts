import type { Express } from 'express'
import { plugins as shippedPlugins } from '../plugins/index.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import type { Plugin } from './contract.ts'
import { consoleLog, type Log } from './log.ts'
import { type CurrentUser, hostProvider } from './sign-in/host.ts'
import { moveIn } from './start.ts'

export { definePlugin, type Plugin } from './contract.ts'
export type { CurrentUser, HostUser } from './sign-in/host.ts'
export { shippedPlugins }

export interface KenniskompasOptions {
  /** Who is signed in at the intranet. Kenniskompas keeps no session of its own. */
  currentUser: CurrentUser
  /** MongoDB as a replica set; without it the embedded store in `dataFolder` is used. */
  mongodbUri?: string | undefined
  /** Folder of the embedded store. Default: `data` in the working folder. */
  dataFolder?: string | undefined
  /** A folder of Markdown to import at start, `'none'`, or by default the library that ships with the product. */
  library?: string | undefined
  municipality?: string | undefined
  /** A CSS file with the municipality's own colours and font. */
  themeFile?: string | undefined
  /** Other sites that pictures in items may come from, as host names. */
  pictureHosts?: string[] | undefined
  /** Whether somebody else than its writers must approve what is published. Default: no. */
  fourEyes?: boolean | undefined
  /** The domains to offer; by default all that ship. */
  plugins?: Plugin[]
  log?: Log
}

/** An Express app to mount under any path with `app.use('/kennis', kenniskompas)`, and a way to stop it. */
export type Kenniskompas = Express & { close(): Promise<void> }

/** Opens the store, imports the library, builds the search index, and gives the whole product as something to mount. */
export async function createKenniskompas(options: KenniskompasOptions): Promise<Kenniskompas> {
  const config = readConfig({
    MONGODB_URI: options.mongodbUri,
    KENNISKOMPAS_DATA: options.dataFolder,
    KENNISKOMPAS_LIBRARY: options.library,
    KENNISKOMPAS_MUNICIPALITY: options.municipality,
    KENNISKOMPAS_THEME: options.themeFile,
    KENNISKOMPAS_PICTURE_HOSTS: options.pictureHosts?.join(),
    KENNISKOMPAS_FOUR_EYES: options.fourEyes ? 'on' : 'off',
  })
  const { plugins = shippedPlugins, log = consoleLog } = options
  const provider = async () => hostProvider(options.currentUser)
  const { house, imported } = await moveIn({ config, plugins, provider, now: () => new Date(), log })
  for (const { id, problems } of imported?.refused ?? []) log.error(`${id} was not imported`, problems)
  house.jobs.start()
  return Object.assign(createApp(house), { close: () => house.close() })
}
