import { fold } from '../analyser/fold.ts'
import { tokenise } from '../analyser/tokenise.ts'

/** One word of a question. `phrase` numbers the quoted phrase it belongs to; `start` and `end` are places in `text`. */
export interface QueryWord {
  surface: string
  presence: 'should' | 'must' | 'not'
  prefix: boolean
  phrase?: number
  start: number
  end: number
}

export interface ParsedQuery {
  /** The text that was read: trimmed, without control characters, bounded in length. */
  text: string
  words: QueryWord[]
  phrases: number
  /** Nothing was asked (or only `*`): everything readable is the answer. */
  everything: boolean
  /** Somebody is asked for: `wie …`, `who …`. */
  asksWho: boolean
}

const MAX_TEXT = 400
const MAX_WORDS = 24
const MAX_PHRASES = 6
const CHUNK = /(?<sign>[+-]?)"(?<phrase>[^"]*)"?|(?<plain>[^\s"]+)/g

/**
 * Reads what a person typed. Any string is a question: `+must`, `-not`, `"words together"` and `prefix*` mean something,
 * all other signs (`~9`, `^2`, `title:`) are just space. Never throws.
 */
export function parseQuery(typed: string): ParsedQuery {
  const text = clean(typed)
  const words: QueryWord[] = []
  let phrases = 0
  for (const match of text.matchAll(CHUNK)) {
    const { sign, phrase, plain } = match.groups ?? {}
    if (plain === undefined) {
      const found = wordsIn(phrase ?? '', match.index + (sign?.length ?? 0) + 1)
      const presence = sign === '-' ? 'not' : 'must'
      const together = phrases < MAX_PHRASES ? { phrase: phrases } : {}
      words.push(...found.map((word) => ({ ...word, presence, prefix: false, ...together }) as const))
      phrases = Math.min(phrases + 1, MAX_PHRASES)
    } else {
      words.push(...plainWords(plain, match.index))
    }
  }
  const asksWho = /^(?:wie|who)\b/i.test(text)
  return {
    text,
    words: (asksWho ? aboutWhat(words) : words).slice(0, MAX_WORDS),
    phrases,
    everything: /^[\s*]*$/.test(text),
    asksWho,
  }
}

/** What somebody is asked for answers "wie is verantwoordelijk voor huisuitzetting?": the last word alone. */
const aboutWhat = ([, ...words]: QueryWord[]): QueryWord[] =>
  words.filter(({ surface, presence }) => presence !== 'should' || !toDoWith.has(surface))

/** How people say that somebody has to do with a thing. */
const toDoWith = new Set(
  `verantwoordelijk verantwoordelijke aanspreekpunt contactpersoon vraagbaak regelt behandelt beheert doet helpt kent weet
  responsible charge contact handles knows deals manages looks`.split(/\s+/),
)

function clean(typed: string): string {
  return typed
    .slice(0, MAX_TEXT)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .replace(/[“”„«»]/g, '"')
    .trim()
}

function plainWords(chunk: string, at: number): QueryWord[] {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/su.exec(chunk) ?? []
  const presence = sign === '+' ? 'must' : sign === '-' ? 'not' : 'should'
  const meaning = rest.replace(/[~^]\d*/g, (signs) => ' '.repeat(signs.length))
  const words = wordsIn(meaning, at + sign.length)
  const last = words.length - 1
  return words.map((word, i) => ({ ...word, presence, prefix: i === last && rest.endsWith('*') }))
}

/** The pieces of hyphenated words; whole words only where there are no pieces (`e-mail`) or for an e-mail address. */
function wordsIn(text: string, at: number): Array<Pick<QueryWord, 'surface' | 'start' | 'end'>> {
  const tokens = tokenise(text)
  const isWhole = (start: number, end: number) =>
    !tokens.some((token) => !token.joined && token.start >= start && token.end <= end)
  return tokens
    .filter((token) => !token.joined || isWhole(token.start, token.end))
    .map((token) => ({ surface: fold(token.text), start: at + token.start, end: at + token.end }))
}
