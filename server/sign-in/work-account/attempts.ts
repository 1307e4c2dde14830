import { Schema } from 'mongoose'
import type { Store } from '../../store/store.ts'
import type { Attempt } from './identity-provider.ts'

/** How long somebody may take for their password and second factor. */
export const attemptLastsMs = 15 * 60 * 1000

interface AttemptRow extends Omit<Attempt, 'state'> {
  _id: string
  /** The browser that left, by the value of its cookie. */
  browser: string
  /** A path inside Kenniskompas. */
  returnTo: string
  expires: Date
}

const schema = new Schema<AttemptRow>(
  {
    _id: String,
    browser: { type: String, required: true },
    nonce: { type: String, required: true },
    verifier: { type: String, required: true },
    returnTo: { type: String, required: true },
    expires: { type: Date, required: true, expires: 0 },
  },
  { versionKey: false },
)

/** Attempts to sign in that have begun, kept in the store for a quarter of an hour. */
export interface Attempts {
  begin(attempt: Attempt, browser: string, returnTo: string, now: Date): Promise<void>
  /** Gives the attempt to this browser, once: of several who ask at the same time one gets it. */
  take(state: string, browser: string, now: Date): Promise<(Attempt & { returnTo: string }) | undefined>
}

export function openAttempts(store: Store): Attempts {
  const rows = store.connection.model<AttemptRow>('signInAttempt', schema, 'signInAttempts')
  return {
    async begin({ state, nonce, verifier }, browser, returnTo, now) {
      const expires = new Date(now.getTime() + attemptLastsMs)
      await rows.create({ _id: state, browser, nonce, verifier, returnTo, expires })
    },
    async take(state, browser, now) {
      const row = await rows.findOneAndDelete({ _id: state, browser, expires: { $gt: now } }).lean()
      if (!row) return undefined
      const { nonce, verifier, returnTo } = row
      return { state, nonce, verifier, returnTo }
    },
  }
}
