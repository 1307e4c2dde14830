import { MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../server/store/embedded/index.ts'

/** Writes until it is killed; tells on standard output what was acknowledged. */
const [directory = '', round = '0'] = process.argv.slice(2)
const store = await startEmbeddedStore(directory)
const client = await new MongoClient(store.uri).connect()
const [singles, pairs] = [client.db('crash').collection('singles'), client.db('crash').collection('pairs')]

async function writeSingles(writer: number): Promise<void> {
  for (let i = 0; ; i++) {
    const name = `${round}-${writer}-${i}`
    await singles.insertOne({ name })
    process.stdout.write(`single ${name}\n`)
  }
}

async function writePairs(): Promise<void> {
  for (let i = 0; ; i++) {
    const name = `${round}-${i}`
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await pairs.insertOne({ name, part: 1 }, { session })
        await pairs.insertOne({ name, part: 2 }, { session })
      }),
    )
    process.stdout.write(`pair ${name}\n`)
  }
}

await Promise.all([writeSingles(1), writeSingles(2), writeSingles(3), writePairs()])
