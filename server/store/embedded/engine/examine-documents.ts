import { readKey } from '../disk/entries.ts'
import type { Collection } from './collection.ts'
import type { Engine } from './engine.ts'

/** What lies on disk of a collection, held against memory. */
export interface DocumentExamination {
  /** Numbers of the records that cannot be read any more. */
  damaged: number[]
  /** What is wrong, in words. */
  errors: string[]
}

/** Read every document of a collection back from disk, while writes go on. */
export async function examineDocuments(engine: Engine, collection: Collection): Promise<DocumentExamination> {
  const first = await recordsOnDisk(engine, collection)
  const missing = numbersOf(collection).filter((number) => !first.whole.has(number))
  // A record that seems to be missing may have been written a moment ago; after this it is on disk, or removed again.
  await engine.commit([])
  const second = missing.length > 0 ? await recordsOnDisk(engine, collection) : first
  const present = new Set(numbersOf(collection))
  const lost = missing.filter((number) => present.has(number) && !second.whole.has(number))
  const errors = [
    ...second.damaged.map((number) => `document number ${number} cannot be read from disk`),
    ...lost
      .filter((number) => !second.damaged.includes(number))
      .map((number) => `document number ${number} is not on disk`),
  ]
  return { damaged: second.damaged, errors }
}

function numbersOf({ table }: Collection): number[] {
  return [...table.records.values()].map(({ number }) => number)
}

async function recordsOnDisk({ disk }: Engine, { number }: Collection) {
  const whole = new Set<number>()
  const damaged: number[] = []
  for await (const entries of disk.upkeep.read(number)) {
    for (const { key, content } of entries) {
      const { record } = readKey(key)
      if (record === undefined) continue
      if (content) whole.add(record)
      else damaged.push(record)
    }
  }
  return { whole, damaged }
}
