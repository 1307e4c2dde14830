import { Parser } from 'marked'
import type { Amounts } from './amounts.ts'
import { MarkdownTooComplex, parseMarkdown } from './markdown/parse.ts'
import { type Heading, type ResolvedLink, SafeRenderer, type Wording } from './markdown/renderer.ts'
import { sanitise } from './markdown/sanitise.ts'
import { type FoundLink, linksOf } from './markdown/tokens.ts'

export { MarkdownRefused, MarkdownTooComplex, MarkdownTooDeep, MarkdownTooLarge } from './markdown/parse.ts'
export type { Callout, Heading, ResolvedLink, Wording } from './markdown/renderer.ts'
export { sanitise } from './markdown/sanitise.ts'
export type { FoundLink } from './markdown/tokens.ts'

/** Addresses of a text together, in letters; references repeat an address at the cost of three letters. */
const MOST_ADDRESSES = 4_000_000

const DUTCH: Wording = {
  calloutTitles: { tip: 'Tip', warning: 'Let op', note: 'Goed om te weten', question: 'De vraag achter de vraag' },
  amountCheck: (year) => `controleer ${year}`,
  tableLabel: (number, heading) => (heading ? `Tabel ${number}: ${heading}` : `Tabel ${number}`),
}

export interface RenderOptions extends Partial<Wording> {
  amounts: Amounts
  /** Where a link or picture of the writer leads; those that are not safe never get here. Absent: as it was typed. */
  resolveLink?: (href: string) => ResolvedLink
}

export interface RenderedMarkdown {
  /** Safe to print unescaped. */
  html: string
  headings: Heading[]
  /** What a reader reads, one line per block, for search and summaries. */
  text: string
  links: FoundLink[]
  /** The keys the text asks for with {bedrag: key}, known or not, each once. */
  amountKeys: string[]
}

/**
 * Turns the Markdown of an item into safe HTML: GitHub flavoured, with callouts, amounts and anchors for headings.
 * Raw HTML is shown as text. The result passes two walls: the renderer checks and escapes, the sanitiser reads the
 * outcome as a browser does and drops all that is not on its list.
 * @throws {MarkdownTooLarge | MarkdownTooDeep | MarkdownTooComplex} all of them MarkdownRefused
 */
export function renderMarkdown(source: string, options: RenderOptions): RenderedMarkdown {
  const { amounts, resolveLink = (href: string) => ({ href }), ...wording } = options
  const tokens = parseMarkdown(source)
  const links = linksOf(tokens)
  if (links.reduce((letters, { href }) => letters + href.length, 0) > MOST_ADDRESSES) {
    throw new MarkdownTooComplex('too many long addresses')
  }
  const renderer = new SafeRenderer({ amounts, resolveLink, wording: { ...DUTCH, ...wording } })
  const { html, text } = sanitise(new Parser({ renderer }).parse(tokens))
  return { html, text, headings: renderer.headings, links, amountKeys: [...renderer.amountKeys] }
}

/** The links and pictures of a text, whether they lead somewhere or not. @throws as renderMarkdown */
export const linksIn = (source: string): FoundLink[] => linksOf(parseMarkdown(source))
