/** A piece of text; `start` and `end` are positions in the original. A joined token spans its pieces (`e-mail` → `email`). */
export interface Token {
  text: string
  start: number
  end: number
  joined: boolean
}

const CHUNK = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’‘`.,@_-][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu
const PIECE = /[\p{L}\p{N}\p{M}]+/gu
const NUMBER = /^\p{N}+(?:[.,]\p{N}+)+$/u
const APOSTROPHE = /['’‘`]/
const MAX_LENGTH = 64
/** What a cut may leave of a sign: it fits in no address. */
const HALF = /[\ud800-\udbff]$/

/**
 * Cuts text into words. `en/of` gives two words, `foto's` the word `foto`, `linking-pin` its pieces and `linkingpin`,
 * `e-mail` only `email`, an e-mail address its pieces and itself; `1.250` and `88,87` stay whole.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) {
    if (!/[^\p{L}\p{N}\p{M}]/u.test(chunk) || NUMBER.test(chunk)) tokens.push(token(chunk, index, index + chunk.length))
    else cutChunk(chunk, index, tokens)
  }
  return tokens
}

function token(text: string, start: number, end: number, joined = false): Token {
  return { text: text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH).replace(HALF, '') : text, start, end, joined }
}

function cutChunk(chunk: string, at: number, tokens: Token[]): void {
  if (chunk.includes('@')) {
    tokens.push(token(chunk, at, at + chunk.length, true))
    for (const piece of chunk.matchAll(PIECE)) tokens.push(pieceOf(piece, at))
    return
  }
  let offset = 0
  for (const part of chunk.split(/([.,_])/)) {
    if (/[\p{L}\p{N}]/u.test(part)) cutHyphens(part, at + offset, tokens)
    offset += part.length
  }
}

function cutHyphens(part: string, at: number, tokens: Token[]): void {
  const pieces: Token[] = []
  let offset = 0
  for (const word of part.split('-')) {
    const cleaned = withoutApostrophes(word)
    if (cleaned) pieces.push(token(cleaned, at + offset, at + offset + word.length))
    offset += word.length + 1
  }
  if (pieces.length < 2) {
    tokens.push(...pieces)
    return
  }
  // One-letter pieces (e-mail, d-toets) mean nothing by themselves, so only the whole word counts.
  if (!pieces.some((piece) => piece.text.length === 1)) tokens.push(...pieces)
  tokens.push(token(pieces.map((piece) => piece.text).join(''), at, at + part.length, true))
}

function withoutApostrophes(word: string): string {
  if (!APOSTROPHE.test(word)) return word
  return word.replace(/(?<=.)['’‘`](?:s|n|t|m|k|r|tje|tjes)$/iu, '').replace(/['’‘`]/g, '')
}

function pieceOf(match: RegExpExecArray, at: number): Token {
  return token(match[0], at + match.index, at + match.index + match[0].length)
}
