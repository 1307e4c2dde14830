import { posix } from 'node:path'

/** The path inside Kenniskompas that a relative link in an item of `plugin` leads to; undefined for any other link. */
export function pathOfLink(href: string, plugin: string): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(href)) return undefined
  const [path = '', anchor] = href.split('#', 2)
  const target = posix.join('/', plugin, path.replace(/\.md$/, ''))
  return anchor ? `${target}#${anchor}` : target
}

/** The link, in an item of `plugin`, to a path inside Kenniskompas: the other way round of `pathOfLink`. */
export function linkTo(path: string, plugin: string, isItem: boolean): string {
  const link = posix.relative(`/${plugin}`, path)
  return isItem ? `${link}.md` : link
}
