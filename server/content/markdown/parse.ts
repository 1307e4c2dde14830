import { Lexer, type Token, Tokenizer, type Tokens, type TokensList } from 'marked'

/** 1 MB of UTF-8: some 150,000 words, far more than anyone reads as one item. */
const LARGEST = 1_000_000
/** Quotes in lists in quotes, emphasis in emphasis: nobody writes more than a few levels. */
const DEEPEST = 50
/** What the parser may do for one text, in letters looked at; a text that is written by hand stays under a hundredth. */
const MOST_WORK = 400_000_000
const MOST_CELLS = 20_000
const LONGEST_QUOTE = 2_000

/** Markdown that is refused before it can harm the server; the message says what to do about it. */
export class MarkdownRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = new.target.name
  }
}

export class MarkdownTooLarge extends MarkdownRefused {
  readonly size: number
  readonly limit = LARGEST

  constructor(size: number) {
    const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1)
    super(
      `This text is ${megabytes(size)} MB and at most ${megabytes(LARGEST)} MB can be shown. ` +
        'Split it into several items, or add the long part as an attachment.',
    )
    this.size = size
  }
}

export class MarkdownTooDeep extends MarkdownRefused {
  constructor() {
    super(`This text nests quotes, lists or emphasis more than ${DEEPEST} levels deep. Remove levels.`)
  }
}

export class MarkdownTooComplex extends MarkdownRefused {
  constructor(what: string) {
    super(`This text holds ${what}. Split it, or take the unusual part out.`)
  }
}

/** Leaves raw HTML to be read as plain text, and refuses the blocks that grow much faster than what was typed. */
class SafeTokenizer extends Tokenizer {
  override html(): undefined {}

  override tag(): undefined {}

  override blockquote(source: string): Tokens.Blockquote | undefined {
    if (/^ {0,3}>/.test(source) && linesOfBlock(source) > LONGEST_QUOTE) {
      throw new MarkdownTooComplex(`a quote of more than ${LONGEST_QUOTE} lines`)
    }
    return super.blockquote(source)
  }

  override table(source: string): Tokens.Table | undefined {
    const [header = '', divider = ''] = source.split('\n', 2)
    if (!/^[\s|:-]+$/.test(divider)) return undefined
    const columns = header.split('|').length
    if (columns * linesOfBlock(source) > MOST_CELLS) {
      throw new MarkdownTooComplex(`a table of more than ${MOST_CELLS} cells`)
    }
    return super.table(source)
  }
}

/** The number of lines up to the first empty one. */
function linesOfBlock(source: string): number {
  const end = /\n[ \t]*\n/.exec(source)?.index ?? source.length
  let lines = 1
  for (let at = source.indexOf('\n'); at !== -1 && at < end; at = source.indexOf('\n', at + 1)) lines++
  return lines
}

/** Counts levels and work where the parser calls itself, so that no text can overflow the stack or keep it busy. */
class SafeLexer extends Lexer {
  #depth = 0
  #work = 0

  override blockTokens(source: string, tokens?: Token[], clipped?: boolean): Token[]
  override blockTokens(source: string, tokens?: TokensList, clipped?: boolean): TokensList
  override blockTokens(source: string, tokens?: TokensList, clipped?: boolean): TokensList {
    return this.#within(source.length, () => super.blockTokens(source, tokens, clipped) as TokensList)
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    const marks = source.match(/[*_~]+/g)?.length ?? 0
    let longWords = 0
    for (const word of source.match(/\S{200,}/g) ?? []) longWords += word.length ** 2
    return this.#within(source.length * (marks + 1) + longWords, () => super.inlineTokens(source, tokens))
  }

  #within<T>(work: number, parse: () => T): T {
    if (this.#depth >= DEEPEST) throw new MarkdownTooDeep()
    this.#work += work
    if (this.#work > MOST_WORK) throw new MarkdownTooComplex('very much emphasis or a very long word in one paragraph')
    this.#depth++
    try {
      return parse()
    } finally {
      this.#depth--
    }
  }
}

/**
 * Reads GitHub flavoured Markdown into the tokens of `marked`, in time bounded by its size. Raw HTML becomes text.
 * @throws {MarkdownRefused} for more than 1 MB, more than 50 levels, or blocks made to keep the parser busy
 */
export function parseMarkdown(source: string): Token[] {
  const size = Buffer.byteLength(source)
  if (size > LARGEST) throw new MarkdownTooLarge(size)
  return new SafeLexer({ gfm: true, tokenizer: new SafeTokenizer() }).lex(source)
}
