import supertest from 'supertest'
import { plugins as shippedPlugins } from '../../plugins/index.ts'
import { readConfig } from '../../server/config.ts'
import type { Plugin } from '../../server/contract.ts'
import { demoProvider } from '../../server/sign-in/demo/demo.ts'
import { type Running, start } from '../../server/start.ts'
import { temporaryFolder } from './folders.ts'
import { aLibrary } from './library.ts'
import { ownDatabase } from './store.ts'

export interface TestHouse extends Running {
  /** A browser, so to speak, in which this person is signed in. */
  as(person: string): Promise<ReturnType<typeof supertest.agent>>
  /** A browser in which nobody has signed in. */
  asNobody(): ReturnType<typeof supertest.agent>
  /** What went wrong on the server's side so far. */
  faults: unknown[]
  /** What the server told otherwise. */
  notes: string[]
}

export interface TestHouseOptions {
  library?: string
  plugins?: Plugin[]
  /** The moment that the house takes for now. Default: Sunday 22 November 2026, 10.00 local time. */
  now?: () => Date
  dataFolder?: string
  /** Whether somebody else than its writers must approve what is published. */
  fourEyes?: boolean
  /** Another store than the one the tests run on. */
  mongodbUri?: string
  /** Settings by their names in the environment. */
  settings?: Record<string, string>
}

export const sunday = new Date(2026, 10, 22, 10, 0)

/** The real product on a real store of its own: the embedded one in a temporary folder, or a fresh database on `MONGODB_URI`. */
export async function aHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const config = readConfig({
    PORT: '0',
    MONGODB_URI: options.mongodbUri ?? ownDatabase(),
    KENNISKOMPAS_DATA: options.dataFolder ?? (await temporaryFolder()),
    KENNISKOMPAS_LIBRARY: options.library ?? (await aLibrary()),
    KENNISKOMPAS_FOUR_EYES: options.fourEyes ? 'on' : 'off',
    ...options.settings,
  })
  const faults: unknown[] = []
  const notes: string[] = []
  const running = await start({
    config,
    plugins: options.plugins ?? shippedPlugins,
    provider: (store) => demoProvider(store, 'a secret for tests only'),
    now: options.now ?? (() => sunday),
    log: { info: (note) => notes.push(note), error: (_message, error) => faults.push(error) },
  })
  // Packing and unpacking every page takes longer than the rest of most tests; browsers still ask for it.
  const asNobody = () => supertest.agent(running.url).set({ Origin: running.url, 'Accept-Encoding': 'identity' })
  return {
    ...running,
    faults,
    notes,
    asNobody,
    async as(person) {
      const agent = asNobody()
      await agent.post('/sign-in').type('form').send({ person }).expect(303)
      return agent
    },
  }
}
