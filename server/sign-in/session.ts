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
      // Looking at pages does not make it longer.
      touchAfter: eightHours / 1000,
    }),
  })
}

/** The secret of this installation's session cookies, made once and kept in the store. */
export async function ownSecret(store: Store): Promise<string> {
  const secrets = store.connection.model(
    'secret',
    new Schema({ _id: String, value: String }, { versionKey: false }),
    'secrets',
  )
  const row = await secrets.findOneAndUpdate(
    { _id: 'session' },
    { $setOnInsert: { value: randomBytes(32).toString('hex') } },
    { upsert: true, returnDocument: 'after' },
  )
  return row.value ?? ''
}
