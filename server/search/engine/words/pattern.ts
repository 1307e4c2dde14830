import { stem } from '../analyser/index.ts'

/** A last piece of a pattern that is long enough to have a stem. */
const LAST_WORD = /(\p{L}{4,})\**$/u

/** A pattern for stems of words that a pattern was meant for: `*kaarten` → `*kaart`. */
export const stemmed = (pattern: string): string => pattern.replace(LAST_WORD, (_, piece: string) => stem(piece, 'nl'))

/**
 * Whether a text is what a pattern says, in which `*` stands for any letters, also for none. The pieces between the stars are
 * looked for from left to right, each as early as can be, so that a text is gone through once whatever the pattern.
 */
export function patternTest(pattern: string): (text: string) => boolean {
  const [start = '', ...pieces] = pattern.split(/\*+/)
  const end = pieces.pop()
  if (end === undefined) return (text) => text === pattern
  const least = start.length + end.length
  return (text) =>
    text.length >= least &&
    text.startsWith(start) &&
    text.endsWith(end) &&
    inOrder(pieces, text, start.length, text.length - end.length)
}

function inOrder(pieces: string[], text: string, from: number, to: number): boolean {
  let at = from
  for (const piece of pieces) {
    at = text.indexOf(piece, at)
    if (at < 0 || at + piece.length > to) return false
    at += piece.length
  }
  return true
}
