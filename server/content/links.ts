import { posix } from 'node:path'

/** The path inside Kenniskompas that a relative link in an item of `plugin` leads to; undefined for any other link. */
export function pathOfLink(href: string, plugin: string): string | undefined {
  if (/^([a-z][a-z0-9+.-]*:|\/|#|\?)/i.test(href)) return undefined
  const [path = '', anchor] = href.split('#', 2)
  const target = posix.join('/', plugin, path.replace(/\.md$/, ''))
  return anchor ? `${target}#${anchor}` : target
}
