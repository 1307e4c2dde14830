import { fold } from '../analyser/fold.ts'
import { tokenise } from '../analyser/tokenise.ts'

/** One word of a question. `phrase` numbers the quoted phrase it belongs to; `start` and `end` are places in `text`. */
export interface QueryWord {
  surface: string
  presence: 'should' | 'must' | 'not'
  /** Ends in `*`: how it goes on is open. A word with `*` elsewhere has its stars in `surface`. */
  prefix: boolean
  /** Letters that may differ, as `~1` asks. */
  slips: number
  /** How many times it counts, as `^3` asks. */
  times: number
  /** Only titles count, as `titel:` asks. */
  inTitle: boolean
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
const MAX_SLIPS = 2
const MAX_TIMES = 10
const CHUNK = /(?<sign>[+-]?)(?<field>(?:titel|title): ?)?(?:"(?<phrase>[^"]*)"?|(?<plain>[^\s"]+))/gi
/** A word with `*` before its end, and what may stand around it within a chunk. */
const STARRED = /\*+[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}*]*|[\p{L}\p{N}\p{M}]+\*+[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}*]*/gu
/** With fewer letters than this beside its stars a word means nothing. */
const LEAST = 2

/** Whether letters are left open before the end of a word: `paspo*rt`, `*kaart`. */
export const isStarred = ({ surface }: Pick<QueryWord, 'surface'>): boolean => surface.includes('*')

/**
 * Reads what a person typed. Any string is a question: `+must`, `-not`, `"words together"`, `*` for any letters, `word~1` for letters
 * that may differ, `word^3` for what counts more and `titel:word` mean something, all other signs are just space. Never throws.
 */
export function parseQuery(typed: string): ParsedQuery {
  const text = clean(typed)
  const words: QueryWord[] = []
  let phrases = 0
  for (const match of text.matchAll(CHUNK)) {
    const { sign = '', field = '', phrase, plain = '' } = match.groups ?? {}
    const at = match.index + sign.length + field.length
    const inTitle = field !== ''
    if (phrase === undefined) {
      const presence = sign === '+' ? 'must' : sign === '-' ? 'not' : 'should'
      words.push(...plainWords(plain, at).map((word) => ({ ...word, presence, inTitle }) as const))
    } else {
      const presence = sign === '-' ? 'not' : 'must'
      const together = phrases < MAX_PHRASES ? { phrase: phrases } : {}
      words.push(
        ...wordsIn(phrase, at + 1).map((word) => ({ ...word, ...closed, presence, inTitle, ...together }) as const),
      )
      phrases = Math.min(phrases + 1, MAX_PHRASES)
    }
  }
  const asksWho = startsWithWho.test(text)
  return {
    text,
    words: (asksWho ? aboutWhat(words) : words).slice(0, MAX_WORDS),
    phrases,
    everything: /^[\s*]*$/.test(text),
    asksWho,
  }
}

/** "Met wie bel ik over afval?" asks for somebody as "wie" does; "voor wie" and "van wie" ask for other things. */
const startsWithWho = /^(?:(?:met|bij|aan|naar) )?(?:wie|who)\b/i

/** What somebody is asked for answers "wie is verantwoordelijk voor huisuitzetting?": the last word alone. */
const aboutWhat = (words: QueryWord[]): QueryWord[] =>
  words
    .slice(words.findIndex(({ surface }) => surface === 'wie' || surface === 'who') + 1)
    .filter(({ surface, presence }) => presence !== 'should' || !toDoWith.has(surface))

/** How people say that somebody has to do with a thing. */
const toDoWith = new Set(
  `verantwoordelijk verantwoordelijke aanspreekpunt contactpersoon vraagbaak regelt behandelt beheert doet helpt kent weet
  bel bellen vraag vragen helpen spreken terecht responsible charge contact handles knows about deals manages looks`.split(
    /\s+/,
  ),
)

function clean(typed: string): string {
  return typed
    .slice(0, MAX_TEXT)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ')
    .replace(/[“”„«»]/g, '"')
    .trim()
}

/** A word that says all there is to say. */
const closed = { prefix: false, slips: 0, times: 1 }

type Place = Pick<QueryWord, 'surface' | 'start' | 'end'>

/** The words of a piece of text without spaces, with what the signs behind it ask for all of them. */
function plainWords(chunk: string, at: number): Array<Omit<QueryWord, 'presence' | 'inTitle'>> {
  const [signs = ''] = /(?:[~^]\d*)+$/.exec(chunk) ?? []
  const asked = { slips: slipsIn(signs), times: timesIn(signs) }
  const meaning = chunk.slice(0, chunk.length - signs.length).replace(/[~^]\d*/g, blank)
  const starred = starredIn(meaning, at)
  const rest = starred.reduce((text, { start, end }) => blanked(text, start - at, end - at), meaning)
  const words = wordsIn(rest, at)
  const last = words.length - 1
  const found = words.map((word, i) => ({ ...word, ...asked, prefix: i === last && rest.endsWith('*') }))
  return [...found, ...starred.map((word) => ({ ...word, ...asked, prefix: false }))].sort((a, b) => a.start - b.start)
}

const slipsIn = (signs: string): number => {
  const [, digits] = /~(\d*)/.exec(signs) ?? []
  return digits === undefined ? 0 : Math.min(MAX_SLIPS, digits === '' ? 1 : Number(digits))
}

const timesIn = (signs: string): number => Math.max(1, Math.min(MAX_TIMES, Number(/\^(\d+)/.exec(signs)?.[1] ?? 1)))

const starredIn = (text: string, at: number): Place[] =>
  [...text.matchAll(STARRED)]
    .filter(([word]) => word.replaceAll('*', '').length >= LEAST)
    .map(({ 0: word, index }) => ({ surface: fold(word), start: at + index, end: at + index + word.length }))

const blank = (text: string): string => ' '.repeat(text.length)

const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start) + blank(text.slice(start, end)) + text.slice(end)

/** The pieces of hyphenated words; whole words only where there are no pieces (`e-mail`) or for an e-mail address. */
function wordsIn(text: string, at: number): Place[] {
  const tokens = tokenise(text)
  const isWhole = (start: number, end: number) =>
    !tokens.some((token) => !token.joined && token.start >= start && token.end <= end)
  return tokens
    .filter((token) => !token.joined || isWhole(token.start, token.end))
    .map((token) => ({ surface: fold(token.text), start: at + token.start, end: at + token.end }))
}
