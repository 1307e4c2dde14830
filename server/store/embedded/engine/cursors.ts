import { calculateObjectSize, Long } from 'bson'
import type { Doc } from '../bson/values.ts'
import { MongoError } from '../errors.ts'
import type { TimeLimit } from './time-limit.ts'

/** The bytes of a batch: far fewer than MongoDB's 16 MB, so that whoever reads much lets others through in between. */
const BATCH_BYTES = 1024 * 1024

/** As MongoDB: the documents of a first batch, the life of a cursor nobody reads. */
const FIRST_BATCH = 101
const CURSOR_LIFETIME = 10 * 60_000

/** More open cursors than this are not kept: the one that was not read for longest gives way. */
const MOST_CURSORS = 1_000

/** How a result is to be read. */
export interface Reading {
  namespace: string
  batchSize: number | undefined
  /** One batch is all that is wanted. */
  single?: boolean
  limit: TimeLimit
  now: number
}

interface Cursor {
  namespace: string
  limit: TimeLimit
  rest: Iterator<Doc>
  held: Doc | undefined
  used: number
}

/** Results that clients read batch by batch. */
export class Cursors {
  readonly #open: Map<string, Cursor> = new Map()
  #last = 0n

  /** The first batch, and a cursor for the rest unless everything fitted or one batch is all that is wanted. */
  open(documents: Iterable<Doc>, { namespace, batchSize, single, limit, now }: Reading): Doc {
    const cursor: Cursor = { namespace, limit, rest: documents[Symbol.iterator](), held: undefined, used: now }
    const firstBatch = take(cursor, batchSize ?? FIRST_BATCH)
    const id = !single && isLeft(cursor) ? this.#keep(cursor) : Long.ZERO
    return { cursor: { firstBatch, id, ns: namespace } }
  }

  #keep(cursor: Cursor): Long {
    const id = Long.fromBigInt(++this.#last + 4_000_000_000n)
    this.#open.set(id.toString(), cursor)
    const [longestUnused] = this.#open.keys()
    if (this.#open.size > MOST_CURSORS && longestUnused) this.#open.delete(longestUnused)
    return id
  }

  /** The next batch; a cursor that fails is gone, as in MongoDB. */
  next(id: Long, namespace: string, batchSize: number | undefined, now: number): Doc {
    const cursor = this.#open.get(id.toString())
    if (!cursor) throw new MongoError(43, `cursor id ${id} not found`)
    if (cursor.namespace !== namespace) {
      throw new MongoError(13, `Requested getMore on namespace '${namespace}', but cursor belongs to another namespace`)
    }
    this.#open.delete(id.toString())
    cursor.limit.renew()
    const { nextBatch, more } = cursor.limit.run(() => {
      const nextBatch = take(cursor, batchSize || Number.POSITIVE_INFINITY)
      return { nextBatch, more: isLeft(cursor) }
    })
    cursor.used = now
    if (more) this.#open.set(id.toString(), cursor)
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
