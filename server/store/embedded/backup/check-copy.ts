import { openLevelDisk } from '../disk/level-disk.ts'
import { Engine } from '../engine/engine.ts'
import { examineIndexes } from '../engine/examine-index.ts'

/** What a checked copy holds. */
export interface CopyReport {
  collections: number
  documents: number
}

/**
 * Open data as a store would, look at every document and index, and let go of them.
 * @throws Error that says what is wrong
 */
export async function checkCopy(data: string): Promise<CopyReport> {
  const disk = await openLevelDisk(data)
  try {
    const engine = await Engine.open(disk, () => {})
    let documents = 0
    for (const { table, namespace } of engine.collections()) {
      await examineIndexes(table, namespace, (_, { errors: [error] }) => {
        if (error) throw new Error(`${namespace}: ${error}`)
      })
      documents += table.records.size
    }
    return { collections: engine.collections().length, documents }
  } finally {
    await disk.close()
  }
}
