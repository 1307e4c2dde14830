import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from 'mongodb'
import mongoose, { type ClientSession, type Connection } from 'mongoose'
import type { Config } from '../config.ts'
import { runningStoreUri, startEmbeddedStore } from './embedded/index.ts'
import type { Files } from './files/files.ts'
import { filesInFolder } from './files/folder.ts'
import { filesInGrid } from './files/grid.ts'

/** The one database: MongoDB when an address is set, else the embedded store in `config.dataFolder`. */
export interface Store {
  readonly connection: Connection
  /** Where another thread or process connects to it. */
  readonly uri: string
  /** The same without models, to look after it. */
  readonly database: Db
  /** Whether this is the embedded store, also when another process runs it. */
  readonly embedded: boolean
  /** What is too large for a document. */
  readonly files: Files
  /**
   * Does all of `work` or none of it, and does it again when another writer came in between. Those of one process take turns,
   * so there is none inside another.
   */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>
  /** Waits until the collections and indexes of every model are there. Writes inside a transaction must come after it. */
  prepare(): Promise<void>
  close(): Promise<void>
}

export async function openStore(config: Pick<Config, 'mongodbUri' | 'dataFolder'>): Promise<Store> {
  if (config.mongodbUri) return connect(config.mongodbUri)
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 })
  const embedded = await startEmbeddedStore(config.dataFolder)
  return connect(embedded.uri, config.dataFolder, () => embedded.close())
}

/** Like `openStore`, but joins the store of a Kenniskompas that is already running on the same folder; for commands. */
export async function joinStore(config: Pick<Config, 'mongodbUri' | 'dataFolder'>): Promise<Store> {
  const running = config.mongodbUri ? null : await runningStoreUri(config.dataFolder)
  return running ? connect(running, config.dataFolder) : openStore(config)
}

/** Where the embedded store of a data folder keeps its files. */
export const filesFolder = (dataFolder: string): string => join(dataFolder, 'attachments')

/** @param dataFolder of the embedded store; absent for MongoDB */
async function connect(uri: string, dataFolder?: string, afterwards = async () => {}): Promise<Store> {
  const connection = mongoose.createConnection(uri, {
    serverSelectionTimeoutMS: 10_000,
    autoCreate: false,
    autoIndex: false,
  })
  await connection.asPromise()
  const prepared = new Set<string>()
  const inTurn = takingTurns()
  const database = connection.getClient().db(connection.name)
  return {
    connection,
    uri,
    database,
    embedded: dataFolder !== undefined,
    files: dataFolder === undefined ? filesInGrid(database) : filesInFolder(filesFolder(dataFolder)),
    transaction: (work) =>
      inTurn(() => connection.withSession((session) => session.withTransaction(() => work(session)))),
    async prepare() {
      const fresh = Object.values(connection.models).filter((model) => !prepared.has(model.modelName))
      await Promise.all(fresh.map((model) => model.createCollection().then(() => model.createIndexes())))
      for (const model of fresh) prepared.add(model.modelName)
    },
    async close() {
      await connection.close()
      await afterwards()
    },
  }
}

/** Nearly every transaction counts a change in the same row; side by side they would only make one another begin again. */
function takingTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = before.then(work)
    before = turn.catch(() => undefined)
    return turn
  }
}
