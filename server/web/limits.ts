import type { Request, RequestHandler } from 'express'
import { Schema } from 'mongoose'
import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { networkOf } from './network.ts'

/** Makes those wait who ask too much. Counted in the store, so that all processes count together. */
export interface Limits {
  /** For signing in, by the network that it comes from. */
  signIn: RequestHandler
  /** For a page that answers a question (`?q=`), by who is signed in. */
  search: RequestHandler
  /** Whether this process may do one search more for somebody that no page waits for. */
  maySearch(person: string): Promise<boolean>
  /** For sending a file, by who is signed in. */
  upload: RequestHandler
  /** For saying what one thinks of a search, by who is signed in. */
  feedback: RequestHandler
  /** For taking items along, by who is signed in. */
  export: RequestHandler
}

const allowed = {
  /** Requests in a minute, two or three for each person: a whole town hall may share one address. */
  signIn: 1200,
  /** Searches in a minute, suggestions included. Nobody types as fast. */
  search: 900,
  /** And in ten seconds, in one process: so much does one person get of it. */
  searchAtOnce: 200,
  /** Files in an hour: a day's photos at once, and no more. */
  upload: 200,
  /** Judgements and remarks in an hour. */
  feedback: 60,
  /** Exports in an hour: each reads as much as a day of readers. */
  export: 20,
}

/** A write for every letter that is typed would cost more than the search; the store hears of each tenth, which counts for ten. */
const together = 10

export function openLimits(store: Store, given: Partial<typeof allowed> = {}): Limits {
  const { signIn, search, searchAtOnce, upload, feedback, export: exporting } = { ...allowed, ...given }
  store.connection.model('limit', schema, 'limits')
  const signIns = inStore(store, { keyPrefix: 'sign-in', points: signIn, duration: 60 })
  const searches = inStore(store, { keyPrefix: 'search', points: search, duration: 60 })
  const uploads = inStore(store, { keyPrefix: 'upload', points: upload, duration: 60 * 60 })
  const judgements = inStore(store, { keyPrefix: 'feedback', points: feedback, duration: 60 * 60 })
  const exports = inStore(store, { keyPrefix: 'export', points: exporting, duration: 60 * 60 })
  const searchesHere = new RateLimiterMemory({ points: searchAtOnce, duration: 10 })
  return {
    signIn: limited((req) => signIns.consume(networkOf(req.ip ?? ''))),
    search: limited(async ({ query, visit }) => {
      if (!('q' in query)) return
      const { consumedPoints } = await searchesHere.consume(visit.reader.id)
      if (consumedPoints % together === 1) await searches.consume(visit.reader.id, together)
    }),
    maySearch: (person) => searchesHere.consume(person).then(isAllowed, isRefused),
    upload: limited(({ visit }) => uploads.consume(visit.reader.id)),
    feedback: limited(({ visit }) => judgements.consume(visit.reader.id)),
    export: limited(({ visit }) => exports.consume(visit.reader.id)),
  }
}

const isAllowed = () => true
const isRefused = () => false

const schema = new Schema(
  { key: { type: String, unique: true }, points: Number, expire: { type: Date, expires: 0 } },
  { versionKey: false },
)

function inStore(store: Store, limit: { keyPrefix: string; points: number; duration: number }): RateLimiterMongo {
  return new RateLimiterMongo({
    ...limit,
    storeClient: store.connection.getClient(),
    dbName: store.connection.name,
    tableName: 'limits',
    disableIndexesCreation: true,
    // Who is over the limit costs no more writes, and a store that does not answer keeps nobody out.
    inMemoryBlockOnConsumed: limit.points,
    insuranceLimiter: new RateLimiterMemory(limit),
  })
}

function limited(count: (req: Request) => Promise<unknown>): RequestHandler {
  return async (req, res, next) => {
    await count(req).catch((refusal) => {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      res.set('Retry-After', String(Math.ceil(refusal.msBeforeNext / 1000)))
      throw new Problem(429, 'Too many requests')
    })
    next()
  }
}
