import { calculateObjectSize, Long } from 'bson'
import type { Doc } from '../bson/values.ts'
import { MongoError } from '../errors.ts'

/** As MongoDB: the documents of a first batch, the bytes of any batch, the life of a cursor nobody reads. */
const FIRST_BATCH = 101
const BATCH_BYTES = 16 * 1024 * 1024
const CURSOR_LIFETIME = 10 * 60_000

interface Cursor {
  namespace: string
  rest: Iterator<Doc>
  held: Doc | undefined
  used: number
}

/** Results that clients read batch by batch. */
export class Cursors {
  readonly #open: Map<string, Cursor> = new Map()
  #last = 0n

  /** The first batch, and a cursor for the rest unless everything fitted or one batch is all that is wanted. */
  open(namespace: string, documents: Iterable<Doc>, batchSize: number | undefined, single: boolean, now: number): Doc {
    const cursor: Cursor = { namespace, rest: documents[Symbol.iterator](), held: undefined, used: now }
    const firstBatch = take(cursor, batchSize ?? FIRST_BATCH)
    const more = !single && isLeft(cursor)
    const id = more ? Long.fromBigInt(++this.#last + 4_000_000_000n) : Long.ZERO
    if (more) this.#open.set(id.toString(), cursor)
    return { cursor: { firstBatch, id, ns: namespace } }
  }

  next(id: Long, batchSize: number | undefined, now: number): Doc {
    const cursor = this.#open.get(id.toString())
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`)
    cursor.used = now
    const nextBatch = take(cursor, batchSize || Number.POSITIVE_INFINITY)
    const more = isLeft(cursor)
    if (!more) this.#open.delete(id.toString())
    return { cursor: { nextBatch, id: more ? id : Long.ZERO, ns: cursor.namespace } }
  }

  kill(id: Long): boolean {
    return this.#open.delete(id.toString())
  }

  expire(now: number): void {
    for (const [id, cursor] of this.#open) if (now - cursor.used > CURSOR_LIFETIME) this.#open.delete(id)
  }
}

function take(cursor: Cursor, most: number): Doc[] {
  const batch: Doc[] = []
  let bytes = 0
  while (batch.length < most && isLeft(cursor)) {
    const document = cursor.held as Doc
    bytes += calculateObjectSize(document)
    if (batch.length > 0 && bytes > BATCH_BYTES) break
    batch.push(document)
    cursor.held = undefined
  }
  return batch
}

/** Whether there is another document; it is kept at hand. */
function isLeft(cursor: Cursor): boolean {
  if (cursor.held) return true
  const { done, value } = cursor.rest.next()
  if (!done) cursor.held = value
  return !done
}
