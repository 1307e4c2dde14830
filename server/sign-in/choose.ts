import { type Config, ConfigError } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { SignInProvider } from './provider.ts'

/**
 * The sign-in of a Kenniskompas that runs alone. Until one is set up that is the demo, which lives in a folder of its own
 * that the published package leaves out. @throws {ConfigError} where the demo may not run
 */
export async function demoSignIn(
  config: Config,
  environment: NodeJS.ProcessEnv,
): Promise<(store: Store) => Promise<SignInProvider>> {
  const { demoProvider, mustBeOwnMachine } = await import('./demo/demo.ts').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new ConfigError(
      'Kenniskompas cannot start alone: this package holds no demo sign-in. Mount it in your intranet with currentUser (see README.md).',
    )
  })
  mustBeOwnMachine(config, environment)
  return (store) => demoProvider(store, config.sessionSecret)
}
