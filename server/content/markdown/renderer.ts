import { Renderer, type Token, type Tokens } from 'marked'
import { measuresIn } from '../../attachments/names.ts'
import type { Amounts } from '../amounts.ts'
import { isExternal, isSafeImage, isSafeLink } from './addresses.ts'
import { slugger } from './slugs.ts'
import { decodeEntities, inlineText } from './tokens.ts'

export type Callout = 'tip' | 'warning' | 'note' | 'question'

export interface ResolvedLink {
  href: string
  /** There is nothing at this address (yet). */
  missing?: boolean
  external?: boolean
}

/** The words the page adds to the text of the writer. */
export interface Wording {
  calloutTitles: Record<Callout, string>
  /** The mark behind an amount, such as "controleer 2026". */
  amountCheck: (year: number) => string
  /** The name of a table for who cannot see it; `heading` is the one above it, '' without. */
  tableLabel: (number: number, heading: string) => string
}

export interface RenderContext {
  amounts: Amounts
  resolveLink: (href: string) => ResolvedLink
  wording: Wording
}

export interface Heading {
  level: number
  id: string
  text: string
}

const CALLOUT = /^\[!(tip|warning|note|question)\][ \t]*(?:\n|$)/i
const AMOUNT = /\{bedrag:\s*([a-z0-9-]{1,80})\s*\}/g

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Turns tokens into HTML, the first wall: every text and address is decoded, checked and escaped here. */
export class SafeRenderer extends Renderer {
  readonly headings: Heading[] = []
  readonly amountKeys = new Set<string>()
  readonly #context: RenderContext
  readonly #slug = slugger()
  #tables = 0

  constructor(context: RenderContext) {
    super()
    this.#context = context
  }

  override heading({ tokens, depth }: Tokens.Heading): string {
    const level = Math.max(2, depth)
    const words = inlineText(tokens)
    const id = this.#slug(words)
    const text = words.replace(AMOUNT, (raw, key: string) => this.#context.amounts.get(key)?.value ?? raw)
    this.headings.push({ level, id, text })
    return `<h${level} id="${id}">${this.parser.parseInline(tokens)}</h${level}>\n`
  }

  override blockquote({ tokens }: Tokens.Blockquote): string {
    const callout = calloutOf(tokens)
    if (!callout) return `<blockquote>\n${this.parser.parse(tokens)}</blockquote>\n`
    const title = escapeHtml(this.#context.wording.calloutTitles[callout.kind])
    const content = this.parser.parse(callout.tokens)
    return `<div class="callout callout--${callout.kind}" role="note">\n<p class="callout__title">${title}</p>\n${content}</div>\n`
  }

  override list(list: Tokens.List): string {
    const items = list.items.map((item) => this.listitem(item)).join('')
    if (list.ordered) return `<ol${list.start === 1 ? '' : ` start="${list.start}"`}>\n${items}</ol>\n`
    return `<ul${list.items.some((item) => item.task) ? ' class="task-list"' : ''}>\n${items}</ul>\n`
  }

  override listitem(item: Tokens.ListItem): string {
    if (!item.task) return `<li>${this.parser.parse(item.tokens)}</li>\n`
    const blocks = item.tokens.filter((token) => token.type !== 'checkbox')
    const [first, ...rest] = blocks
    const words = first?.type === 'text' || first?.type === 'paragraph' ? (first as Tokens.Paragraph).tokens : undefined
    const label = this.parser.parseInline((words ?? []).filter((token) => token.type !== 'checkbox'))
    const box = `<input type="checkbox" disabled${item.checked ? ' checked' : ''}>`
    return `<li><label>${box} ${label}</label>${this.parser.parse(words ? rest : blocks)}</li>\n`
  }

  override checkbox(): string {
    return ''
  }

  override code({ text }: Tokens.Code): string {
    return `<pre tabindex="0"><code>${escapeHtml(text)}\n</code></pre>\n`
  }

  override codespan({ text }: Tokens.Codespan): string {
    return `<code>${escapeHtml(text)}</code>`
  }

  override table({ header, rows }: Tokens.Table): string {
    const label = this.#context.wording.tableLabel(++this.#tables, this.headings.at(-1)?.text ?? '')
    const head = header.map((cell) => this.tablecell(cell)).join('')
    const body = rows.map((row) => `<tr>${row.map((cell) => this.tablecell(cell)).join('')}</tr>\n`).join('')
    const table = `<table>\n<thead>\n<tr>${head}</tr>\n</thead>\n${body ? `<tbody>\n${body}</tbody>\n` : ''}</table>`
    return `<div class="table-scroll" role="region" tabindex="0" aria-label="${escapeHtml(label.slice(0, 120))}">${table}</div>\n`
  }

  override tablecell({ tokens, header, align }: Tokens.TableCell): string {
    const side = align === 'right' || align === 'center' ? ` class="align-${align}"` : ''
    const content = this.parser.parseInline(tokens)
    return header ? `<th scope="col"${side}>${content}</th>` : `<td${side}>${content}</td>`
  }

  override link({ href, tokens }: Tokens.Link): string {
    const content = this.parser.parseInline(tokens)
    const typed = decodeEntities(href)
    if (!isSafeLink(typed)) return content
    const target = this.#context.resolveLink(typed)
    if (!isSafeLink(target.href)) return content
    const external = target.external ?? isExternal(target.href)
    const kind = target.missing ? ' class="missing"' : external ? ' class="external"' : ''
    const rel = external ? ' rel="noopener noreferrer"' : ''
    return `<a href="${escapeHtml(target.href)}"${kind}${rel}>${content}</a>`
  }

  override image({ href, tokens }: Tokens.Image): string {
    const alt = escapeHtml(inlineText(tokens))
    const typed = decodeEntities(href)
    if (!isSafeImage(typed)) return alt
    const src = this.#context.resolveLink(typed).href
    if (!isSafeImage(src)) return alt
    const measures = measuresIn(src)
    const size = measures ? ` width="${measures.width}" height="${measures.height}"` : ''
    return `<img src="${escapeHtml(src)}" alt="${alt}"${size} loading="lazy">`
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    return escapeHtml(text)
  }

  override text(token: Tokens.Text | Tokens.Escape): string {
    if ('tokens' in token && token.tokens) return this.parser.parseInline(token.tokens)
    if (token.type === 'escape') return escapeHtml(token.text)
    return escapeHtml(decodeEntities(token.text)).replace(AMOUNT, (raw, key: string) => this.#amount(key) ?? raw)
  }

  #amount(key: string): string | undefined {
    this.amountKeys.add(key)
    const { amounts, wording } = this.#context
    const amount = amounts.get(key)
    if (!amount) return undefined
    const value = `<span class="amount">${escapeHtml(amount.value)}</span>`
    if (amount.differs.length === 0) return value
    return `${value} <span class="amount-check">${escapeHtml(wording.amountCheck(amounts.year))}</span>`
  }
}

/** The kind of callout a quote opens with, and the quote without that mark. */
function calloutOf(tokens: Token[]): { kind: Callout; tokens: Token[] } | undefined {
  const [paragraph, ...others] = tokens
  if (paragraph?.type !== 'paragraph') return undefined
  const [first, ...rest] = (paragraph as Tokens.Paragraph).tokens
  const mark = first?.type === 'text' ? CALLOUT.exec(first.raw) : null
  if (!first || !mark?.[1]) return undefined
  const left = first.raw.slice(mark[0].length)
  const inline = [
    ...(left ? [{ ...first, raw: left, text: left }] : []),
    ...rest.slice(!left && rest[0]?.type === 'br' ? 1 : 0),
  ]
  const kind = mark[1].toLowerCase() as Callout
  return { kind, tokens: inline.length > 0 ? [{ ...paragraph, tokens: inline } as Token, ...others] : others }
}
