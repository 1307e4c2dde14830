import { resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { progressBar } from '../../progress.ts'
import { type Moved, move } from '../../store/move/move.ts'
import { openStore, type Store } from '../../store/store.ts'
import { type Command, mustHave, read } from '../command.ts'
import { count, since, table } from './words.ts'

const usage = 'kenniskompas store move --to <mongodb://… or folder> [--overwrite]'

/** As a shell reports a program that Ctrl-C ended. */
const STOPPED = 130

/** Copies everything to another store. Ctrl-C stops it, and the same command goes on. */
export const moveCommand: Command = async (words, given) => {
  const { values } = read(words, { to: { type: 'string' }, overwrite: { type: 'boolean', default: false } })
  const from = given.config()
  const to = storeAt(mustHave(values.to, usage))
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal)
  const began = performance.now()
  try {
    const moved = await moveBetween(from, to, values.overwrite, stop.signal)
    report(moved, began, to)
    return 0
  } catch (error) {
    if (!stop.signal.aborted) throw error
    console.error('Stopped. The same command goes on where it was.')
    return STOPPED
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal)
  }
}

type Address = Pick<Config, 'mongodbUri' | 'dataFolder'>

const storeAt = (address: string): Address =>
  /^mongodb(\+srv)?:\/\//.test(address)
    ? { mongodbUri: address, dataFolder: '' }
    : { mongodbUri: undefined, dataFolder: resolve(address) }

async function moveBetween(from: Address, to: Address, overwrite: boolean, signal: AbortSignal): Promise<Moved[]> {
  const stores: Store[] = []
  const [copying, comparing] = [progressBar('Copying'), progressBar('Comparing')]
  const open = async (address: Address) => {
    const store = await openStore(address)
    stores.push(store)
    return store
  }
  try {
    const [source, target] = [await open(from), await open(to)]
    return await move({
      from: source.database,
      to: target.database,
      files: { from: source.files, to: target.files },
      source: nameOf(from),
      overwrite,
      signal,
      onCopy: copying.show,
      onCompare: comparing.show,
    })
  } finally {
    copying.stop()
    comparing.stop()
    await Promise.all(stores.map((store) => store.close()))
  }
}

/** An address without user and password, to print and to remember. */
const nameOf = ({ mongodbUri, dataFolder }: Address): string => mongodbUri?.replace(/\/\/[^/@]*@/, '//') ?? dataFolder

function report(moved: Moved[], began: number, to: Address): void {
  const rows = moved.map(({ name, documents, sha256 }) => [name, documents.toLocaleString('en'), sha256.slice(0, 16)])
  console.log(table([['collection', 'documents', 'sha-256, same on both sides'], ...rows]))
  const documents = moved.reduce((sum, one) => sum + one.documents, 0)
  console.log(`${count(documents, 'document')} moved to ${nameOf(to)} in ${since(began)}.`)
  const setting = to.mongodbUri
    ? 'MONGODB_URI to that address'
    : `KENNISKOMPAS_DATA to that folder, without MONGODB_URI,`
  console.log(`Set ${setting} and start the product. The old store is as it was; keep it until you are sure.`)
}
