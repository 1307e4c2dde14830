import type { Token, Tokens } from 'marked'
import { parseFragment } from 'parse5'

/** The tokens directly inside a token, whatever its kind. */
function childrenOf(token: Token): Token[] {
  if (token.type === 'list') return (token as Tokens.List).items
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table
    return [...header, ...rows.flat()].flatMap((cell) => cell.tokens)
  }
  return 'tokens' in token ? (token.tokens ?? []) : []
}

/** All tokens of a tree, each before what is inside it. */
function* everyToken(tokens: Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token
    yield* everyToken(childrenOf(token))
  }
}

/** Text with its HTML entities read as a browser reads them: `&amp;` is &, `java&#115;cript` is javascript. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  const nodes = parseFragment(text.replaceAll('<', '&lt;')).childNodes
  return nodes.map((node) => ('value' in node ? node.value : '')).join('')
}

/** The words of inline tokens, without markup; a picture gives its description. */
export function inlineText(tokens: Token[]): string {
  let text = ''
  for (const token of everyToken(tokens)) {
    if (token.type === 'codespan') text += (token as Tokens.Codespan).text
    else if (token.type === 'br') text += ' '
    else if (token.type === 'escape') text += (token as Tokens.Escape).text
    else if (token.type === 'text' && !('tokens' in token && token.tokens)) text += decodeEntities(token.text)
  }
  return text.trim()
}

/** Each top-level token with the line of the source on which it starts (1 = first). */
export function* withLines(tokens: Token[]): Generator<{ token: Token; line: number }> {
  let line = 1
  for (const token of tokens) {
    yield { token, line: line + (/^\n*/.exec(token.raw)?.[0].length ?? 0) }
    line += newlines(token.raw)
  }
}

/** How far ahead the next link of a block is looked for, in letters; beyond it the line of the link before is given. */
const FAR = 20_000

export interface FoundLink {
  href: string
  line: number
}

/** The links and pictures of a text with the line each is on. `href` is what the writer typed, not checked. */
export function linksOf(tokens: Token[]): FoundLink[] {
  const links: FoundLink[] = []
  for (const { token: block, line: start } of withLines(tokens)) {
    const raw = block.raw.replace(/^\n*/, '')
    let line = start
    let cursor = 0
    for (const token of everyToken([block])) {
      if (token.type !== 'link' && token.type !== 'image') continue
      const firstLine = token.raw.split('\n', 1)[0] ?? ''
      const ahead = raw.slice(cursor, cursor + FAR).indexOf(firstLine)
      const at = ahead === -1 ? -1 : cursor + ahead
      if (at !== -1) {
        line += newlines(raw.slice(cursor, at))
        cursor = at
      }
      links.push({ href: decodeEntities((token as Tokens.Link | Tokens.Image).href), line })
    }
  }
  return links
}

function newlines(text: string): number {
  return text.split('\n').length - 1
}
