import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../../server/store/embedded/index.ts'
import { type Actor, actors, prepare } from './actors.ts'

/**
 * Waits for a line on standard input, then lets all actors of a round go on until the process is killed.
 * Tells on standard output what was acknowledged.
 */
const [directory = '', round = '0'] = process.argv.slice(2)
await once(process.stdin, 'data')
const store = await startEmbeddedStore(directory)
const client = await new MongoClient(store.uri).connect()
await prepare(client)

async function keepActing(actor: Actor): Promise<never> {
  for (let n = 1; ; n++) {
    await actor.act(n)
    process.stdout.write(`${actor.name} ${n}\n`)
  }
}

await Promise.all(actors(client, Number(round)).map(keepActing)).catch(async (error) => {
  // The client may be the first to notice that the store gives up, but it is for the store to say why.
  await setTimeout(10_000)
  throw error
})
