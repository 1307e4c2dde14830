import { createHash } from 'node:crypto'
import type { Collection } from 'mongodb'
import { batchesOf, canonical } from './documents.ts'

/** What a collection comes to: how many documents, and the SHA-256 of all of them in the order of `_id`, in hex. */
export interface Sum {
  documents: number
  sha256: string
}

export async function sumOf(collection: Collection, signal: AbortSignal, onBatch: (documents: number) => void) {
  const hash = createHash('sha256')
  let documents = 0
  for await (const batch of batchesOf(collection)) {
    signal.throwIfAborted()
    for (const raw of batch) hash.update(canonical(raw))
    documents += batch.length
    onBatch(batch.length)
  }
  return { documents, sha256: hash.digest('hex') }
}
