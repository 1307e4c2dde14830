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

const TAG_LINES = /^(?: {0,3}<(?:[a-z][a-z0-9-]*(?:[\s/>]|$)|\/[a-z]|!|\?)[^\n]*(?:\n|$))+/i

/** Counts levels and work, so that no text can overflow the stack or keep the parser busy. */
class Budget {
  #depth = 0
  #work = 0

  spend(work: number): void {
    this.#work += work
    if (this.#work > MOST_WORK) throw new MarkdownTooComplex('a paragraph with very much markup or a very long word')
  }

  within<T>(parse: () => T): T {
    if (this.#depth >= DEEPEST) throw new MarkdownTooDeep()
    this.#depth++
    try {
      return parse()
    } finally {
      this.#depth--
    }
  }
}

/** Leaves raw HTML to be read as plain text, and refuses blocks that cost or grow much more than was typed. */
class SafeTokenizer extends Tokenizer {
  readonly #budget: Budget

  constructor(budget: Budget) {
    super()
    this.#budget = budget
  }

  /** Lines that open with a tag become a paragraph: `marked` is slow on what this leaves to it. */
  override html(source: string): Tokens.HTML | undefined {
    const raw = TAG_LINES.exec(source)?.[0]
    if (!raw) return undefined
    const text = raw.trimEnd()
    const paragraph: Tokens.Paragraph = { type: 'paragraph', raw, text, tokens: this.lexer.inline(text) }
    return paragraph as unknown as Tokens.HTML
  }

  override tag(): undefined {}

  override blockquote(source: string): Tokens.Blockquote | undefined {
    if (/^ {0,3}>/.test(source) && linesOfBlock(source) > LONGEST_QUOTE) {
      throw new MarkdownTooComplex(`a quote of more than ${LONGEST_QUOTE} lines`)
    }
    return super.blockquote(source)
  }

  override table(source: string): Tokens.Table | undefined {
    const [table, header] = this.rules.block.table.exec(source) ?? []
    if (!table || !header) return undefined
    this.#budget.spend(table.length)
    // Every row gets as many cells as the header, however short it is typed.
    if (header.split('|').length * table.split('\n').length > MOST_CELLS) {
      throw new MarkdownTooComplex(`a table of more than ${MOST_CELLS} cells`)
    }
    return super.table(source)
  }
}

/** The number of lines up to the first empty one. */
function linesOfBlock(source: string): number {
  const end = /\n[ \t]*\n/.exec(source)?.index ?? source.length
  return source.slice(0, end).split('\n').length
}

/** Keeps the budget where the parser calls itself: for every block within a block and every run of words. */
class SafeLexer extends Lexer {
  readonly #budget: Budget

  constructor(budget: Budget) {
    super({ gfm: true, tokenizer: new SafeTokenizer(budget) })
    this.#budget = budget
  }

  override blockTokens(source: string, tokens?: Token[], clipped?: boolean): Token[]
  override blockTokens(source: string, tokens?: TokensList, clipped?: boolean): TokensList
  override blockTokens(source: string, tokens?: TokensList, clipped?: boolean): TokensList {
    this.#budget.spend(source.length)
    return this.#budget.within(() => super.blockTokens(source, tokens, clipped) as TokensList)
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    const marks = source.match(/[*_~]+|\]\(/g)?.length ?? 0
    this.#budget.spend(source.length * (marks + 1))
    for (const word of source.match(/\S{200,}/g) ?? []) this.#budget.spend(word.length ** 2)
    return this.#budget.within(() => super.inlineTokens(source, tokens))
  }
}

/**
 * Reads GitHub flavoured Markdown into the tokens of `marked`, in time bounded by its size. Raw HTML becomes text.
 * @throws {MarkdownRefused} for more than 1 MB, more than 50 levels, or blocks made to keep the parser busy
 */
export function parseMarkdown(source: string): Token[] {
  const size = Buffer.byteLength(source)
  if (size > LARGEST) throw new MarkdownTooLarge(size)
  return new SafeLexer(new Budget()).lex(source)
}
