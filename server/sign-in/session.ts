import { randomBytes } from 'node:crypto'
import { MongoStore } from 'connect-mongo'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import { Schema } from 'mongoose'
import type { Store } from '../store/store.ts'

declare module 'express-session' {
  interface SessionData {
    /** Demo: slug of the person that somebody chose to be. */
    person: string
    /** Work account: key of who signed in, and the name that the provider has for its own session with them. */
    account: string
    sid: string
  }
}

const eightHours = 8 * 60 * 60 * 1000

/** What the session knows of somebody: who they are and nothing else. */
export type SignedIn = Partial<Pick<session.SessionData, 'person' | 'account' | 'sid'>>

/** A session of at most eight hours, kept in the store. */
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
      // As a document, so that the sessions of somebody can be found.
      stringify: false,
      // The index that removes old sessions is made by `prepareSessions`, and nothing is left running when the store closes.
      autoRemove: 'disabled',
      // Looking at pages does not make it longer.
      touchAfter: eightHours / 1000,
    }),
  })
}

/** Signs somebody in, in a session with a new name, so that nobody can have known it before. */
export async function startSession(req: Request, signedIn: SignedIn): Promise<void> {
  await new Promise<void>((done, failed) => req.session.regenerate((error) => (error ? failed(error) : done())))
  Object.assign(req.session, signedIn)
  await new Promise<void>((done, failed) => req.session.save((error) => (error ? failed(error) : done())))
}

/** Signs somebody out: their cookie is worth nothing any more, whoever has it. */
export async function endSession(req: Request): Promise<void> {
  await new Promise<void>((done, failed) => req.session.destroy((error) => (error ? failed(error) : done())))
}

/** Ends every session of an account, or that belongs to a session at the provider, in any browser. */
export async function endSessionsOf(store: Store, whose: { account: string } | { sid: string }): Promise<void> {
  const filter = Object.fromEntries(Object.entries(whose).map(([name, value]) => [`session.${name}`, value]))
  await store.connection.collection('sessions').deleteMany(filter)
}

const sessionSchema = new Schema(
  {
    _id: String,
    expires: { type: Date, expires: 0 },
    session: { account: { type: String, index: true }, sid: { type: String, index: true } },
  },
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
