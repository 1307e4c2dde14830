import { type Config, ConfigError } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { SignInProvider } from './provider.ts'

type Opener = (store: Store) => Promise<SignInProvider>

/** The sign-in of a Kenniskompas that runs alone: with work accounts when that is set up, else the demo. @throws {ConfigError} */
export async function chooseSignIn(config: Config, environment: NodeJS.ProcessEnv, now: () => Date): Promise<Opener> {
  const { workAccount } = config
  if (!workAccount) return demoSignIn(config, environment)
  const { workAccountProvider } = await import('./work-account/work-account.ts')
  return (store) => workAccountProvider(store, config, workAccount, now)
}

/** The demo lives in a folder of its own that the published package leaves out. @throws {ConfigError} where it may not run */
async function demoSignIn(config: Config, environment: NodeJS.ProcessEnv): Promise<Opener> {
  const { demoProvider, mustBeOwnMachine } = await import('./demo/demo.ts').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new ConfigError(
      'Kenniskompas cannot start alone: no sign-in is set up, and this package holds no demo sign-in.\n' +
        '  Set SIGN_IN_PROVIDER (see docs/entra-id.md), or mount it in your intranet with currentUser (see README.md).',
    )
  })
  mustBeOwnMachine(config, environment)
  return (store) => demoProvider(store, config.sessionSecret)
}
