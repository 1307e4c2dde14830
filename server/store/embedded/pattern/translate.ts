import { MongoError } from '../errors.ts'

/** PCRE notations that JavaScript lacks and that have no short equal: refused rather than answered wrongly. */
const UNTRANSLATABLE = /^(?:\(\?(?:>|\||R|&|P>|P=|[+-]?\d|\(|#)|\\(?:[GKRXgCNhHvVpP]|k[{'])|\[:|[*+?}]\+|\(\*)/

/** Short forms with an exact equal in JavaScript. */
const ESCAPES: Record<string, string> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
  '\\a': '\\x07',
  '\\e': '\\x1b',
  '\\s': '[\\t\\n\\v\\f\\r ]',
  '\\S': '[^\\t\\n\\v\\f\\r ]',
}

/** Rewrite a PCRE pattern with MongoDB's flags (`imsx`) for JavaScript; a leading `(?i)` becomes a flag. */
export function translatePattern(pattern: string, options: string): { source: string; flags: string } {
  const inline = /^\(\?([imsx]+)\)/.exec(pattern)
  const given = new Set(`${options}${inline?.[1] ?? ''}`)
  const flags = [...'ims'].filter((flag) => given.has(flag)).join('')
  const rest = inline ? pattern.slice(inline[0].length) : pattern
  return { source: rewrite(rest, given.has('x'), given.has('m')), flags }
}

function rewrite(pattern: string, extended: boolean, multiline: boolean): string {
  let source = ''
  let inClass = false
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at, at + 12)
    if (!(inClass && !rest.startsWith('[:')) && UNTRANSLATABLE.test(rest)) refuse(pattern)
    const step: Step = inClass ? classStep(rest) : outsideStep(rest, pattern, at, extended, multiline)
    source += step.text
    at += step.length
    if (step.opens !== undefined) inClass = step.opens
  }
  return source
}

interface Step {
  text: string
  length: number
  opens?: boolean
}

function classStep(rest: string): Step {
  if (rest[0] === '\\') {
    const text = rest.slice(0, 2) === '\\s' ? '\\t\\n\\v\\f\\r ' : rest.slice(0, 2)
    return { text, length: 2 }
  }
  return rest[0] === ']' ? { text: ']', length: 1, opens: false } : { text: rest[0] as string, length: 1 }
}

function outsideStep(rest: string, pattern: string, at: number, extended: boolean, multiline: boolean): Step {
  const pair = rest.slice(0, 2)
  if (pair === '\\Q') return quoted(pattern, at)
  if (rest[0] === '\\') return { text: ESCAPES[pair] ?? pair, length: 2 }
  if (rest.startsWith('(?P<')) return { text: '(?<', length: 4 }
  if (rest[0] === '[') return openClass(rest)
  if (rest[0] === '$' && !multiline) return { text: ESCAPES['\\Z'] as string, length: 1 }
  if (extended && /\s/.test(rest[0] as string)) return { text: '', length: 1 }
  if (extended && rest[0] === '#') {
    const end = pattern.indexOf('\n', at)
    return { text: '', length: end < 0 ? pattern.length - at : end - at + 1 }
  }
  return { text: rest[0] as string, length: 1 }
}

/** In PCRE a `]` directly after the opening is an ordinary character. */
function openClass(rest: string): Step {
  const opening = rest[1] === '^' ? '[^' : '['
  const literal = rest[opening.length] === ']'
  return { text: literal ? `${opening}\\]` : opening, length: opening.length + (literal ? 1 : 0), opens: true }
}

/** `\Q…\E`: everything between is meant literally. */
function quoted(pattern: string, at: number): Step {
  const end = pattern.indexOf('\\E', at)
  const stop = end < 0 ? pattern.length : end
  const text = pattern.slice(at + 2, stop).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return { text, length: (end < 0 ? stop : stop + 2) - at }
}

function refuse(pattern: string): never {
  throw new MongoError(51091, `Regular expression is invalid: not supported by this server: ${pattern}`)
}
