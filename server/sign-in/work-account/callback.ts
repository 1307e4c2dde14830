import type { Request } from 'express'
import { z } from 'zod'
import { Invalid } from '../../errors.ts'
import type { Grant } from './identity-provider.ts'

const text = z.string().max(4096).optional()

/** What providers add of their own, and we do not use. */
const extras = { session_state: text, client_info: text, iss: text }
const state = z.string().regex(/^[\w-]{32}$/)

/** RFC 6749 §4.1.2: visible ASCII, without quotes and backslashes. */
const visible = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,4096}$/

const Granted = z.strictObject({ ...extras, state, code: z.string().regex(visible) })
const Denied = z.strictObject({
  ...extras,
  state,
  error: z.string().regex(/^[a-z_]{1,60}$/),
  error_description: text,
  error_uri: text,
  error_subcode: text,
})
const Answer = z.union([Granted, Denied])

/** What the provider sent back with the browser: a code, or an error such as `access_denied`. */
export type CallbackAnswer = Grant | { state: string; error: string }

/**
 * Reads the address that the provider sends a browser back to. No token is ever taken from it, nor anything that is there twice.
 * @throws {Invalid} for all that the provider would not send
 */
export function readCallback(req: Request): CallbackAnswer {
  const parsed = Answer.safeParse({ ...req.query })
  if (req.method !== 'GET' || !parsed.success) throw new Invalid('Not an answer of the identity provider')
  return parsed.data
}
