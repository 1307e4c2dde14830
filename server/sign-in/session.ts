import { randomBytes } from 'node:crypto'
import { MongoStore } from 'connect-mongo'
import type { RequestHandler } from 'express'
import session from 'express-session'
import { Schema } from 'mongoose'
import type { Store } from '../store/store.ts'

declare module 'express-session' {
  interface SessionData {
    person: string
  }
}

const eightHours = 8 * 60 * 60 * 1000

/** A session of at most eight hours, kept in the store; it holds who signed in and nothing else. */
export function sessions(
  store: Store,
  cookie: { name: string; secure: boolean; path: string },
  secret: string,
): RequestHandler {
  return session({
    name: cookie.name,
    secret,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: cookie.secure, path: cookie.path, maxAge: eightHours },
    store: MongoStore.create({
      client: store.connection.getClient(),
      collectionName: 'sessions',
      ttl: eightHours / 1000,
      // The index that removes old sessions is made by `prepareSessions`, and nothing is left running when the store closes.
      autoRemove: 'disabled',
      // Looking at pages does not make it longer.
      touchAfter: eightHours / 1000,
    }),
  })
}

const sessionSchema = new Schema(
  { _id: String, expires: { type: Date, expires: 0 } },
  { versionKey: false, strict: false },
)
const secretSchema = new Schema({ _id: String, value: { type: String, required: true } }, { versionKey: false })

/**
 * Gets the store ready for sessions, which it forgets by itself when they expire.
 * Gives the secret of the cookies: `given`, or one that is made once for this installation and kept in the store.
 */
export async function prepareSessions(store: Store, given?: string): Promise<string> {
  store.connection.model('session', sessionSchema, 'sessions')
  const secrets = store.connection.model('secret', secretSchema, 'secrets')
  await store.prepare()
  if (given) return given
  const row = await secrets.findOneAndUpdate(
    { _id: 'session' },
    { $setOnInsert: { value: randomBytes(32).toString('hex') } },
    { upsert: true, returnDocument: 'after' },
  )
  return row.value
}
