import type { Visit } from './visit.ts'

/** A path inside Kenniskompas that a form asked to go back to; the home page for anything else. */
export function safeReturn(wanted: unknown, visit: Visit): string {
  const home = visit.link('/')
  const inside = typeof wanted === 'string' && wanted.startsWith(home)
  return inside && !/^\/[/\\]|[\\\s]|[^\x21-\x7e]|\/(\.|%2e)/i.test(wanted) ? wanted : home
}
