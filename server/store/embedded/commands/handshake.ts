import type { Command, Reply } from './context.ts'
import { VERSION } from './version.ts'

const MEGABYTE = 1024 * 1024

/** Who the server says it is: a primary that can do transactions, of a replica set of one. */
export const hello: Command = ({ address }) => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  secondary: false,
  setName: 'embedded',
  setVersion: 1,
  hosts: [address],
  primary: address,
  me: address,
  maxBsonObjectSize: 16 * MEGABYTE,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
})

export const ping: Command = () => ({})

export const buildInfo: Command = () => ({
  version: VERSION,
  versionArray: [...VERSION.split('.').map(Number), 0],
  gitVersion: 'embedded',
  modules: [],
  sysInfo: 'embedded store',
  bits: 64,
  debug: false,
  maxBsonObjectSize: 16 * MEGABYTE,
})

export const connectionStatus: Command = (): Reply => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
})
