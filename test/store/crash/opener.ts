import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { startEmbeddedStore } from '../../../server/store/embedded/index.ts'

/**
 * Tries to open the directories it is given, and prints a line for each: `open`, or the error as JSON.
 * In the last one it then takes away its own right to make files, and writes a megabyte at a time until it fails;
 * each document that is acknowledged is a line.
 */
const directories = process.argv.slice(2)
for (const directory of directories) {
  const outcome = await startEmbeddedStore(directory).catch((error: Error) => error)
  console.log(outcome instanceof Error ? JSON.stringify(outcome.message) : 'open')
  if (outcome instanceof Error) continue
  if (directory === directories.at(-1)) await fill(directory, outcome.uri)
  await outcome.close()
}

async function fill(directory: string, uri: string): Promise<never> {
  const client = await new MongoClient(uri).connect()
  await chmod(join(directory, 'data'), 0o500)
  for (let n = 1; ; n++) {
    await client
      .db('test')
      .collection<{ _id: number; text: string }>('large')
      .insertOne({ _id: n, text: 'x'.repeat(1e6) })
    console.log(n)
  }
}
