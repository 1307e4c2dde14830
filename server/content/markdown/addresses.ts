const LINK_SCHEMES = new Set(['http', 'https', 'mailto', 'tel'])
/** Longer addresses are no addresses, and repeated by reference they would make a small text huge. */
const LONGEST = 2_000

/** The scheme of an address in lower case, '' for a relative one, undefined for what a browser might read otherwise. */
function schemeOf(address: string): string | undefined {
  // Browsers leave out control characters and white space, and read \ as /.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
  if (address.length > LONGEST || /[\u0000-\u001f\u007f-\u009f\\]|^\s|^\/\//u.test(address)) return undefined
  const beforePath = /^[^/?#]*/.exec(address)?.[0] ?? ''
  const colon = beforePath.indexOf(':')
  return colon === -1 ? '' : beforePath.slice(0, colon).toLowerCase()
}

/** Whether an address may be linked to: http, https, mailto, tel, a relative path or an #anchor. */
export function isSafeLink(href: string): boolean {
  const scheme = schemeOf(href)
  return scheme !== undefined && (scheme === '' || LINK_SCHEMES.has(scheme))
}

/** Whether an address may be the source of a picture: https or a relative path. */
export function isSafeImage(src: string): boolean {
  const scheme = schemeOf(src)
  return src !== '' && (scheme === '' || scheme === 'https')
}

/** Whether an address leaves this site. */
export function isExternal(href: string): boolean {
  return /^https?:/i.test(href)
}
