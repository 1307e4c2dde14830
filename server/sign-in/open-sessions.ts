import { createHash } from 'node:crypto'
import type { Request } from 'express'
import type { SessionData } from 'express-session'
import type { Store } from '../store/store.ts'

/** A session as its owner may see it. */
export interface OpenSession extends Pick<Kept, 'began' | 'seen' | 'browser'> {
  /** Names the session in a form. The secret of its cookie cannot be found from it. */
  handle: string
}

/** The sessions that are kept in the store, by whose they are. */
export interface OpenSessions {
  /** Those of one owner, the last begun first. */
  of(owner: string): Promise<OpenSession[]>
  /** Ends one of the owner's sessions; a handle of somebody else's names nothing. */
  end(owner: string, handle: string): Promise<void>
  /** Ends all sessions of the owner, or all but the one that asks this. Gives how many. */
  endAll(owner: string, except?: Request): Promise<number>
  /** Ends those that belong to one session at the provider. */
  endAt(sid: string): Promise<void>
  /** Keeps that the session of this request is in use; at most once in five minutes. */
  noteSeen(req: Request, now: Date): Promise<void>
}

type Kept = Pick<SessionData, 'owner' | 'began' | 'seen' | 'browser'>

interface SessionRow {
  _id: string
  session: Kept
}

const fiveMinutes = 5 * 60 * 1000

export const handleOf = (id: string) => createHash('sha256').update(id).digest('base64url').slice(0, 22)

export function openSessions({ connection }: Store): OpenSessions {
  const rows = connection.collection<SessionRow>('sessions')
  const of = (owner: string) => rows.find({ 'session.owner': owner }).sort({ 'session.began': -1 }).toArray()
  return {
    async of(owner) {
      return (await of(owner)).map(({ _id, session: { began, seen, browser } }) => ({
        handle: handleOf(_id),
        began,
        seen,
        browser,
      }))
    },

    async end(owner, handle) {
      const named = (await of(owner)).find(({ _id }) => handleOf(_id) === handle)
      if (named) await rows.deleteOne({ _id: named._id })
    },

    async endAll(owner, except) {
      const others = except ? { _id: { $ne: except.sessionID } } : {}
      return (await rows.deleteMany({ 'session.owner': owner, ...others })).deletedCount
    },

    async endAt(sid) {
      await rows.deleteMany({ 'session.sid': sid })
    },

    async noteSeen({ session, sessionID }, now) {
      if (!session?.seen || now.getTime() - session.seen.getTime() < fiveMinutes) return
      // Not through the session itself: saving that would make it last longer.
      await rows.updateOne({ _id: sessionID }, { $set: { 'session.seen': now } })
    },
  }
}
