/** A piece of text; `start` and `end` are positions in the original. A joined token spans its pieces (`e-mail` → `email`). */
export interface Token {
  text: string
  start: number
  end: number
  joined: boolean
}

type See = (text: string, start: number, end: number, joined: boolean) => void

const CHUNK = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’‘`.,@_-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/uy
const PIECE = /[\p{L}\p{N}\p{M}]+/gu
const NUMBER = /^\p{N}+(?:[.,]\p{N}+)+$/u
const APOSTROPHE = /['’‘`]/
const MAX_LENGTH = 64
/** What a cut may leave of a sign: it fits in no address. */
const HALF = /[\ud800-\udbff]$/

/** What the signs of ASCII are to a word: a letter or digit, what may join two pieces, or its end. */
const LETTER = 1
const JOINT = 2
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code)
  return /[a-z0-9]/i.test(sign) ? LETTER : /['`.,@_-]/.test(sign) ? JOINT : 0
})

/**
 * Cuts text into words. `en/of` gives two words, `foto's` the word `foto`, `linking-pin` its pieces and `linkingpin`,
 * `e-mail` only `email`, an e-mail address its pieces and itself; `1.250` and `88,87` stay whole.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  eachToken(text, (word, start, end, joined) => tokens.push({ text: word, start, end, joined }))
  return tokens
}

/** Shows the tokens of a text one after the other. Nearly all are plain, which is seen without an expression or an object for each. */
export function eachToken(text: string, see: See): void {
  let at = 0
  while (at < text.length) {
    const end = endOfLetters(text, at)
    if (!endsWord(text, end)) at = seeChunk(text, at, see)
    else {
      if (end > at) see(shortened(text.slice(at, end)), at, end, false)
      at = end + 1
    }
  }
}

function endOfLetters(text: string, from: number): number {
  let at = from
  while (at < text.length && kinds[text.charCodeAt(at)] === LETTER) at++
  return at
}

/** Whether no word can go on at this place, after plain letters. */
function endsWord(text: string, at: number): boolean {
  if (at >= text.length) return true
  const kind = kinds[text.charCodeAt(at)]
  return kind === 0 || (kind === JOINT && (kinds[text.charCodeAt(at + 1)] ?? LETTER) !== LETTER)
}

/** Shows what is in the chunk that begins at this place, if one does; returns the place after it. */
function seeChunk(text: string, at: number, see: See): number {
  CHUNK.lastIndex = at
  const chunk = CHUNK.exec(text)?.[0]
  if (!chunk) return at + 1
  const end = at + chunk.length
  if (!/[^\p{L}\p{N}\p{M}]/u.test(chunk) || NUMBER.test(chunk)) see(shortened(chunk), at, end, false)
  else for (const token of piecesOf(chunk, at)) see(token.text, token.start, token.end, token.joined)
  return end
}

/** A copy: the text of a token may hold on to the whole text that it was cut from. */
export const detached = (word: string): string => ` ${word}`.slice(1)

const shortened = (text: string): string =>
  text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH).replace(HALF, '') : text

function token(text: string, start: number, end: number, joined = false): Token {
  return { text: shortened(text), start, end, joined }
}

function piecesOf(chunk: string, at: number): Token[] {
  if (chunk.includes('@'))
    return [
      token(chunk, at, at + chunk.length, true),
      ...Array.from(chunk.matchAll(PIECE), ({ 0: piece, index }) =>
        token(piece, at + index, at + index + piece.length),
      ),
    ]
  const pieces: Token[] = []
  let offset = at
  for (const part of chunk.split(/([.,_])/)) {
    if (/[\p{L}\p{N}]/u.test(part)) pieces.push(...cutHyphens(part, offset))
    offset += part.length
  }
  return pieces
}

function cutHyphens(part: string, at: number): Token[] {
  const pieces: Token[] = []
  let start = at
  for (const word of part.split('-')) {
    const cleaned = withoutApostrophes(word)
    if (cleaned) pieces.push(token(cleaned, start, start + word.length))
    start += word.length + 1
  }
  if (pieces.length < 2) return pieces
  const whole = token(pieces.map(({ text }) => text).join(''), at, at + part.length, true)
  // One-letter pieces (e-mail, d-toets) mean nothing by themselves, so only the whole word counts.
  return pieces.some(({ text }) => text.length === 1) ? [whole] : [...pieces, whole]
}

function withoutApostrophes(word: string): string {
  if (!APOSTROPHE.test(word)) return word
  return word.replace(/(?<=.)['’‘`](?:s|n|t|m|k|r|tje|tjes)$/iu, '').replace(/['’‘`]/g, '')
}
