import { randomBytes } from 'node:crypto'
import { MongoStore } from 'connect-mongo'
import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import { Schema } from 'mongoose'
import type { Store } from '../store/store.ts'

declare module 'express-session' {
  interface SessionData {
    /** Whose it is: the key of a work account, or in the demo the slug of the person that somebody chose to be. */
    owner: string
    /** The name that the provider of a work account has for its own session with them. */
    sid: string
    /** When it began and was last used (within five minutes), and what the browser calls itself: for its owner to recognise it. */
    began: Date
    seen: Date
    browser: string
  }
}

const eightHours = 8 * 60 * 60 * 1000

/** Who signs in. */
export type SignedIn = Pick<session.SessionData, 'owner'> & { sid?: string | undefined }

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
export async function startSession(req: Request, { owner, sid }: SignedIn, now: Date): Promise<void> {
  await new Promise<void>((done, failed) => req.session.regenerate((error) => (error ? failed(error) : done())))
  const browser = (req.get('User-Agent') ?? '').slice(0, 300)
  Object.assign(req.session, { owner, began: now, seen: now, browser }, sid && { sid })
  await new Promise<void>((done, failed) => req.session.save((error) => (error ? failed(error) : done())))
}

/** Signs somebody out: their cookie is worth nothing any more, whoever has it. */
export async function endSession(req: Request): Promise<void> {
  await new Promise<void>((done, failed) => req.session.destroy((error) => (error ? failed(error) : done())))
}

const sessionSchema = new Schema(
  {
    _id: String,
    expires: { type: Date, expires: 0 },
    session: { owner: { type: String, index: true }, sid: { type: String, index: true } },
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
