import { pathOfLink } from '../content/links.ts'
import { MarkdownRefused, type RenderOptions, renderMarkdown } from '../content/markdown.ts'
import type { House } from '../house.ts'
import type { Visit } from './visit.ts'

/** How the Markdown of an item of `plugin` is printed in this visit: amounts, titles of callouts, and links that work. */
export function markdownOptions(house: House, visit: Visit, plugin: string): RenderOptions {
  return {
    amounts: house.reference.amounts,
    amountCheck: (year) => visit.t('amount.check', { year }),
    tableLabel: (number, heading) => [visit.t('table.number', { number }), heading].filter(Boolean).join(': '),
    calloutTitles: {
      tip: visit.t('callout.tip'),
      note: visit.t('callout.note'),
      warning: visit.t('callout.warning'),
      question: visit.t('callout.question'),
    },
    resolveLink: (href) => ({ href: addressOf(href, plugin, visit) }),
  }
}

/** A text that nobody judged yet, as it will be read; empty for one that is too large or too complex to show. */
export function unjudgedHtml(house: House, visit: Visit, plugin: string, body: string): string {
  try {
    return renderMarkdown(body, markdownOptions(house, visit, plugin)).html
  } catch (error) {
    if (error instanceof MarkdownRefused) return ''
    throw error
  }
}

/** The address of a link: `rijbewijs.md` and `../people/mirjam-kok` are relative to the folder of `plugin`; all else stays as it is. */
export function addressOf(href: string, plugin: string, visit: Visit): string {
  const path = pathOfLink(href, plugin)
  return path ? visit.link(path) : href
}

/** The path of the search page with what it finds for a text. */
export const searchPath = (text: string): string => `/search?q=${encodeURIComponent(text)}`
