/**
 * One subject of the store benchmark in a process of its own, so that memory and delays are its alone:
 * `subject.ts fill|reopen <directory or address> <documents>`. Sends its figures to the parent.
 */
import { join } from 'node:path'
import mongoose from 'mongoose'
import { packageRoot } from '../../server/paths.ts'
import type { EmbeddedStore, startEmbeddedStore } from '../../server/store/embedded/index.ts'
import { timed } from '../support.ts'
import { type Note, noteSchema } from './documents.ts'
import { type Figures, fill, measureDelay, measureFairness, measureReads, measureWrites } from './tasks.ts'

const [, , work, place = '', count] = process.argv
const size = Number(count)
const model = mongoose.model<Note>('Note', noteSchema)

const figures = await (work === 'fill' ? filled() : reopened())
process.send?.(figures)

async function filled(): Promise<Figures> {
  const store = await open()
  await mongoose.connect(store.uri)
  await model.collection.drop().catch(() => {})
  const figures = {
    ...(await fill(model, size)),
    ...(await measureReads(model, size)),
    ...(await measureWrites(model, mongoose.connection, size)),
    ...(await measureDelay(model, size)),
    ...(await measureFairness(model, size)),
  }
  await mongoose.disconnect()
  await store.close()
  return figures
}

/** Opens the filled store again; memory counts what the whole process grows by, its worker included. */
async function reopened(): Promise<Figures> {
  const before = process.memoryUsage.rss()
  const { ms: reopen, value: store } = await timed(open)
  await mongoose.connect(store.uri)
  const { ms: first } = await timed(() => model.find().sort({ changedAt: -1 }).limit(20).lean())
  await measureReads(model, size)
  await measureWrites(model, mongoose.connection, size)
  const memory = process.memoryUsage.rss() - before
  await mongoose.disconnect()
  await store.close()
  return { reopen, 'first page by an index after reopening': first, 'memory after reads and writes': memory }
}

/** The embedded store of a directory as it is shipped, or the server at an address. */
async function open(): Promise<EmbeddedStore> {
  if (place.startsWith('mongodb')) return { uri: place, close: async () => {} }
  const compiled = join(packageRoot, 'dist', 'server', 'store', 'embedded', 'index.js')
  const embedded: { startEmbeddedStore: typeof startEmbeddedStore } = await import(compiled)
  return embedded.startEmbeddedStore(place)
}
