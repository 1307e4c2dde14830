import { posix } from 'node:path'
import type { RenderOptions } from '../content/markdown.ts'
import type { House } from '../house.ts'
import type { Visit } from './visit.ts'

/** How the Markdown of an item of `plugin` is printed in this visit: amounts, titles of callouts, and links that work. */
export function markdownOptions(house: House, visit: Visit, plugin: string): RenderOptions {
  return {
    amounts: house.reference.amounts,
    checkLabel: visit.t('amount.check'),
    calloutTitles: {
      tip: visit.t('callout.tip'),
      note: visit.t('callout.note'),
      warning: visit.t('callout.warning'),
      question: visit.t('callout.question'),
    },
    resolveLink: (href) => ({ href: addressOf(href, plugin, visit) }),
  }
}

/** `rijbewijs.md` and `../people/mirjam-kok` are relative to the folder of `plugin`; all else stays as it is. */
export function addressOf(href: string, plugin: string, visit: Visit): string {
  const path = pathOfLink(href, plugin)
  return path ? visit.link(path) : href
}

/** The path inside Kenniskompas that a relative link in an item of `plugin` leads to; undefined for any other link. */
export function pathOfLink(href: string, plugin: string): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(href)) return undefined
  const [path = '', anchor] = href.split('#', 2)
  const target = posix.join('/', plugin, path.replace(/\.md$/, ''))
  return anchor ? `${target}#${anchor}` : target
}
