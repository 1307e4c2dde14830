import { ClassicLevel } from 'classic-level'
import { FIRST_KEY } from './entries.ts'

/** LevelDB with bytes for keys and values. */
export type Level = ClassicLevel<Buffer, Uint8Array>

const ENTRIES_AT_A_TIME = 1000

/** Open LevelDB in a directory, which is made if need be. @throws Error with the reason as its `cause` */
export async function openLevel(directory: string): Promise<Level> {
  const level: Level = new ClassicLevel(directory, {
    keyEncoding: 'buffer',
    valueEncoding: 'view',
    compression: false,
    writeBufferSize: 16 * 1024 * 1024,
  })
  await level.open()
  return level
}

/** Everything but format and totals, as it is stored, in the order of the keys; a view of one moment. */
export async function* storedEntries(level: Level): AsyncIterable<[Buffer, Uint8Array][]> {
  const iterator = level.iterator({ gte: FIRST_KEY })
  try {
    for (;;) {
      const some = await iterator.nextv(ENTRIES_AT_A_TIME)
      if (some.length === 0) return
      yield some
    }
  } finally {
    await iterator.close()
  }
}
