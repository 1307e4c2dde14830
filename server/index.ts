import type { Express } from 'express'
import { plugins as shippedPlugins } from '../plugins/index.ts'
import { createApp } from './app.ts'
import { consoleLog } from './log.ts'
import { type KenniskompasOptions, mountedConfig } from './mounted.ts'
import { hostProvider } from './sign-in/host.ts'
import { moveIn } from './start.ts'

export { definePlugin, type Plugin } from './contract.ts'
export type { KenniskompasOptions } from './mounted.ts'
export type { CurrentUser, HostUser } from './sign-in/host.ts'
export { shippedPlugins }

/** An Express app to mount under any path with `app.use('/kennis', kenniskompas)`, and a way to stop it. */
export type Kenniskompas = Express & { close(): Promise<void> }

/** Opens the store, imports the library, builds the search index, and gives the whole product as something to mount. */
export async function createKenniskompas(options: KenniskompasOptions): Promise<Kenniskompas> {
  const config = mountedConfig(options)
  const { plugins = shippedPlugins, log = consoleLog } = options
  const provider = async () => hostProvider(options.currentUser)
  const { house, imported } = await moveIn({ config, plugins, provider, now: () => new Date(), log })
  for (const { id, problems } of imported?.refused ?? []) log.error(`${id} was not imported`, problems)
  house.jobs.start()
  return Object.assign(createApp(house), { close: () => house.close() })
}
