import type { Visit } from './visit.ts'

/** Longer than any address of ours but that of a very long question; strangers can have it kept, see attempts.ts. */
const longest = 2000

/** A path inside Kenniskompas that a form asked to go back to; the home page for anything else. */
export function safeReturn(wanted: unknown, visit: Visit): string {
  const home = visit.link('/')
  const inside = typeof wanted === 'string' && wanted.startsWith(home) && wanted.length <= longest
  return inside && !/^\/[/\\]|[\\\s]|[^\x21-\x7e]|\/(\.|%2e)/i.test(wanted) ? wanted : home
}
